"""The preview server over a folder, in this process and without a build behind it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.serve.events import Events
from generator.serve.preview import Preview
from generator.serve.server import make_server

PATIENCE = 20  # seconds until a test that waits for an answer gives up


class Got(NamedTuple):
    status: int
    body: bytes
    headers: dict[str, str]


class Served:
    """A running server: what it answers to requests just as they are written."""

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self.port = port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """An underscore in the name of a header stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Got(response.status, body, dict(response.getheaders()))

    def raw(self, request: bytes) -> bytes:
        """Everything that comes back until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            connection.sendall(request)
            found = b""
            while block := connection.recv(65536):
                found += block
        return found


def preview_of(output: Path, **fields: Any) -> Preview:
    """A preview of a finished folder, of a site that has no problems and no drafts."""
    plain = Preview(
        output=output,
        site=output,
        events=Events(),
        base_path=lambda: "",
        problems=lambda: (),
        sheet=lambda _: None,
        wanted=lambda *_: None,
        state=lambda _: {"status": "published", "withheld": {}},
        desk=lambda *_: (404, "text/plain", b""),
    )
    return replace(plain, **fields)


@contextmanager
def served(output: Path, host: str = "127.0.0.1", **fields: Any) -> Iterator[Served]:
    preview = preview_of(output, **fields)
    server = make_server(preview, host, 49200)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Served(preview, server.server_port)
    finally:
        preview.events.close()
        server.shutdown()
        server.server_close()
        thread.join()
