"""`broadsheet deploy` to a host that is reached by ssh: with rsync, and with SFTP alone."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from deploys import broken, edit, folder_fetch, kill, lacking, paper, published, run_here
from hosts import Sshd, nginx, reading, sshd
from scale import scaled
from sites import Site, article

KILLS = scaled(2, 100)
READ_DEPLOYS = scaled(2, 50)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@pytest.fixture(params=["rsync", "sftp"])
def here(request: pytest.FixtureRequest, tmp_path: Path, server: Sshd) -> Site:
    """A paper whose host has the folder `www` beside it."""
    made = paper(tmp_path / "site", f"type: {request.param}, path: {tmp_path / 'www'}, {server.fields}")
    made.build()
    return made


def www(here: Site) -> Path:
    return here.root.parent / "www"


def at_host(here: Site, path: str) -> bytes | None:
    file = www(here) / path
    return file.read_bytes() if file.is_file() else None


def whole(here: Site) -> bool:
    return not lacking(here, lambda path: at_host(here, path)) and not broken(folder_fetch(www(here)))


def test_a_site_by_ssh(here: Site) -> None:
    done = Site(here.root).run("deploy")
    assert done.returncode == 0, done.stderr
    assert whole(here)
    found = {path.relative_to(www(here)).as_posix() for path in www(here).rglob("*") if path.is_file()}
    assert found - set(published(here.root / "public")) == {
        ".broadsheet/claims.jsonl", ".broadsheet/published.tsv", ".broadsheet/record.jsonl",
    }  # fmt: skip


def test_only_differences_travel_and_what_is_gone_leaves_no_folder(here: Site) -> None:
    config = (here.root / "site.yaml").read_text().replace("path:", "grace: 0, precompress: [gz], path:", 1)
    here.put("site.yaml", config.encode()).put("static/attic/ä b#1.txt", b"text").build()
    assert run_here(here) == 0
    assert at_host(here, "attic/ä b#1.txt") == b"text"
    here.put("content/news/alpha.md", f"{article('Alpha', tags='[rail, sea]')}More.\n".encode())
    here.remove("static/attic/ä b#1.txt").build()
    dry = json.loads(here.run("deploy", "--dry-run", "--json").stdout)
    real = json.loads(here.run("deploy", "--json").stdout)
    assert dry["steps"] == real["steps"]
    assert 0 < real["sent"] < real["stays"] and real["removed"]
    assert whole(here)
    assert not (www(here) / "attic").exists()
    assert json.loads(here.run("deploy", "--dry-run", "--json").stdout)["steps"] == []


def test_a_change_of_another_hand(here: Site) -> None:
    run_here(here)
    (www(here) / "index.html").write_bytes(b"<p>by hand")
    (www(here) / "mine.txt").write_bytes(b"mine")
    edit(here, 3)
    here.build()
    done = here.run("deploy")
    assert done.returncode == 1 and "foreign-change" in done.stderr
    assert run_here(here, "--force") == 0
    assert whole(here)
    assert at_host(here, "mine.txt") == b"mine"


def test_a_folder_of_somebody_else(here: Site) -> None:
    www(here).mkdir()
    (www(here) / "index.html").write_bytes(b"mine")
    done = here.run("deploy")
    assert done.returncode == 1 and "strange-host" in done.stderr
    assert at_host(here, "index.html") == b"mine"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("identity: ", "identity: /dev/null #", "let in|key"),
        ("known_hosts: ", "known_hosts: /dev/null #", "known"),
        ("port: ", "port: 9 #", "cannot be reached|refused"),
    ],
)
def test_a_host_that_does_not_let_one_in(
    here: Site,
    old: str,
    new: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("generator.deploy.retries.PAUSES", (0.0,))
    monkeypatch.setenv("SSH_AUTH_SOCK", "")
    text = (here.root / "site.yaml").read_text()
    fields = text.partition("{")[2].rpartition("}")[0].split(", ")
    changed = [new.partition(" #")[0] if each.startswith(old) else each for each in fields]
    here.put("site.yaml", text.replace(", ".join(fields), ", ".join(changed)).encode()).build()
    assert run_here(here) == 3
    assert re.search(said, capfd.readouterr().err)
    assert not www(here).exists()


@pytest.mark.torture
def test_a_deploy_that_is_killed_leaves_the_site_whole_and_the_next_one_goes_on(here: Site) -> None:
    kill(here, KILLS, random.Random("kill ssh"), folder_fetch(www(here)), lambda path: at_host(here, path))


@pytest.mark.torture
def test_a_reader_never_meets_a_half_published_site(here: Site, tmp_path: Path) -> None:
    run_here(here)
    with nginx(tmp_path / "nginx", www(here)) as port, reading(port) as reader:
        for number in range(READ_DEPLOYS):
            edit(here, number)
            here.build()
            assert run_here(here) == 0
        reader.has_read(3)
    assert not reader.failures
