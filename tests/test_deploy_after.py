"""After a deploy: the ledger, those who are told, and what readers get."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from deploys import broken, folder_fetch, paper, published, run_here
from sites import article
from tools import served

from generator.config import Config
from generator.deploy.announce import announce
from generator.options import Feeds
from generator.targets import Announce, Folder, Target

BASE = "https://example.org/news/"


class Listener(http.server.BaseHTTPRequestHandler):
    """Notes what it is told; below `/no/` it refuses."""

    heard: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.heard.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(503 if self.path.startswith("/no/") else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    heard: list[tuple[str, bytes]] = []
    handler = type("Noted", (Listener,), {"heard": heard})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()
        thread.join()


def target(**fields: object) -> Target:
    return Target("live", Folder("www"), announce=Announce(**fields))  # type: ignore[arg-type]


def test_a_hub_is_told_of_each_feed_that_changed(listener: tuple[str, list[tuple[str, bytes]]]) -> None:
    url, heard = listener
    config = Config("T", feeds=Feeds(hub=url))
    changed = ["2024/a/index.html", "feed.xml", "tags/ä/atom.xml"]
    words = announce(target(websub=True), config, BASE, changed, [])
    assert [word.succeeded for word in words] == [True, True]
    told = [parse_qs(body.decode()) for _, body in heard]
    assert [each["hub.url"][0] for each in told] == [f"{BASE}feed.xml", f"{BASE}tags/%C3%A4/atom.xml"]
    assert {each["hub.mode"][0] for each in told} == {"publish"}
    assert not announce(target(websub=True), Config("T"), BASE, changed, [])


def test_indexnow_is_told_of_pages(listener: tuple[str, list[tuple[str, bytes]]]) -> None:
    url, heard = listener
    wanted = target(indexnow="0123456789", indexnow_endpoint=f"{url}/indexnow")
    changed = ["index.html", "2024/a/index.html", "404.html", "site.css"]
    (word,) = announce(wanted, Config("T"), BASE, changed, ["old/index.html"])
    assert word.succeeded and word.what == "3 addresses"
    body = json.loads(heard[0][1])
    assert body == {
        "host": "example.org",
        "key": "0123456789",
        "keyLocation": f"{BASE}0123456789.txt",
        "urlList": [BASE, f"{BASE}2024/a/", f"{BASE}old/"],
    }


def test_a_webhook_is_told_of_everything(
    listener: tuple[str, list[tuple[str, bytes]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, heard = listener
    monkeypatch.setenv("HOOK", f"{url}/secret")
    (word,) = announce(target(webhook="$HOOK"), Config("T"), BASE, ["index.html"], ["old/index.html"])
    assert word.succeeded and "secret" not in str(word)
    assert json.loads(heard[0][1]) == {
        "target": "live", "base_url": BASE, "changed": [BASE], "gone": [f"{BASE}old/"],
    }  # fmt: skip
    monkeypatch.delenv("HOOK")
    (word,) = announce(target(webhook="$HOOK"), Config("T"), BASE, ["index.html"], [])
    assert not word.succeeded and "no HOOK" in word.answer


def test_nobody_who_does_not_answer_makes_a_deploy_fail(
    tmp_path: Path, listener: tuple[str, list[tuple[str, bytes]]]
) -> None:
    url, heard = listener
    told = (
        f"announce: {{indexnow: 0123456789, indexnow_endpoint: '{url}/no/', webhook: 'http://127.0.0.1:9/'}}"
    )
    here = paper(tmp_path / "site", f"type: folder, path: www, {told}")
    here.build()
    done = here.run("deploy")
    assert done.returncode == 0
    assert "IndexNow was not told" in done.stderr and "503" in done.stderr
    assert "webhook was not told" in done.stderr
    assert len(heard) == 1
    assert here.run("deploy").stderr == ""  # nothing has changed, and nobody is told


def test_what_readers_get_is_compared(tmp_path: Path) -> None:
    root = tmp_path / "www" / "current"
    with served(root) as url:
        here = paper(tmp_path / "site", f"type: folder, path: ../www, verify_url: '{url}/'")
        here.build()
        done = here.run("deploy", "--verify")
        assert done.returncode == 0 and "that readers get are those of the output" in done.stdout, done.stderr
        (root / "index.html").write_bytes(b"<p>by hand")
        (root / "feed.xml").unlink()
        here.put("content/news/beta.md", article("Another", tags="[x]").encode()).build()
        found = json.loads(here.run("deploy", "--verify", "--no-check", "--force", "--json").stdout)
        assert found["exit_code"] == 0 and not found["verification"]["problems"]
    found = json.loads(here.run("deploy", "--verify", "--json").stdout)
    assert found["exit_code"] == 1
    assert {each["rule"] for each in found["verification"]["problems"]} == {"not-reached"}


def test_a_site_that_is_given_out_otherwise(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_bytes(b"another site")
    with served(other) as url:
        here = paper(tmp_path / "site", f"type: folder, path: www, verify_url: '{url}/'")
        here.build()
        found = json.loads(here.run("deploy", "--verify", "--json").stdout)
    rules = {each["path"]: each["rule"] for each in found["verification"]["problems"]}
    assert rules["index.html"] == "published-otherwise" and rules["feed.xml"] == "not-published"


def test_the_ledger_is_written_and_kept_at_the_host(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www")
    here.build()
    assert "published.tsv has new addresses" in here.run("deploy").stdout
    ledger = here.root / "published.tsv"
    copy = here.root / "www/.broadsheet/published.tsv"
    assert "/2024/11/alpha/\tcontent/news/alpha.md\t" in ledger.read_text()
    assert copy.read_bytes() == ledger.read_bytes()
    assert "published.tsv" not in here.run("deploy").stdout
    ledger.write_text(f"/from/a/colleague/\n{ledger.read_text()}")
    copy.write_text(f"/from/another/\n{copy.read_text()}")
    assert here.run("deploy").returncode == 0
    assert {"/from/a/colleague/", "/from/another/"} <= set(ledger.read_text().splitlines())
    assert copy.read_bytes() == ledger.read_bytes()
    ledger.write_text("<<<<<<< HEAD\n" + ledger.read_text())
    assert "unreadable-ledger" in here.run("deploy", "--no-check").stderr


def test_a_renamed_article_is_found_at_its_old_address(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www, grace: 0")
    here.build()
    run_here(here)
    old = here.root / "content/news/alpha.md"
    old.rename(old.with_name("omega.md"))
    assert here.build().report.published
    assert run_here(here) == 0
    fetch = folder_fetch(here.root / "www/current")
    assert fetch("/2024/11/omega/") and b"/2024/11/omega/" in (fetch("/2024/11/alpha/") or b"")
    assert not broken(fetch)


def test_limits_of_the_host_are_checked_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    from generator import hosts

    few = msgspec.structs.replace(
        hosts.HOSTS["cloudflare"], limits=hosts.Limits(files=10, source="the manual")
    )
    monkeypatch.setitem(hosts.HOSTS, "cloudflare", few)
    here = paper(tmp_path / "site", "type: folder, path: www")
    here.put("site.yaml", b"hosting: cloudflare\n" + (here.root / "site.yaml").read_bytes()).build()
    assert run_here(here) == 1
    assert not (here.root / "www").exists()
    assert len(published(here.root / "public")) > 10
