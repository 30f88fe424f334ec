"""The comparison of an output with what a clean build makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sites import NOW, Site, article, snapshot

from generator.build import Request
from generator.manifest import Owned, add_lines
from generator.verify import Verification, verify

Make = Callable[[str], Site]
ONE = f"-- content/world/a.md --\n{article('A')}"


def verified(here: Site, keep_going: bool = False) -> Verification:
    moment = dt.datetime.fromisoformat(NOW)
    output = here.root / "public"
    return verify(Request(root=here.root, output=output, as_of=moment, keep_going=keep_going))


def told(found: Verification) -> list[tuple[str, str, str]]:
    return [(each.path, each.rule, each.severity.value) for each in found.problems]


def test_an_output_that_is_right(make: Make) -> None:
    here = make(ONE)
    files = here.build().files
    state = {path for path in (here.root / ".broadsheet").iterdir() if "public" not in path.name}
    found = verified(here)
    assert (found.holds, found.files, found.problems) == (True, len(files), ())
    assert snapshot(here.root / "public") == files
    assert {path for path in (here.root / ".broadsheet").iterdir() if "public" not in path.name} == state
    assert not list((here.root / "public/.broadsheet").glob("verify-*"))


def test_every_kind_of_difference(make: Make) -> None:
    here = make(ONE)
    output = here.build().output
    (output / "feed.xml").write_bytes(b"x")
    (output / "404.html").unlink()
    here.put("public/old/index.html", b"x").put("public/mine.txt", b"x").put("public/a/.broadsheet/b", b"x")
    add_lines(output, [("old/index.html", Owned("0" * 64))])
    found = verified(here)
    assert not found.holds
    assert told(found) == [
        ("public/404.html", "missing", "error"),
        ("public/a/.broadsheet/b", "foreign-file", "note"),
        ("public/feed.xml", "differs", "error"),
        ("public/mine.txt", "foreign-file", "note"),
        ("public/old/index.html", "surplus", "error"),
    ]
    here.build()
    again = verified(here)
    assert again.holds and {rule for _, rule, _ in told(again)} == {"foreign-file"}


def test_a_source_that_changed_meanwhile_is_a_difference(make: Make) -> None:
    here = make(ONE)
    here.build()
    here.put("content/world/a.md", article("Another").encode())
    assert ("public/2024/11/a/index.html", "differs", "error") in told(verified(here))


def test_a_clean_build_that_publishes_nothing_proves_nothing(make: Make) -> None:
    here = make(ONE)
    here.build()
    here.put("content/world/b.md", article("B", "never").encode())
    found = verified(here)
    assert not found.holds
    assert told(found) == [
        ("public/", "not-verified", "error"),
        ("content/world/b.md", "unreadable-date", "error"),
    ]
    assert verified(here, keep_going=True).holds


def test_no_date_is_written_into_a_source(make: Make) -> None:
    here = make(ONE)
    here.build()
    text = here.put("content/world/b.txt", b"A headline\n\nText.\n").root / "content/world/b.txt"
    assert not verified(here).holds
    assert not Path(text).with_suffix(".yaml").exists()
