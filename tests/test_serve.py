"""`broadsheet serve`: a real preview in a process of its own, seen over HTTP and in a real browser."""

from __future__ import annotations

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sites import REPOSITORY, Site, article, site, snapshot

PATIENCE = 30  # seconds until a test that waits for the preview gives up
DRAFT = "---\ntitle: Not yet\ndate: 2024-11-12\ndraft: true\n---\n\nA draft.\n"
SITE = f"-- content/news/a.md --\n{article('A')}-- content/news/draft.md --\n{DRAFT}"
PAGE = "/2024/11/a/"


class Preview:
    """A running preview: its port, what its terminal says, and what it answers."""

    def __init__(self, here: Site, process: subprocess.Popen[str]) -> None:
        self.site = here
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self.told = ""
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.url = self.until(r"Preview at (http://\S+)/ \(Ctrl-C")[1]
        self.port = int(re.search(r":(\d+)", self.url)[1])
        self.pages = int(self.until(r"^The site: (\d+) pages?")[1])

    def _listen(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, pattern: str) -> re.Match[str]:
        """Wait until a new line of the terminal matches."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            self.told += line
            if match := re.search(pattern, line):
                return match

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        """Ask for a path just as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text, dict(response.getheaders())

    def stop(self) -> int:
        """Press Ctrl-C, and give the exit code. A preview that does not end tells what its threads do."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait(timeout=PATIENCE)
            self.listener.join(PATIENCE)
            raise AssertionError("".join([self.told, *self._lines.queue])) from None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def previewed(here: Site, *options: str, port: int = 0) -> Iterator[Preview]:
    command = [sys.executable, "-u", "-m", "generator", "serve", "--site", str(here.root)]
    process = subprocess.Popen(
        [*command, "--port", str(port or free_port()), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONFAULTHANDLER": "1"},
    )
    try:
        yield Preview(here, process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that tests only read from."""
    with previewed(site(tmp_path_factory.mktemp("preview"), SITE)) as found:
        yield found


def test_pages_are_served(preview: Preview) -> None:
    status, text, headers = preview.get(PAGE)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (
        200,
        "text/html; charset=utf-8",
        "no-cache",
    )
    assert "The text of A." in text
    assert preview.get("/2024/11/a")[2]["Location"] == PAGE
    assert preview.get("/feed.xml")[2]["Content-Type"].startswith("application/xml")
    status, text, headers = preview.get(PAGE, "HEAD")
    assert (status, text) == (200, "") and int(headers["Content-Length"]) > 0


def test_what_is_not_there_is_the_papers_404(preview: Preview) -> None:
    status, text, _ = preview.get("/nowhere/")
    assert status == 404
    assert "The Test Times" in text and "_broadsheet/client.js" in text


