"""A new article changes a handful of files, however large the archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sites import Result, Site, article, site

SECTIONS, AUTHORS, TAGS = ("world", "sport", "climate"), 7, 23
LISTS = 5  # the new article's: home, section, author, two tags


def archive(here: Site, count: int) -> Site:
    """Articles spread over ten years, so that both sizes have lists with years and older neighbours."""
    for number in range(count):
        date = dt.date(2014, 12, 1) + dt.timedelta(days=number * 3640 // count)
        text = article(
            f"Story {number}",
            str(date),
            tags=f"[Tag {number % TAGS}x, Tag {number * 7 % TAGS}x]",
            authors=f"[Author {number % AUTHORS}x]",
        )
        here.put(f"content/{SECTIONS[number % 3]}/story-{number:04}.md", text.encode())
    return here


def with_new(here: Site) -> Result:
    here.build()
    text = article("New", "2024-11-30", tags="[Tag 1x, Tag 2x]", authors="[Author 3x]")
    return here.put("content/world/new.md", text.encode()).build()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Result]:
    return {count: with_new(archive(site(_folder(tmp_path_factory, count)), count)) for count in (300, 1000)}


def _folder(factory: pytest.TempPathFactory, count: int) -> Path:
    return factory.mktemp(f"archive-{count}")


def touched(result: Result) -> list[str]:
    return sorted({*result.report.written, *result.report.removed})


@pytest.mark.parametrize("count", [300, 1000])
def test_a_new_article_changes_few_files(results: dict[int, Result], count: int) -> None:
    files = touched(results[count])
    assert "2024/11/new/index.html" in files
    assert len(files) <= 12 + 5 * LISTS, files


def test_their_number_does_not_grow_with_the_archive(results: dict[int, Result]) -> None:
    small, large = (touched(results[count]) for count in (300, 1000))
    assert len(small) == len(large), set(small) ^ set(large)


def test_what_changes_is_what_shows_the_article(results: dict[int, Result]) -> None:
    files = touched(results[1000])
    articles = [path for path in files if path.count("/") == 3 and path.startswith("20")]
    assert len(articles) == 2, "itself and the one before it in its section"
    for path in (
        "index.html",
        "feed.xml",
        "world/index.html",
        "tags/tag-1x/feed.xml",
        "authors/author-3x/2024/index.html",
    ):
        assert path in files
