"""A web server for the preview, on the standard library: one machine, one editor, no listing of folders."""

from __future__ import annotations

import errno
import http.server
import io
import socket
import socketserver
import sys
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.manifest import STATE, read_head
from generator.serve.reload import EVENTS, Builds, with_reload

HEARTBEAT = 15.0  # seconds between comments that keep an idle connection open
CANDIDATES = 100  # ports that are tried when the one that was asked for is taken
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERY_ADDRESS = ("0.0.0.0", "[::]")
MISSING = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Not found</title>
<p>There is no page here yet. The terminal tells what was built.</p></html>
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the output folder under the site's base path as a static host does."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: Any, builds: Builds, hosts: frozenset[str], **kwargs: Any) -> None:
        self._builds = builds
        self._hosts = hosts
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self._refused():
            return
        if urlsplit(self.path).path == EVENTS:
            self._send_events()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if not self._refused():
            super().do_HEAD()

    def _refused(self) -> bool:
        """A page of another site that points its own name at this machine gets nothing (DNS rebinding)."""
        name, colon, port = (self.headers.get("Host") or "").lower().rpartition(":")
        host = name if colon and port.isdigit() else f"{name}{colon}{port}"
        if host in self._hosts or self._hosts.intersection(EVERY_ADDRESS):
            return False
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This preview is served to this machine only")
        return True

    def send_head(self) -> io.BytesIO | None:
        """Answer with the page of an address and the reload script, another file as it is, or the 404 page.

        None where the answer has no body.
        """
        root = Path(self.directory)
        base_path = _base_path(root, self._builds.number)
        path = urlsplit(self.path).path
        if base_path and path in ("/", base_path):
            self._redirect(f"{base_path}/")
            return None
        file = _file(root, unquote(path), base_path)
        if file is not None and file.is_dir():
            self._redirect(f"{path}/")
            return None
        if file is None or not file.is_file():
            return self._send(HTTPStatus.NOT_FOUND, root / "404.html")
        return self._send(HTTPStatus.OK, file)

    def _send(self, status: HTTPStatus, file: Path) -> io.BytesIO:
        number = self._builds.number  # asked first: a page that changes meanwhile is reloaded
        data = file.read_bytes() if file.is_file() else MISSING
        kind = self.guess_type(str(file))
        if kind.startswith("text/html"):
            data = with_reload(data, number)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(data)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_events(self) -> None:
        """The number of every build, as it is made, until the browser goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = self._builds.number
        try:
            self.wfile.write(f"retry: 500\ndata: {number}\n\n".encode())
            while not self._builds.closed:
                newest = self._builds.after(number, HEARTBEAT)
                self.wfile.write(b": still here\n\n" if newest == number else f"data: {newest}\n\n".encode())
                number = newest
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Requests are not news; builds and problems are what the terminal shows."""


@lru_cache(maxsize=1)
def _base_path(output: Path, _number: int) -> str:
    """The base path that the build in the output folder was made for: `""` or `/news`."""
    head = read_head(output)
    return urlsplit(head.base_url).path.rstrip("/") if head else ""


def _file(root: Path, path: str, base_path: str) -> Path | None:
    """The file of a decoded URL path, never outside the output folder; None where there can be none."""
    if "\0" in path or "\\" in path or not path.startswith(f"{base_path}/"):
        return None
    below = path.removeprefix(base_path).lstrip("/")
    try:
        file = (root / below).resolve()
        file.is_file()
    except OSError:  # a name that no disk can hold
        return None
    if not file.is_relative_to(root) or STATE in file.relative_to(root).parts:
        return None
    return file / "index.html" if not below or below.endswith("/") else file


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """One thread for each connection: an open page keeps one to hear of builds."""

    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Bind without asking for the name of this machine, which can take seconds where no DNS answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of a page is no news either."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Server6(Server):
    address_family = socket.AF_INET6


def make_server(output: Path, host: str, port: int, builds: Builds) -> Server:
    """A server of the folder `output`, on `port` or on the next free one of the hundred above it.

    Raises `OSError` when there is none, or when the machine has no such address.
    """
    name = f"[{host}]" if ":" in host else host.lower()
    hosts = frozenset((*LOOPBACK, name))
    handler = partial(Handler, directory=str(output.resolve()), builds=builds, hosts=hosts)
    kind = Server6 if ":" in host else Server
    last = min(port + CANDIDATES, 65535)
    for candidate in range(port, last + 1):
        try:
            return kind((host, candidate), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
    raise OSError(errno.EADDRINUSE, "No port is free")
