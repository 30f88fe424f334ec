"""Articles without a date are dated once; years and months are those of the site's time zone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

from generator.model import Severity

Make = Callable[[str], Site]
LATER = "2025-03-04T05:06:07+00:00"


def source(here: Site, path: str) -> str:
    return (here.root / path).read_text(encoding="utf-8")


def test_raw_text_is_dated_in_its_sidecar_and_keeps_its_address(make: Make) -> None:
    here = make("-- content/world/a.txt --\nThe Headline of the Day\n\nText of the article.\n")
    result = here.build(now="2024-12-01T12:34:56+00:00")
    assert result.has("2024/12/the-headline-of-the-day/index.html")
    assert ("content/world/a.txt", "dated") in result.ruled(Severity.NOTE)
    assert source(here, "content/world/a.yaml") == "date: 2024-12-01 12:34\nslug: the-headline-of-the-day\n"
    here.put("content/world/a.txt", b"Another Headline\n\nText of the article.\n")
    again = here.build(now=LATER, frozen=True)
    assert again.has("2024/12/the-headline-of-the-day/index.html")
    assert again.report.exit_code == 0
    assert not [rule for _, _, rule in again.rules if rule == "dated"]


def test_a_sidecar_keeps_what_stands_in_it(make: Make) -> None:
    here = make(
        "-- content/world/a.txt --\nThe Headline of the Day\n\nText.\n"
        "-- content/world/a.yaml --\n# The desk's own note\ntags: [One]\n"
    )
    here.build()
    kept = source(here, "content/world/a.yaml")
    assert kept.startswith("# The desk's own note\n")
    assert kept.endswith("\ntags: [One]\n")
    assert "date: 2024-12-01 12:00\n" in kept
    assert here.build(now=LATER, frozen=True).has("tags/one/index.html")


@pytest.mark.parametrize(
    ("before", "start"),
    [
        ("---\ntitle: A\n---\nText.\n", "---\ndate: 2024-12-01 12:00\ntitle: A\n---\nText.\n"),
        ('+++\ntitle = "A"\n+++\nText.\n', "+++\ndate = "),
        ("# A\n\nText.\n", "---\ndate: 2024-12-01 12:00\n---\n"),
    ],
    ids=["yaml", "toml", "none"],
)
def test_markdown_is_dated_in_its_front_matter(make: Make, before: str, start: str) -> None:
    here = make("").put("content/world/a.md", before.encode())
    first = here.build()
    assert first.has("2024/12/a/index.html")
    assert source(here, "content/world/a.md").startswith(start)
    again = here.build(now=LATER, frozen=True)
    assert again.report.exit_code == 0
    assert again.files == first.files


def test_line_ends_survive_the_dating(make: Make) -> None:
    here = make("").put("content/world/a.md", b"---\r\ntitle: A\r\n---\r\nText.\r\n")
    here.build()
    dated = (here.root / "content/world/a.md").read_bytes()
    assert dated.count(b"\n") == dated.count(b"\r\n")


def test_a_frozen_build_writes_nothing_and_fails(make: Make) -> None:
    here = make("-- content/world/a.md --\n---\ntitle: A\n---\nText.\n")
    before = source(here, "content/world/a.md")
    result = here.build(frozen=True)
    assert result.rules == [("content/world/a.md", 1, "no-date")]
    assert result.report.exit_code == 1
    assert source(here, "content/world/a.md") == before


def test_a_failed_build_dates_nothing(make: Make) -> None:
    here = make(
        "-- content/world/a.md --\n---\ntitle: A\n---\nText.\n-- content/world/b.md --\n---\ndate: x\n---\n"
    )
    here.build()
    assert "date" not in source(here, "content/world/a.md")


def test_the_file_name_gives_the_date_but_not_the_address(make: Make) -> None:
    result = make("-- content/world/2024-11-11-a-story.md --\n---\ntitle: A\n---\nText.\n").build(frozen=True)
    assert result.has("2024/11/a-story/index.html")


def test_years_and_months_are_those_of_the_newsroom(make: Make) -> None:
    here = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\ntimezone: Pacific/Auckland\n"
        "-- content/world/a.md --\n---\ntitle: A\ndate: 2023-12-31T23:30:00Z\ntags: [Fireworks]\n---\nText.\n"
    )
    result = here.build()
    assert result.has("2024/01/a/index.html")
    assert result.has("tags/fireworks/2024/index.html")
    assert "/2024/01/a/" in result.links("tags/fireworks/2024/index.html")
    assert "/2024/01/a/" in result.links("2024/01/index.html")
    assert not result.has("2023/index.html")
