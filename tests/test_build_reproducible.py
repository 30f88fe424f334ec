"""The same articles give the same bytes: twice, tomorrow, elsewhere, and from any state before."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scale import at_length, scaled
from sites import REPOSITORY, Site, article, site, snapshot

Make = Callable[[str], Site]


def varied(here: Site) -> Site:
    """Articles that share tags and authors, so that every kind of list has an order to get wrong."""
    for number in range(24):
        tags = f"[Tag {number % 3}, Tag {number % 5}, Émile {number % 2}]"
        authors = f"[Author {number % 4}, Author {number % 7}]"
        text = article(f"Story {number}", f"2024-{number % 11 + 1:02}-11", tags=tags, authors=authors)
        here.put(f"content/section-{number % 3}/story-{number:02}.md", text.encode())
    return here.put("content/world/embargoed.md", article("Embargoed", "2025-06-01").encode())


def test_two_builds_give_the_same_bytes(make: Make) -> None:
    here = varied(make(""))
    assert here.build(output="one").files == here.build(output="two").files


def test_another_day_gives_the_same_bytes(make: Make) -> None:
    here = varied(make(""))
    today = here.build(now="2024-12-01T12:00:00+00:00", output="one")
    tomorrow = here.build(now="2024-12-02T23:59:59+14:00", output="two")
    assert today.files == tomorrow.files


def test_a_second_build_writes_nothing(make: Make) -> None:
    here = varied(make(""))
    first = here.build()
    stamps = {path: (first.output / path).stat().st_mtime_ns for path in first.files}
    second = here.build(now="2024-12-02T12:00:00+00:00")
    assert second.report.written == () and second.report.removed == ()
    assert second.report.unchanged == len(first.files)
    assert {path: (first.output / path).stat().st_mtime_ns for path in first.files} == stamps


ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "UTC", "Asia/Kathmandu", "Africa/Cairo")
BUILD = """
import sys
from sites import Site, Path
Site(Path(sys.argv[1])).build(processes=int(sys.argv[2]))
"""


@pytest.mark.torture
@at_length
def test_no_environment_leaves_a_trace(tmp_path: Path) -> None:
    """Hash seed, time zone, locale, the order in which files were made, the number of processes."""
    chance, kept = random.Random(5), varied(site(tmp_path / "site"))
    files = snapshot(kept.root)
    digests = set()
    for number in range(scaled(2, 20)):
        here = Site(tmp_path / str(number))
        for path in chance.sample(sorted(files), len(files)):
            here.put(path, files[path])
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(REPOSITORY), str(REPOSITORY / "tests"))),
            "PYTHONHASHSEED": str(chance.randrange(1 << 32)),
            "PYTHONUTF8": chance.choice("01"),
            "TZ": chance.choice(ZONES),
            "LC_ALL": chance.choice(("C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8")),
        }
        command = [sys.executable, "-c", BUILD, str(here.root), str(1 + number % 4)]
        subprocess.run(command, check=True, env=environment)
        made = hashlib.sha256()
        for path, data in sorted(snapshot(here.root / "public").items()):
            made.update(f"{path} {len(data)}\n".encode() + data)
        digests.add(made.hexdigest())
    assert len(digests) == 1


def test_the_machine_leaves_no_trace(tmp_path: Path) -> None:
    here = varied(site(tmp_path / "site"))
    places = {
        "one": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
        "two": {
            "TZ": "America/Los_Angeles",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "2",
            "LANG": "fr_FR.UTF-8",
        },
    }
    for output, environment in places.items():
        done = here.run(
            "build", "--now", "2024-12-01T12:00Z", "--output", str(tmp_path / output), **environment
        )
        assert done.returncode == 0, done.stderr
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


EDITS: dict[str, Callable[[Site], object]] = {
    "new": lambda here: here.put(
        "content/world/new.md", article("New", "2024-11-30", tags="[Tag 1]").encode()
    ),
    "backdated": lambda here: here.put(
        "content/world/old.md", article("Old", "2019-01-01", tags="[Old]").encode()
    ),
    "removed": lambda here: here.remove("content/section-0/story-00.md"),
    "retitled": lambda here: here.put(
        "content/section-0/story-00.md", article("Retitled", "2024-01-11").encode()
    ),
    "moved": lambda here: here.put(
        "content/section-0/story-00.md", article("Moved", slug="elsewhere").encode()
    ),
    "config": lambda here: here.write("-- site.yaml --\ntitle: Renamed\nbase_url: https://example.org/x/\n"),
    "template": lambda here: here.write("-- templates/404.html --\n<!doctype html><title>x</title>\n"),
    "style": lambda here: here.write("-- static/site.css --\nbody { color: red }\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_later_build_leaves_what_a_clean_one_does(make: Make, edit: str) -> None:
    here = varied(make(""))
    here.build()
    EDITS[edit](here)
    later, clean = here.build(), here.build(output="clean")
    assert later.files == clean.files
    assert later.report.problems == clean.report.problems
    assert [*later.output.rglob("*")] and not [
        folder for folder in later.output.rglob("*") if folder.is_dir() and not any(folder.iterdir())
    ], "no empty folders stay behind"