@pytest.mark.parametrize(
    "path",
    [
        "/../../site.yaml",
        "/%2e%2e/%2e%2e/site.yaml",
        "/%252e%252e/%252e%252e/site.yaml",
        "/..%2f..%2fsite.yaml",
        "/..\\..\\site.yaml",
        "/..%5c..%5csite.yaml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/a/..;/../site.yaml",
        "/index.html%00.txt",
        "/%ff%fe",
        "/.broadsheet/manifest.jsonl",
        "/%2ebroadsheet/manifest.jsonl",
        f"/{'a' * 400}",
        f"/{'a/' * 3000}",
    ],
)
def test_no_path_leaves_the_output(preview: Preview, path: str) -> None:
    status, text, _ = preview.get(path)
    assert status == 404
    assert "base_url" not in text and "root:" not in text and "digest" not in text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{}", 200),
        ("localhost:{}", 200),
        ("LOCALHOST", 200),
        ("[::1]:{}", 200),
        ("[::1]", 200),
        ("evil.example:{}", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_other_names_of_this_machine_are_refused(preview: Preview, host: str, status: int) -> None:
    for path in ("/", "/_broadsheet/events/no"):
        answer = preview.get(path, Host=host.format(preview.port))[0]
        assert answer == (status if path == "/" or status == 421 else 404)


def test_drafts_are_shown_here_and_nowhere_else(preview: Preview) -> None:
    assert "A draft." in preview.get("/2024/11/draft/")[1]
    assert not (preview.site.root / "public").exists()


def test_the_files_hold_no_script(preview: Preview) -> None:
    assert "_broadsheet/client.js" in preview.get("/")[1]
    files = snapshot(preview.site.root / ".broadsheet/preview")
    assert files
    assert not [path for path, data in files.items() if b"_broadsheet" in data or b"EventSource" in data]


def test_its_own_output_is_not_news(tmp_path: Path) -> None:
    """What the preview and other builds write leads to no rebuild: the next that is told is the edit."""
    with previewed(site(tmp_path, SITE)) as found:
        found.site.build()
        found.site.put(".broadsheet/preview/x.html", b"x").put("content/news/.a.md.swp", b"x")
        found.site.put("content/news/b.md", article("B").encode())
        assert found.until(r"^(.+): \d+ pages?, .* in [\d.]+ s\.")[1] == "content/news/b.md"
        assert found.get("/2024/11/b/")[0] == 200


def test_only_what_was_saved_is_built_again(tmp_path: Path) -> None:
    with previewed(site(tmp_path, SITE)) as found:
        text = article("A").replace("The text", "Another text").encode()
        found.site.put("content/news/a.md", text)
        made = found.until(r"^content/news/a\.md: (\d+) pages?, ")[1]
        assert 0 < int(made) < found.pages
        assert "Another text of A." in found.get(PAGE)[1]


def test_a_folder_that_is_moved_in_is_seen_whole(tmp_path: Path) -> None:
    with previewed(site(tmp_path / "site", SITE)) as found:
        aside = Site(tmp_path).put("desk/deep/b.md", article("B").encode())
        aside.put("desk/c.md", article("C").encode())
        (tmp_path / "desk").rename(found.site.root / "content/desk")
        found.until(r"^content/desk\b")
        assert found.get("/2024/11/b/")[0] == found.get("/2024/11/c/")[0] == 200
        (found.site.root / "content/desk").rename(tmp_path / "desk")
        found.until(r"^content/desk\b")
        assert found.get("/2024/11/b/")[0] == 404


def test_what_was_saved_while_nothing_could_be_built_is_not_lost(tmp_path: Path) -> None:
    with previewed(site(tmp_path, SITE)) as found:
        found.site.put("site.yaml", b"title: [\n")
        found.until("Nothing was published")
        found.site.put("content/news/b.md", article("B").encode())
        found.until("Nothing was published")
        found.site.put("site.yaml", b"title: T\n")
        found.until(r"^Mended: site\.yaml: ")
        found.until(r"^site\.yaml: ")
        assert found.get("/2024/11/b/")[0] == 200


def test_without_drafts(tmp_path: Path) -> None:
    with previewed(site(tmp_path, SITE), "--no-drafts") as found:
        assert found.get(PAGE)[0] == 200
        assert found.get("/2024/11/draft/")[0] == 404


def test_ctrl_c_ends_it_in_peace(tmp_path: Path) -> None:
    with previewed(site(tmp_path, SITE)) as found:
        listening = http.client.HTTPConnection("127.0.0.1", found.port, timeout=PATIENCE)
        listening.request("GET", "/_broadsheet/events")
        assert listening.getresponse().fp.readline() == b"retry: 500\n"
        assert found.stop() == 0
        found.until("Preview ended")
        assert "Traceback" not in found.told
        listening.close()


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with previewed(site(tmp_path, SITE), port=taken) as found:
            assert found.port > taken
            assert f"Port {taken} is taken; this preview is on {found.port}." in found.told
            assert found.get(PAGE)[0] == 200


def test_settings_that_are_broken_at_the_start(tmp_path: Path, browser: Any) -> None:
    here = site(tmp_path, SITE).put("site.yaml", b"title: [\n")
    with previewed(here) as found:
        assert "site.yaml:" in found.told and found.until("Nothing was published")
        page = browser.new_page()
        assert page.goto(f"{found.url}/").status == 404
        here.put("site.yaml", b"title: The Mended Times\n")
        page.wait_for_selector("text=The Mended Times >> nth=0")
        page.close()


def test_the_base_path_is_that_of_the_settings(tmp_path: Path) -> None:
    here = site(tmp_path, SITE).put("site.yaml", b"title: T\nbase_url: https://example.org/news/\n")
    with previewed(here) as found:
        assert found.url.endswith("/news")
        assert found.get("/")[2]["Location"] == "/news/"
        assert found.get(f"/news{PAGE}")[0] == 200
        assert found.get(PAGE)[0] == found.get("/newsroom/")[0] == 404
        here.put("site.yaml", b"title: T\nbase_url: https://example.org/paper/\n")
        found.until(r"^site\.yaml: ")
        assert found.get("/")[2]["Location"] == "/paper/"
        assert found.get(f"/paper{PAGE}")[0] == 200
        assert found.get(f"/news{PAGE}")[0] == 404


def test_an_open_page_follows_every_edit(tmp_path: Path, browser: Any) -> None:
    here = site(tmp_path, SITE)
    with previewed(here) as found:
        page = browser.new_page()
        page.goto(f"{found.url}{PAGE}")
        here.put("content/news/a.md", article("A").replace("The text", "The new text").encode())
        page.wait_for_selector("text=The new text of A.")

        here.put("content/news/a.md", b"---\ntitle: A\ndate: never\n---\n\nBroken.\n")
        found.until(r"content/news/a\.md:3:\d+: unreadable-date: ")
        found.until(r"^content/news/a\.md: .* s; 1 error")
        assert "The new text of A." in found.get(PAGE)[1]
        page.wait_for_selector("text=The new text of A.")  # after a reload, for the lists have changed

        here.put("content/news/a.md", article("A").replace("The text", "The mended text").encode())
        page.wait_for_selector("text=The mended text of A.")

        here.put("templates/partials/footer.html", b"<p>A new foot</p>")  # a folder that was not there
        page.wait_for_selector("text=A new foot")
        here.put("templates/partials/footer.html", b"<p>A newer foot</p>")
        page.wait_for_selector("text=A newer foot")
        here.put("site.yaml", b"title: The Renamed Times\n")
        page.wait_for_selector("text=The Renamed Times >> nth=0")
        style = REPOSITORY / "static" / "site.css"
        here.put(f"static/{style.name}", style.read_bytes() + b"\n:root { --edited: 7px }\n")
        page.wait_for_function(
            "getComputedStyle(document.body).getPropertyValue('--edited').trim() === '7px'"
        )
        page.close()
        assert not (here.root / "public").exists()
