"""A web server for the preview, on the standard library: one machine, one editor, no listing of folders."""

from __future__ import annotations

import http.server
import io
import socketserver
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.output import STATE
from generator.serve.reload import EVENTS, Edition, with_reload

HEARTBEAT = 15.0  # seconds between comments that keep an idle connection open
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


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

    def __init__(
        self, *args: Any, base_path: str, edition: Edition, hosts: tuple[str, ...], **kwargs: Any
    ) -> None:
        self._base_path = base_path
        self._edition = edition
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
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host")
        if host in self._hosts or "0.0.0.0" in self._hosts:
            return False
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This preview is served to this machine only")
        return True

    def send_head(self) -> Any:
        """The file of an address: its page with the reload script, another file as it is, else the 404 page."""
        path = urlsplit(self.path).path
        if self._base_path and path == "/":
            return self._redirect(f"{self._base_path}/")
        file = self._file(unquote(path))
        if file is not None and file.is_dir():
            return self._redirect(f"{path}/")
        if file is None or not file.is_file():
            return self._send(HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html")
        return self._send(HTTPStatus.OK, file)

    def _file(self, path: str) -> Path | None:
        """The file of a decoded URL path, never outside the output folder."""
        below = path.removeprefix(self._base_path)
        if "\0" in path or "\\" in path or (self._base_path and below is path):
            return None
        root = Path(self.directory).resolve()
        file = (root / below.lstrip("/")).resolve()
        if not file.is_relative_to(root) or STATE in file.relative_to(root).parts:
            return None
        return file / "index.html" if below.endswith("/") else file

    def _send(self, status: HTTPStatus, file: Path) -> io.BytesIO:
        data = file.read_bytes() if file.is_file() else b"Not found"
        kind = self.guess_type(str(file))
        if kind.startswith("text/html"):
            data = with_reload(data)
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
        number = self._edition.number
        try:
            self.wfile.write(f"retry: 500\ndata: {number}\n\n".encode())
            while not self._edition.closed:
                newest = self._edition.after(number, HEARTBEAT)
                self.wfile.write(b": still here\n\n" if newest == number else f"data: {newest}\n\n".encode())
                number = newest
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Requests are not news; builds and problems are what the terminal shows."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def make_server(output: Path, host: str, port: int, base_path: str, edition: Edition) -> Server:
    """A server on `port`, or on the next free one of the hundred above it. Raises `OSError` when there is none."""
    handler = partial(
        Handler, directory=str(output), base_path=base_path, edition=edition, hosts=(*LOOPBACK, host)
    )
    for candidate in range(port, port + 100):
        try:
            return Server((host, candidate), handler)
        except OSError as error:
            failure = error
    raise failure
