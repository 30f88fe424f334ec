"""Raw requests to a running preview: whatever is asked, by whatever name, from wherever.

Nothing from outside the output, nothing to other names or other sites, and no failure.
"""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from itertools import product

import pytest
from scale import SCALE, scaled
from sites import article, site
from test_serve import Preview, previewed

PATIENCE = 20  # seconds
SECRETS = (b"SECRET-beside-the-site", b"SECRET-in-the-settings", b"SECRET-in-a-source", b"root:x:")
PUBLIC = b"Seen by everybody"

STEPS = (
    "/..", "/%2e%2e", "/%2E.", "/.%2e", "/..%2f", "/..%5c", "/..\\", "/%252e%252e", "/%c0%ae%c0%ae", "/..;",
    "/...", "/....//", "/%00..", "/..%00", "/%uff0e%uff0e", "/.", "//", "/%2f", "/\u2025", "/%e2%80%a5",
)  # fmt: skip
GOALS = ("secret.txt", "site.yaml", "content/news/a.md", ".broadsheet/preview.manifest", "etc/passwd")
ROOMS = ("", "/_broadsheet/sheet", "/_desk")
PATHS = (
    *(f"{room}{step * 3}/{goal}" for room, step, goal in product(ROOMS, STEPS, GOALS)),
    "/", "/2024/11/a/", "/_broadsheet/problems.json", "/_broadsheet/events", "/_desk/",
    "/_broadsheet/state.json?path=/../../../etc/passwd", "/_broadsheet/version?path=//evil",
    "/_desk/page?path=../../secret.txt", "/_desk/page?path=%2e%2e/%2e%2e/secret.txt", "/.broadsheet/",
    "/.broadsheet/lock", "/.BROADSHEET/lock", "/.broadsheet%20/lock", "/.broadsheet./lock", "/_redirects",
    "/_headers", "/%5fredirects", "http://evil.example/", "//evil.example/", "*", "", "?", "#",
    "/?" + "a" * 5000, "/" + "a" * 9000, "/" + "%" * 99, "/%zz", "/\x7f", "/a b",
)  # fmt: skip
"""What is asked for."""

HOSTS = (
    "127.0.0.1", "localhost", "LOCALHOST:{port}", "[::1]:{port}", "127.0.0.1:{port}", "evil.example",
    "evil.example:{port}", "127.0.0.1.evil.example", "localhost@evil.example", "localhost.evil.example", "",
    "[", "[::1", "localhost:x", "127.1", "2130706433", "0x7f.1", "localhost\u200b", "a" * 3000, "../..",
)  # fmt: skip
OURS = range(5)
"""The hosts that are those of the preview."""

ORIGINS = (
    "", "http://127.0.0.1:{port}", "http://localhost:{port}", "https://127.0.0.1:{port}", "null",
    "http://evil.example", "http://127.0.0.1:1", "http://127.0.0.1:{port}.evil.example", "file://",
    "chrome-extension://abcdef",
)  # fmt: skip
FOREIGN = range(4, 10)
"""The origins that are of elsewhere; what speaks https by the name of the preview is a proxy before it."""

LINES = (
    b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/2.0\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", b"\0" * 100, b"GET / HTTP/1.1\nHost: localhost\n\n",
    b"GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n", b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-" + b"9" * 400 + b"\r\n\r\n",
    b"GET / HTTP/1.\xb2\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT\r\n\r\n",
    b"GET / HTTP/-1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n",
    b"GET /_broadsheet/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: \xb2\r\n\r\n",
)  # fmt: skip
"""Requests that are none."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "secret.txt").write_bytes(SECRETS[0])
    text = article("A").replace("The text", f"{PUBLIC.decode()}. The text")
    text = text.replace("---\n\n", "extra: {x: SECRET-in-a-source}\n---\n\n", 1)
    here = site(root / "site").put("content/news/a.md", text.encode())
    here.put("site.yaml", b"# SECRET-in-the-settings\n" + (here.root / "site.yaml").read_bytes())
    with previewed(here) as preview:
        preview.get("/2024/11/a/")
        (here.root / ".broadsheet" / "preview" / "out.txt").symlink_to(root / "secret.txt")
        yield preview


def ask(preview: Preview, request: bytes) -> bytes:
    """All that comes back; of the stream of events its beginning."""
    with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while block := connection.recv(65536):
            found += block
            if b"text/event-stream" in found and b"retry:" in found:
                break
    return found


def check(answer: bytes, about: object) -> int:
    """The status of an answer, of which nothing comes from outside."""
    assert not [secret for secret in SECRETS if secret in answer], about
    status = int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
    assert status < 500, (about, answer[:300])
    return status


def requests() -> list[tuple[int, int, int]]:
    """Which path, host and origin; all in a long run, else every path, and every host with every origin."""
    every = list(product(range(len(PATHS)), range(len(HOSTS)), range(len(ORIGINS))))
    if SCALE == "soak":
        return every
    few = [(path, 0, 0) for path in range(len(PATHS))]
    few += product(PATHS_OF_INTEREST, range(len(HOSTS)), range(len(ORIGINS)))
    return few + random.Random(8).sample(every, scaled(0, len(every)))


PATHS_OF_INTEREST = (PATHS.index("/2024/11/a/"), PATHS.index("/_broadsheet/problems.json"))


@pytest.mark.torture
def test_nothing_from_outside_and_nothing_to_others(paper: Preview) -> None:
    assert len(PATHS) >= 300 and len(HOSTS) == 20 and len(ORIGINS) == 10
    for path, host, origin in requests():
        name, from_where = HOSTS[host].format(port=paper.port), ORIGINS[origin].format(port=paper.port)
        lines = [f"GET {PATHS[path]} HTTP/1.1", f"Host: {name}"]
        lines += [f"Origin: {from_where}"] if from_where else []
        answer = ask(paper, "\r\n".join((*lines, "Connection: close", "", "")).encode())
        status = check(answer, lines)
        assert host in OURS or (status not in (200, 301, 302, 304) and PUBLIC not in answer), lines
        if PATHS[path].startswith("/_") and origin in FOREIGN:
            assert status not in (200, 301, 302, 304), lines
    assert PUBLIC in ask(paper, b"GET /2024/11/a/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_requests_that_are_none(paper: Preview) -> None:
    for line in LINES:
        check(ask(paper, line), line[:200])
    behind_a_link = ask(paper, b"GET /out.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert check(behind_a_link, "a link out of the output") == 404
