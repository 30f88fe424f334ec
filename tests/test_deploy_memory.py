"""`broadsheet deploy` of a film: it takes less memory than the film has bytes, wherever it goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from deploys import paper
from hosts import sshd
from s3 import KEYS, s3_server
from sites import REPOSITORY, Site

from generator.deploy.host import HostError, Parcel
from generator.deploy.items import Item
from generator.disk import digest_of

FILM = 96 << 20
"""Bytes. A deploy of a page takes 31 MB, and up to 45 MB with the library of its host."""

DEPLOY = """
import sys
from generator.cli import main
try:
    main(["deploy", "--site", sys.argv[1], "--no-check", "--quiet"], standalone_mode=False)
except SystemExit as end:
    if end.code:
        raise
for line in open("/proc/self/status"):
    if line.startswith("VmHWM:"):
        print(int(line.split()[1]) << 10)
"""

TARGETS = {
    "releases": "type: folder, path: {home}/www, precompress: [gz]",
    "git": "type: git, repository: {home}/bare.git",
    "sftp": "type: sftp, path: {home}/www, {ssh}",
    "s3": "{s3}",
}


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    home = tmp_path_factory.mktemp("hosts")
    with ExitStack() as stack:
        server = stack.enter_context(sshd(home / "sshd"))
        store, _ = stack.enter_context(s3_server(home / "log"))
        store.empty()
        yield {"ssh": server.fields, "s3": store.fields}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = paper(tmp_path_factory.mktemp("memory") / "site", "type: folder, path: www")
    with (made.root / "static" / "film.txt").open("wb") as film:
        film.truncate(FILM)
    assert made.build().report.published
    return made


@pytest.mark.parametrize("name", TARGETS)
def test_a_film_takes_little_memory(here: Site, tmp_path: Path, hosts: dict[str, str], name: str) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare.git")], check=True)
    fields = TARGETS[name].format(home=tmp_path, **hosts)
    text = (here.root / "site.yaml").read_text().partition("deploy:")[0]
    here.put("site.yaml", f"{text}deploy:\n  live: {{{fields}}}\n".encode())
    environment = {**os.environ, **KEYS, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", DEPLOY, str(here.root)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < FILM, f"{int(done.stdout) >> 20} MB"


def test_a_file_that_changes_on_its_way_does_not_arrive(tmp_path: Path) -> None:
    from generator.deploy.files import place

    file, target = tmp_path / "a.html", tmp_path / "www" / "a.html"
    file.write_bytes(b"as it was built")
    digest = digest_of(file)
    parcel = Parcel(Item("a.html", "", "a.html", digest), file, 15, 0, digest)
    place(target, parcel)
    file.write_bytes(b"as it is now...")
    with pytest.raises(HostError, match="has changed while it was sent"):
        place(target, parcel)
    assert target.read_bytes() == b"as it was built"
    assert [path.name for path in target.parent.iterdir()] == ["a.html"]
