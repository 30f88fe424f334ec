"""`broadsheet deploy` to an object store, spoken to by its protocol."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from deploys import broken, edit, kill, killed_deploy, lacking, paper, published, run_here
from hosts import reading
from s3 import KEYS, S3, Unsteady, s3_server, website, written_keys
from scale import scaled
from sites import Site, article

pytest.importorskip("moto")
KILLS = scaled(4, 100)
READ_DEPLOYS = scaled(2, 50)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[S3, Path]]:
    with s3_server(tmp_path_factory.mktemp("s3") / "log") as found:
        yield found


@pytest.fixture
def s3(server: tuple[S3, Path], monkeypatch: pytest.MonkeyPatch) -> S3:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    server[0].empty()
    return server[0]


@pytest.fixture
def here(tmp_path: Path, s3: S3) -> Site:
    made = paper(tmp_path / "site", s3.fields)
    made.build()
    return made


def test_a_site_in_a_bucket(here: Site, s3: S3) -> None:
    done = Site(here.root).run("deploy")
    assert done.returncode == 0, done.stderr
    assert not lacking(here, s3.get)
    assert not broken(s3.fetch)
    assert set(s3.times()) - set(published(here.root / "public")) == {
        ".broadsheet/claims.jsonl", ".broadsheet/published.tsv", ".broadsheet/record.jsonl",
    }  # fmt: skip
    page = s3.head("index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert page["CacheControl"] == "public, max-age=60, must-revalidate"
    sheet = next(key for key in s3.times() if key.startswith("site.") and key.endswith(".css"))
    assert s3.head(sheet)["CacheControl"] == "public, max-age=31536000, immutable"
    assert s3.head("feed.xml")["ContentType"] == "application/rss+xml; charset=utf-8"


def test_only_what_has_changed_is_sent_and_in_its_order(here: Site, server: tuple[S3, Path], s3: S3) -> None:
    run_here(here)
    edit(here, 2)
    here.put("content/news/delta.md", article("Delta").encode())
    here.build()
    dry = json.loads(here.run("deploy", "--dry-run", "--json").stdout)
    start = server[1].stat().st_size
    assert run_here(here) == 0
    sent = [key for key in written_keys(server[1], start) if not key.startswith(".broadsheet/")]
    told = [step["path"] for step in dry["steps"] if step["does"] == "send"]
    assert sorted(sent) == sorted(told)
    assert sent[-1] == "index.html"
    assert sent.index("2024/11/delta/index.html") < sent.index("2024/11/gamma/index.html")
    assert not lacking(here, s3.get)
    start = server[1].stat().st_size
    assert run_here(here) == 0
    assert not written_keys(server[1], start)


def test_names_that_are_hard_to_write(here: Site, s3: S3) -> None:
    for name in ("a b.png", "a#1.png", "ä%25.png", "日本.png", "a+b&c.png"):
        here.put(f"static/{name}", b"x")
    here.build()
    assert run_here(here) == 0
    assert {"a#1.png", "ä%25.png", "日本.png"} <= published(here.root / "public").keys()
    assert not lacking(here, s3.get)


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_texts_may_be_stored_compressed(tmp_path: Path, s3: S3, encoding: str) -> None:
    import brotli

    here = paper(tmp_path / "site", f"{s3.fields}, compress: {encoding}, prefix: news/paper")
    here.build()
    assert run_here(here) == 0
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    assert s3.head("news/paper/index.html")["ContentEncoding"] == encoding
    stored = s3.get("news/paper/index.html")
    assert stored and unpack(stored) == (here.root / "public/index.html").read_bytes()
    assert "ContentEncoding" not in s3.head("news/paper/icon-192.png")


def test_another_cache_time_is_sent(here: Site, s3: S3) -> None:
    run_here(here)
    here.put(
        "site.yaml",
        (here.root / "site.yaml").read_text().replace("bucket", "page_cache: 5 min, bucket").encode(),
    )
    here.build()
    sent = json.loads(here.run("deploy", "--json").stdout)["sent"]
    assert 0 < sent < len(published(here.root / "public"))
    assert s3.head("index.html")["CacheControl"] == "public, max-age=300, must-revalidate"


def test_a_change_of_another_hand(here: Site, s3: S3) -> None:
    run_here(here)
    s3.put("index.html", b"<p>by hand")
    edit(here, 3)
    here.build()
    done = here.run("deploy")
    assert done.returncode == 1 and "foreign-change" in done.stderr
    assert s3.get("index.html") == b"<p>by hand"
    assert run_here(here, "--force") == 0
    assert not lacking(here, s3.get)


def test_a_bucket_with_something_else_in_it(here: Site, s3: S3) -> None:
    s3.put("mine.txt", b"mine")
    done = here.run("deploy")
    assert done.returncode == 1 and "strange-host" in done.stderr
    assert set(s3.times()) == {"mine.txt"}
    assert run_here(here, "--force") == 0
    assert s3.get("mine.txt") == b"mine"


def test_two_sites_in_one_place(here: Site, s3: S3, tmp_path: Path) -> None:
    run_here(here)
    other = paper(tmp_path / "other", s3.fields)
    other.put(
        "site.yaml", (here.root / "site.yaml").read_text().replace("example.org", "example.net").encode()
    )
    other.build()
    done = other.run("deploy")
    assert done.returncode == 1 and "it holds the site https://example.org/" in done.stderr


def test_a_record_that_somebody_has_written_over(here: Site, s3: S3) -> None:
    run_here(here)
    s3.put(".broadsheet/record.jsonl", b"x")
    assert "cannot be read" in here.run("deploy").stderr
    assert run_here(here, "--force") == 0
    assert run_here(here) == 0


def test_no_credentials_and_the_wrong_bucket(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPER_KEY")
    done = here.run("deploy")
    assert done.returncode == 3 and "the environment has no PAPER_KEY" in done.stderr
    monkeypatch.setenv("PAPER_KEY", "key")
    here.put(
        "site.yaml", (here.root / "site.yaml").read_text().replace("bucket: paper", "bucket: papre").encode()
    )
    here.build()
    done = here.run("deploy")
    assert done.returncode == 3 and "there is no bucket `papre`" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_deploy_that_has_begun_meanwhile(here: Site, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.deploy import journey
    from generator.deploy.record import CLAIMS, Deployed, Head, encode

    class Overtaken(journey.Journey):
        def claim(self) -> None:
            super().claim()
            s3.put(CLAIMS, gzip.compress(encode(Deployed(Head("feedfeedfeedfeed")))))

    monkeypatch.setattr("generator.deploy.run.Journey", Overtaken)
    assert run_here(here) == 3
    monkeypatch.undo()
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    assert run_here(here) == 0
    assert not lacking(here, s3.get)


@pytest.mark.torture
def test_a_deploy_that_is_killed_leaves_the_site_whole_and_the_next_one_goes_on(here: Site, s3: S3) -> None:
    kill(here, KILLS, random.Random("kill s3"), s3.fetch, s3.get)


@pytest.mark.torture
def test_a_reader_never_meets_a_half_published_site(here: Site, s3: S3) -> None:
    run_here(here)
    with website(s3) as port, reading(port) as reader:
        for number in range(READ_DEPLOYS):
            edit(here, number)
            here.build()
            assert run_here(here) == 0
        reader.has_read(3)
    assert not reader.failures


def test_an_interrupted_first_deploy_is_gone_on_with(here: Site, s3: S3) -> None:
    many = killed_deploy(here, -1)
    for after in range(many - 10, 0, -10):  # until it is killed before its end
        s3.empty()
        killed_deploy(here, after)
        if ".broadsheet/record.jsonl" not in s3.times():
            break
    arrived = {key for key in s3.times() if not key.startswith(".broadsheet")}
    assert arrived
    done = json.loads(here.run("deploy", "--json").stdout)
    assert done["resumed"] == len(arrived)
    assert not arrived & {step["path"] for step in done["steps"]}
    assert not lacking(here, s3.get)


def test_connections_that_drop_at_any_byte(here: Site, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each connection breaks off, often within a file; with patience, everything arrives."""
    monkeypatch.setattr("generator.deploy.retries.PAUSES", (0.0,) * 200)
    chance = random.Random("drops")
    way = Unsteady(int(s3.url.rpartition(":")[2]), iter(lambda: chance.randrange(200, 150_000), None))
    way.start()
    config = (here.root / "site.yaml").read_text().replace(s3.url, f"http://127.0.0.1:{way.port}")
    here.put("site.yaml", config.encode())
    here.build()
    assert run_here(here) == 0
    way.close()
    assert not lacking(here, s3.get)


