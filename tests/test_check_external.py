"""`check --external`: other sites are asked politely, remembered, and never make a check fail.

They are real servers on this machine, which is a private network: each test that asks one says so.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from checking import SITE
from sites import NOW, Site

from generator.checks.external import asking, reach
from generator.checks.external.answers import LIVING, OTHERS, Kept, read_answers, write_answers
from generator.checks.external.asking import Answer, ask
from generator.checks.external.links import external_links
from generator.checks.external.manners import Manners, ask_all
from generator.checks.facts import Facts
from generator.model import Severity
from generator.options import Checking

Make = Callable[[str], Site]


class Elsewhere(ThreadingHTTPServer):
    """Another site. It notes what it was asked, and by whom."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[str, str]] = []
        self.agents: Counter[str] = Counter()
        self.times: list[float] = []
        self.silence = threading.Event()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents[self.headers["User-Agent"]] += 1
        self.server.times.append(time.monotonic())
        path = self.path.partition("?")[0]
        if path == "/silent":
            self.server.silence.wait(30)
            return
        if path == "/no-head" and self.command == "GET":
            self._say(200)
        elif path == "/patience" and ("HEAD", "/patience") not in self.server.asked[:-1]:
            self._say(429, {"Retry-After": "1"})
        elif path in ("/patience", "/new"):
            self._say(200)
        elif path == "/old":
            self._say(301, {"Location": "/new"})
        elif path == "/circle":
            self._say(302, {"Location": "/circle"})
        elif path == "/away":
            self._say(302, {"Location": "http://127.0.0.2:9/"})
        else:
            self._say(405 if path == "/no-head" else int(path[1:4]))

    do_GET = do_HEAD

    def _say(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    server = Elsewhere()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.silence.set()
    server.shutdown()
    server.server_close()
    thread.join()


def asked(server: Elsewhere, path: str) -> Answer:
    return ask(f"http://{server.host}{path}", "Test", {server.host})


@pytest.mark.parametrize("status", [200, 404, 410, 500])
def test_an_answer_is_what_the_site_says(elsewhere: Elsewhere, status: int) -> None:
    assert asked(elsewhere, f"/{status}") == Answer(status)
    methods = [method for method, _ in elsewhere.asked]
    assert methods == (["HEAD"] if status == 200 else ["HEAD", "GET"])


def test_a_site_that_does_not_answer_to_head(elsewhere: Elsewhere) -> None:
    assert asked(elsewhere, "/no-head").lives


def test_a_redirect_that_lasts_says_where(elsewhere: Elsewhere) -> None:
    assert asked(elsewhere, "/old") == Answer(200, target=f"http://{elsewhere.host}/new")
    assert "without end" in asked(elsewhere, "/circle").reason


def test_a_site_that_is_silent(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "PATIENCE", 0.2)
    assert asked(elsewhere, "/silent") == Answer(reason="it does not answer in time")


def test_a_site_that_answers_a_byte_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(asking, "LONGEST", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        over = threading.Event()

        def drip() -> None:
            talk, _ = server.accept()
            with talk:
                while not over.wait(0.05):
                    try:
                        talk.send(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        assert ask(f"http://{host}/", "Test", {host}).reason == "it does not answer in time"
        over.set()
        thread.join()


def test_nobody_listens() -> None:
    assert "refused" in ask("http://127.0.0.1:9/", "Test", {"127.0.0.1"}).reason.lower()
    assert ask("http://no-such-host.invalid/", "Test").status == 0
    assert ask("http://[::1", "Test").status == 0


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]",
     "0.0.0.0", "[fd00::1]", "2130706433", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_not_asked(host: str) -> None:
    answer = ask(f"http://{host}:9/", "Test")
    assert answer.private, answer


def test_a_redirect_does_not_lead_into_a_private_network(elsewhere: Elsewhere) -> None:
    answer = ask(f"http://{elsewhere.host}/away", "Test", {elsewhere.host})
    assert answer.private and not answer.status


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side() -> None:
    """The first host answers only when the second is asked: with one question at a time nothing would end."""
    second = threading.Event()
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def question(url: str) -> Answer:
        host = url.split("/")[2]
        running[host] += 1
        most[host] = max(most[host], running[host])
        if host == "b.example":
            second.set()
        assert second.wait(10)
        running[host] -= 1
        return Answer(200)

    heard: list[str] = []
    urls = [f"http://{host}/{number}" for host in ("a.example", "b.example") for number in range(4)]
    left = ask_all(urls, question, lambda url, _: heard.append(url), Manners(pause=0))
    assert (left, sorted(heard), set(most.values())) == ([], sorted(urls), {1})


def test_a_site_is_given_the_time_that_it_asks_for(elsewhere: Elsewhere) -> None:
    heard: dict[str, Answer] = {}
    urls = [f"http://{elsewhere.host}/{path}" for path in ("patience", "200")]
    assert not ask_all(
        urls, lambda url: ask(url, "Test", {elsewhere.host}), heard.__setitem__, Manners(pause=0)
    )
    assert [answer.status for answer in heard.values()] == [200, 200]
    assert elsewhere.times[1] - elsewhere.times[0] >= 1


def test_a_site_that_asks_for_too_much_is_left_alone() -> None:
    heard: dict[str, Answer] = {}
    urls = [f"http://a.example/{number}" for number in range(3)]
    assert not ask_all(urls, lambda _: Answer(429, wait=3600), heard.__setitem__, Manners(pause=0))
    assert set(heard) == set(urls)


def test_what_the_time_does_not_suffice_for_is_told() -> None:
    urls = [f"http://a.example/{number}" for number in range(3)]
    left = ask_all(urls, lambda _: Answer(200), lambda *_: None, Manners(pause=60, limit=0.2))
    assert left == urls[1:]


PAGE = "2024/11/a/index.html"


def look(elsewhere: Elsewhere, folder: Path, *paths: str) -> tuple[list[tuple[str, Severity]], int]:
    """Rules and severities of what is found of links to another site, and how many questions it took."""
    files = {PAGE: Facts(outside=tuple(f"http://{elsewhere.host}/{path}" for path in paths))}
    settings = Checking(ignore=("*/ignored*",), private=(elsewhere.host,))
    found = external_links(files, settings, "https://example.org/", folder, Manners(pause=0))
    return sorted((each.rule, each.severity) for _, each in found.findings), found.asked


def test_what_answers_mean(elsewhere: Elsewhere, tmp_path: Path) -> None:
    paths = ("200", "404", "410", "500", "403", "old", "ignored")
    found = [
        ("external-dead", Severity.WARNING),
        ("external-dead", Severity.WARNING),
        ("external-moved", Severity.NOTE),
        ("external-unknown", Severity.NOTE),
        ("external-unreached", Severity.WARNING),
    ]
    assert look(elsewhere, tmp_path, *paths) == (found, 6)
    assert all("https://example.org/" in name and "Broadsheet" in name for name in elsewhere.agents)
    before = len(elsewhere.asked)
    assert look(elsewhere, tmp_path, *paths) == (found, 0)  # remembered
    assert len(elsewhere.asked) == before
    assert look(elsewhere, tmp_path, "200", "201")[1] == 1
    (tmp_path / "external.jsonl").write_bytes(b"{]\n")
    assert look(elsewhere, tmp_path, "200")[1] == 1


def test_answers_grow_old(tmp_path: Path) -> None:
    now = dt.datetime.fromisoformat(NOW)
    kept = {str(status): Kept(str(status), now, Answer(status)) for status in (200, 404)}
    write_answers(tmp_path, kept)
    assert set(read_answers(tmp_path, now + OTHERS / 2)) == {"200", "404"}
    assert set(read_answers(tmp_path, now + OTHERS)) == {"200"}
    assert not read_answers(tmp_path, now + LIVING)
    assert not read_answers(tmp_path, now - dt.timedelta(hours=1))  # the clock was off


def test_the_command_tells_the_line_and_does_not_fail(make: Make, elsewhere: Elsewhere) -> None:
    here = make(
        f"{SITE}check: {{private: '{elsewhere.host}'}}\n-- content/news/a.md --\n---\ntitle: A\n"
        f"date: 2024-11-11\nsummary: S\n---\n[fine](http://{elsewhere.host}/200)\n"
        f"[gone](http://{elsewhere.host}/404)\n[inside](http://127.0.0.1:1/)\n"
    )
    here.build()
    done = here.run("check", "--external", "--json", "--now", NOW)
    facts = json.loads(done.stdout)
    told = [(each["path"], each["line"], each["rule"]) for each in facts["problems"] if each["line"] > 1]
    assert told == [("content/news/a.md", 7, "external-dead"), ("content/news/a.md", 8, "private-link")]
    assert (done.returncode, facts["asked"]) == (0, 3)
    assert json.loads(here.run("check", "--external", "--json", "--now", NOW).stdout)["asked"] == 0
