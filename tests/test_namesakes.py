"""Files beside the articles that are one on many disks: the first has the place, no other is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tapes
from sites import PIXEL, Site, site

from generator.ledger import NAME

Make = Callable[[str], Site]
PAIRS = [
    ("content/news/a.pdf", "content/news/A.pdf"),
    ("content/news/a.pdf", "content/News/a.pdf"),
    ("content/news/a.pdf", "content/media/news/a.pdf"),
    ("content/news/caf\u00e9.pdf", "content/news/cafe\u0301.pdf"),
    ("content/news/a.png", "content/news/A.png"),
]


def linking(title: str, date: str, *paths: str) -> bytes:
    links = " ".join(f"[x](<../{path.removeprefix('content/')}>)" for path in paths)
    return f"---\ntitle: {title}\ndate: {date}\n---\n{links}\n".encode()


@pytest.fixture
def here(tmp_path: Path) -> Site:
    return site(tmp_path / "site")


def put(here: Site, *paths: str) -> Site:
    for path in paths:
        here.put(path, PIXEL if path.endswith("png") else path.encode())
    return here


def published(here: Site, **options: bool) -> set[str]:
    """What is published below /media/; a build that goes on leaves what a clean one does."""
    built = here.build(keep_going=True, **options)
    clean = here.build(keep_going=True, output="clean", clean=True)
    assert built.report.published and built.report.problems == clean.report.problems
    assert built.files == clean.files
    return {path for path in built.files if path.startswith("media/")}


def faults(here: Site) -> list[str]:
    return [path for path, _, rule in here.build(keep_going=True).rules if rule == "same-url"]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_newcomer_is_refused_and_all_else_published(here: Site, first: str, second: str) -> None:
    put(here, first).put("content/news/good.md", linking("Good", "2024-01-01", first))
    there = published(here)
    assert here.build().report.exit_code == 0 and len(there) == 1
    put(here, second).put("content/news/other.md", linking("Other", "2024-01-02", second))
    assert not here.build().report.published
    assert published(here) == there and faults(here) == [second]
    result = here.build(keep_going=True)
    assert (
        result.has("2024/01/other/index.html") and result.links("2024/01/other/index.html", ".prose a") == []
    )
    here.remove(first).remove("content/news/good.md")
    assert len(published(here)) == 1 and not faults(here)
    put(here, first)
    assert not faults(here), "where only one is linked to there is nothing to say"


def test_who_was_there_first_is_told_by_the_ledger_and_else_by_the_oldest_article(here: Site) -> None:
    lower, upper = "content/news/a.pdf", "content/news/A.pdf"
    put(here, lower, upper).put("content/news/one.md", linking("One", "2024-01-02", lower))
    here.put("content/news/two.md", linking("Two", "2024-01-01", upper))
    assert published(here) == {"media/news/A.pdf"} and faults(here) == [lower]
    here.put(NAME, b"/media/news/a.pdf\n")
    assert published(here) == {"media/news/a.pdf"} and faults(here) == [upper]
    here.remove(NAME).put("content/news/three.md", linking("Three", "2023-01-01", lower))
    assert published(here) == {"media/news/a.pdf"}
    here.put("content/news/three.md", linking("Three", "2023-01-01\ndraft: true", lower))
    assert published(here) == {"media/news/A.pdf"}


def test_recordings_and_what_lies_beside_them(here: Site) -> None:
    captions = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n"
    for name in ("tide", "Tide"):
        here.put(f"content/news/{name}.vtt", captions)
        here.put(f"content/news/{name}.mp3", tapes.mp3())
    here.put("content/news/one.md", b"---\ntitle: One\ndate: 2024-01-01\nrecording: tide.mp3\n---\nText.\n")
    before = published(here)
    here.put("content/news/two.md", b"---\ntitle: Two\ndate: 2024-01-02\nrecording: Tide.mp3\n---\nText.\n")
    assert published(here) == before
    assert faults(here) == ["content/news/Tide.mp3", "content/news/Tide.vtt"]
