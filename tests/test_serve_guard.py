"""Who the preview answers: real sockets, and requests as another page or another name would send them."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from serving import PATIENCE, Served, served
from sites import Site

from generator.serve.events import Event
from generator.serve.guard import names_of, refusal

PAGE = b"<!doctype html><html><head></head><body>Draft</body></html>"
OWN = ("/_broadsheet/problems.json", "/_broadsheet/client.js", "/_broadsheet/version?path=/", "/_desk/")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("paper")
    Site(root).put("index.html", PAGE).put("film.mp4", bytes(5_000_000))
    sheets = {"site.css": b"p { background: url('fonts/a.woff2') }"}
    fields = {"sheet": sheets.get, "desk": lambda path, query: (200, "text/html", f"{path} {query}".encode())}
    with served(root, **fields) as found:
        yield found


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{}", 200),
        ("127.0.0.1", 200),
        ("localhost:{}", 200),
        ("LocalHost", 200),
        ("[::1]:{}", 200),
        ("127.0.0.1:80", 200),  # from outside a container the port is another
        ("evil.example:{}", 421),
        ("localhost.evil.example:{}", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:80@127.0.0.1", 421),
        ("127.0.0.1:x", 421),
        ("127.0.0.2", 421),
        ("0.0.0.0:{}", 421),
        ("localhost.", 421),
        ("", 421),
    ],
)
def test_another_name_is_refused(paper: Served, host: str, status: int) -> None:
    for path in ("/", "/_broadsheet/problems.json", "/_desk/"):
        got = paper.get(path, Host=host.format(paper.port))
        assert got.status == status
        assert status == 200 or b"Draft" not in got.body


def test_one_host_and_no_more(paper: Served) -> None:
    twice = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    assert paper.raw(twice).startswith(b"HTTP/1.1 400 ")
    assert paper.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("path", [*OWN, "/_broadsheet/events"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},  # another server of this machine
        {"Origin": "http://localhost:{}"},  # its own port, by another name than it is asked by
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_pages_of_elsewhere_get_nothing(paper: Served, path: str, headers: dict[str, str]) -> None:
    sent = {name: value.format(paper.port) for name, value in headers.items()}
    got = paper.get(path, **sent)
    assert got.status == 403 and got.headers["Connection"] == "close"


@pytest.mark.parametrize("path", OWN)
def test_its_own_pages_get_all(paper: Served, path: str) -> None:
    origin = f"http://127.0.0.1:{paper.port}"
    for sent in ({}, {"Origin": origin}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}):
        got = paper.get(path, **sent)
        assert got.status == 200
        assert got.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert got.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "no-store"
        assert not [name for name in got.headers if name.startswith("Access-Control")]


def test_a_link_to_the_desk_may_be_followed(paper: Served) -> None:
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert paper.get("/_desk/drafts?x=1", **followed).body == b"/_desk/drafts x=1"
    assert paper.get("/_desk").headers["Location"] == "/_desk/"
    assert paper.get("/_broadsheet/problems.json", **followed).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_can_be_written(paper: Served, method: str) -> None:
    for path in ("/", "/_broadsheet/problems.json", "/_desk/"):
        body = b"x: y\r\nContent-Length: 26\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"
        got = paper.raw(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode() + body)
        assert got.startswith(b"HTTP/1.1 405 ") and b"Allow: GET, HEAD" in got
        assert got.count(b"HTTP/1.1 ") == 1
    assert paper.raw(b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").startswith(b"HTTP/1.1 405 ")


def test_a_request_cannot_hide_another(paper: Served) -> None:
    hidden = b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    for length in (b"Content-Length: %d" % len(hidden), b"Transfer-Encoding: chunked"):
        got = paper.raw(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + length + b"\r\n\r\n" + hidden)
        assert got.startswith(b"HTTP/1.1 400 ") and got.count(b"HTTP/1.1 ") == 1


def test_a_request_has_its_limits(paper: Served) -> None:
    line = b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    assert paper.raw(line).startswith(b"HTTP/1.1 414 ")
    many = b"".join(b"X-%d: y\r\n" % number for number in range(200))
    assert paper.raw(b"GET / HTTP/1.1\r\n" + many + b"\r\n").startswith(b"HTTP/1.1 431 ")
    assert b"400" in paper.raw(b"nonsense\r\n\r\n")


def test_slow_clients_keep_nobody_waiting(paper: Served) -> None:
    """Fifty that have not finished asking, and fifty that do not take what they have asked for."""
    slow = [socket.create_connection(("127.0.0.1", paper.port)) for _ in range(100)]
    for connection in slow[::2]:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0")
    for connection in slow[1::2]:
        connection.sendall(b"GET /film.mp4 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert paper.get("/").status == 200
    for connection in slow:
        connection.close()


def test_every_address_takes_every_address_and_no_name() -> None:
    names = names_of("0.0.0.0", ("Newsroom", "newsroom.local"))

    def status(host: str) -> int | None:
        headers = Message()
        headers["Host"] = host
        found = refusal("/", headers, names)
        return found and int(found.status)

    for host in ("192.168.1.5:8000", "[fe80::1]:8000", "localhost", "newsroom:8000", "NEWSROOM.local"):
        assert status(host) is None
    for host in ("evil.example:8000", "192.168.1.5.evil.example", "[evil]", "1.2.3.4.5"):
        assert status(host) == 421


def test_a_style_sheet_as_it_is_now(paper: Served) -> None:
    got = paper.get("/_broadsheet/sheet/site.css?17")
    assert (got.status, got.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert paper.get("/_broadsheet/sheet/fonts/a.woff2").headers["Location"] == "/fonts/a.woff2"
    for path in ("//evil.example", "../../site.yaml", "%2f%2fevil.example", "..%5cx.css"):
        assert paper.get(f"/_broadsheet/sheet/{path}").status == 404


@pytest.mark.parametrize(
    "name", ["", "..", "server.py", "../server.py", "..%2fserver.py", "client/client.js"]
)
def test_other_rooms_there_are_none(paper: Served, name: str) -> None:
    assert paper.get(f"/_broadsheet/{name}").status == 404


class Stream:
    """An event stream, read line by line."""

    def __init__(self, paper: Served, last: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", paper.port), PATIENCE)
        seen = f"Last-Event-ID: {last}\r\n" if last else ""
        self.socket.sendall(f"GET /_broadsheet/events HTTP/1.1\r\nHost: localhost\r\n{seen}\r\n".encode())
        self.file = self.socket.makefile("rb")
        self.head = self.until(b"\r\n")

    def until(self, end: bytes) -> list[bytes]:
        return list(iter(self.file.readline, end))

    def next(self) -> dict[str, str]:
        lines = (line.decode().rstrip("\n").split(": ", 1) for line in self.until(b"\n"))
        return dict(lines)


def test_events_come_as_they_happen(paper: Served) -> None:
    events = paper.preview.events
    start = events.number
    stream = Stream(paper)
    assert b"Content-Type: text/event-stream\r\n" in stream.head
    assert stream.next() == {"retry": "500", "id": str(start)}
    events.publish(Event(changed=("a/index.html",), problems=2))
    got = stream.next()
    assert (got["event"], got["id"]) == ("change", str(start + 1))
    assert json.loads(got["data"])["changed"] == ["a/index.html"]
    events.publish(Event(building=True))
    assert json.loads(stream.next()["data"])["building"] is True
    stream.socket.close()

    again = Stream(paper, last=str(start))  # after a sleep, with what was missed
    assert again.next()["id"] == str(start)
    assert [again.next()["id"] for _ in range(2)] == [str(start + 1), str(start + 2)]
    again.socket.close()
    for nonsense in ("x", "-1", "9" * 30, str(events.number + 1000), "²"):
        stream = Stream(paper, last=nonsense)
        assert stream.next()["id"] == str(events.number)
        stream.socket.close()


def test_a_stream_ends_with_the_preview(tmp_path: Path) -> None:
    with served(tmp_path) as found:
        stream = Stream(found)
        stream.next()
        ended: list[bytes] = []
        reading = threading.Thread(target=lambda: ended.append(stream.file.read()), daemon=True)
        reading.start()
    reading.join(PATIENCE)
    assert ended == [b""]


def test_a_fault_of_the_desk_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def broken(*_: str) -> tuple[int, str, bytes]:
        raise ValueError("the desk fell over")

    with served(tmp_path, desk=broken) as found:
        assert found.get("/_desk/").status == 500
        assert found.get("/").status == 404
    told, until = "", time.monotonic() + PATIENCE
    while "the desk fell over" not in told:  # by a thread, after it has answered
        assert time.monotonic() < until, told
        told += capfd.readouterr().err