def test_a_host_that_is_not_there(here: Site, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.deploy.retries.PAUSES", (0.0,))
    here.put(
        "site.yaml", (here.root / "site.yaml").read_text().replace(s3.url, "http://127.0.0.1:9").encode()
    )
    here.build()
    assert run_here(here) == 3


def test_what_a_store_says_is_told_in_words_that_help() -> None:
    from generator.deploy.object_errors import told
    from generator.targets import Objects

    target = Objects("s3", "paper")
    cases = {
        "<Code>RequestTimeTooSkewed</Code>": "the clock of this machine is off",
        "<Code>AccessDenied</Code> 403 Forbidden": "may not do this",
        "<Code>PermanentRedirect</Code>": "another region",
        "507 Insufficient Storage <Code>XMinioStorageFull</Code>": "no space left",
        "<Code>KeyTooLongError</Code>": "cannot hold a file of this name",
    }
    for said, heard in cases.items():
        error = told(RuntimeError(said), target)
        assert heard in str(error) and not error.passing
    assert told(RuntimeError("503 <Code>SlowDown</Code>"), target).passing


def test_an_address_that_has_moved_is_an_object_that_says_so(tmp_path: Path, s3: S3) -> None:
    here = paper(tmp_path / "site", s3.fields)
    config = "hosting: s3\nredirects:\n  /old/: /2024/11/alpha/\n  /shop/: https://shop.example.org/\n"
    here.put("site.yaml", config.encode() + (here.root / "site.yaml").read_bytes()).build()
    assert run_here(here) == 0
    assert s3.head("old/index.html")["WebsiteRedirectLocation"] == "/2024/11/alpha/"
    assert s3.head("shop/index.html")["WebsiteRedirectLocation"] == "https://shop.example.org/"
    assert json.loads(here.run("deploy", "--json").stdout)["steps"] == []


def test_requests_are_signed_as_others_sign_them() -> None:
    import datetime as dt

    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    from generator.deploy.object_stores import Keys
    from generator.deploy.signed import Place, signed

    place = Place("https://s3.eu-west-1.amazonaws.com", "eu-west-1", "paper", "tags/日本 a+b/index.html")
    given = {"x-amz-website-redirect-location": "/new/", "Cache-Control": "public, max-age=60"}
    ours = signed(place, Keys("key", "secret", "token"), given, dt.datetime.now(dt.UTC))
    request = AWSRequest(
        "PUT", place.url, {**given, "x-amz-content-sha256": ours["x-amz-content-sha256"]}, b""
    )
    request.context["payload_signing_enabled"] = True
    auth = S3SigV4Auth(Credentials("key", "secret", "token"), "s3", "eu-west-1")
    request.context["timestamp"] = ours["x-amz-date"]
    request.headers["X-Amz-Date"] = ours["x-amz-date"]
    request.headers["X-Amz-Security-Token"] = "token"
    text = auth.string_to_sign(request, auth.canonical_request(request))
    assert ours["authorization"].endswith(f"Signature={auth.signature(text, request)}")
