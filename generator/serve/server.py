"""A web server for the preview, on the standard library: one machine, one editor (docs/decisions/0008)."""

from __future__ import annotations

import errno
import http.server
import socket
import socketserver
import sys
from functools import partial
from http import HTTPStatus
from types import ModuleType
from typing import Any

from generator import __version__
from generator.serve import hosting, rooms
from generator.serve.answers import OWN_HEADERS, Answer, Asking, Excerpt, told
from generator.serve.guard import is_own, names_of, refusal
from generator.serve.preview import Preview
from generator.serve.streams import Streams

IDLE = 30.0  # seconds that a client may take for the next byte, in either direction
CANDIDATES = 100  # ports that are tried when the one that was asked for is taken
BLOCK = 1 << 16  # bytes that are read of a file at a time


class Handler(http.server.BaseHTTPRequestHandler):
    """Reads requests and writes answers; what they say is decided elsewhere."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, preview: Preview, streams: Streams, names: frozenset[str]) -> None:
        self._preview = preview
        self._streams = streams
        self._names = names
        super().__init__(*args)

    def do_GET(self) -> None:
        self._answer(is_get=True)

    def do_HEAD(self) -> None:
        self._answer(is_get=False)

    def _refuse_method(self) -> None:
        self.close_connection = True  # whatever was sent with it is not read
        allowed = ("Allow", "GET, HEAD")
        answer = told(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing can be changed from here", allowed)
        self._send(answer, with_body=True)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse_method

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A method or a version that is not known is the fault of who asks, and no failure of the server."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._refuse_method()
        else:
            known = code != HTTPStatus.HTTP_VERSION_NOT_SUPPORTED
            super().send_error(code if known else HTTPStatus.BAD_REQUEST, message, explain)

    def _answer(self, is_get: bool) -> None:
        path, _, query = self.path.partition("#")[0].partition("?")
        refused = refusal(path, self.headers, self._names)
        if refused is not None:
            self.close_connection = True
            self._send(told(refused.status, refused.reason), is_get)
        elif path == rooms.EVENTS:
            self._send_events(is_get)
        else:
            self._send_from(rooms if is_own(path) else hosting, Asking(path, query, self.headers, is_get))

    def _send_from(self, room: ModuleType, request: Asking) -> None:
        try:
            answer = room.respond(self._preview, request)
        except Exception:  # the browser is told, then the terminal
            answer = told(HTTPStatus.INTERNAL_SERVER_ERROR, "This failed; the terminal tells why")
            self._send(answer, request.is_get)
            raise
        self._send(answer, request.is_get)

    def _send(self, answer: Answer, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(answer.length))
        if self.close_connection:
            self.send_header("Connection", "close")
        body = answer.body
        try:
            self.end_headers()
            if with_body and isinstance(body, bytes):
                self.wfile.write(body)
            elif with_body and isinstance(body, Excerpt):
                self._send_excerpt(body)
        finally:
            if isinstance(body, Excerpt):
                body.file.close()

    def _send_excerpt(self, excerpt: Excerpt) -> None:
        excerpt.file.seek(excerpt.span.start)
        left = excerpt.span.length
        while left and (block := excerpt.file.read(min(left, BLOCK))):
            self.wfile.write(block)
            left -= len(block)
        self.close_connection = self.close_connection or bool(left)  # the file was cut short meanwhile

    def _send_events(self, with_body: bool) -> None:
        """Every event, as it comes, until the browser goes away (HTML Standard, server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        for name, value in OWN_HEADERS:
            self.send_header(name, value)
        self.end_headers()
        number = self._last_seen(self._preview.events.number)
        if with_body:
            self.wfile.write(f"retry: 500\nid: {number}\n\n".encode())
            self._streams.serve(self.connection, number)

    def _last_seen(self, newest: int) -> int:
        """The number of the event that a client that comes back has seen last."""
        told = self.headers.get("Last-Event-ID", "")
        return min(int(told), newest) if told.isascii() and told.isdigit() and len(told) < 20 else newest

    def version_string(self) -> str:
        return f"Broadsheet/{__version__}"

    def log_message(self, *_: Any) -> None:
        """Requests are not news; builds and problems are what the terminal shows."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """One thread for each connection, so that a slow one keeps nobody waiting."""

    daemon_threads = True
    request_queue_size = 256

    def server_bind(self) -> None:
        """Bind without asking for the name of this machine, which can take seconds where no DNS answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of a page is no news either."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class Server6(Server):
    address_family = socket.AF_INET6


def make_server(preview: Preview, host: str, port: int) -> Server:
    """A server of a preview, on `port` or on the next free one of the hundred above it.

    Raises `OSError` when there is none, or when the machine has no such address.
    """
    machine = socket.gethostname()
    names = names_of(host, (machine, f"{machine.partition('.')[0]}.local"))
    handler = partial(Handler, preview=preview, streams=Streams(preview.events), names=names)
    kind = Server6 if ":" in host else Server
    last = min(port + CANDIDATES, 65535)
    for candidate in range(port, last + 1):
        try:
            return kind((host, candidate), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
    raise OSError(errno.EADDRINUSE, "No port is free")
