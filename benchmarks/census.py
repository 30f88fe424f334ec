"""Counts the pages of each kind in an output folder, and compares the outputs of two generators."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TOLERANCE = 0.01
CALENDAR = r"(\d{4}([/-]\d\d)?|page/\d+)"  # a year, a month; Hugo numbers the same pages
OWN = "(corrections|feeds|series|site-map)"  # what Broadsheet alone makes; it counts as `other`
OTHER = "other"
KINDS = {
    "article": r"\d{4}/\d\d/[^/]+/index\.html",
    "tag": r"tags/[^/]+/index\.html",
    "tag, by year": rf"tags/[^/]+/{CALENDAR}/index\.html|tag-years/[^/]+/index\.html",
    "author": r"authors/[^/]+/index\.html",
    "author, by year": rf"authors/[^/]+/{CALENDAR}/index\.html|author-years/[^/]+/index\.html",
    "archive by year and month": rf"({CALENDAR}|archive/{CALENDAR})/index\.html",
    "tag index, archive, 404, home": r"(tags/index|archive/index|404|index)\.html",
    "section": rf"(?!authors/|categories/|[a-z]+-years/|{OWN}/)[^/]+/index\.html",
    "section, by year": rf"[^/]+/{CALENDAR}/index\.html|section-years/[^/]+/index\.html",
    "feed of the site": r"feed\.xml",
    "feed of a tag": r"tags/[^/]+/feed\.xml",
    "feed of an author": r"authors/[^/]+/feed\.xml",
    "feed of a section": rf"(?!{OWN}/)[^/]+/feed\.xml",
}
"""Kinds in the order in which they are tried on a path relative to the output.

Zola has the years of a list in taxonomies of their own, `tag-years` and the like, each with an overview
that counts as `other`; so do the lists of authors and sections that Zola and Nikola do not leave out.
"""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}
FEED_ITEM = "article in the feed of the site"


@dataclass(frozen=True, slots=True)
class Count:
    """How many files of a kind there are, and their mean size in bytes."""

    files: int
    bytes: int


Census = dict[str, Count]


def kind_of(path: str) -> str:
    """Return the kind of the page at a path relative to the output, `other` for assets and the like."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(path)), OTHER)


def take(output: Path) -> Census:
    """Count the files below a folder by kind."""
    files = dict.fromkeys((*KINDS, OTHER), 0)
    sizes = dict(files)
    for path in paths(output):
        kind = kind_of(path.relative_to(output).as_posix())
        files[kind] += 1
        sizes[kind] += path.stat().st_size
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    files[FEED_ITEM], sizes[FEED_ITEM] = feed.count("<item>"), len(feed.encode())
    return {kind: Count(files[kind], round(sizes[kind] / max(1, files[kind]))) for kind in files}


def paths(output: Path) -> Iterator[Path]:
    """Yield every file below a folder, except the manifest, which is never published."""
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def differences(
    censuses: Mapping[str, Census], lacking: Mapping[str, Collection[str]] | None = None
) -> list[str]:
    """Return a sentence for each kind whose counts differ by more than 1 %.

    `other` is not compared, and a kind that a generator is known to lack is not compared for it.
    """
    lacking = lacking or {}
    found = []
    for kind in (*KINDS, FEED_ITEM):
        able = {name: census for name, census in censuses.items() if kind not in lacking.get(name, ())}
        counts = {name: census[kind].files for name, census in able.items()}
        if counts and max(counts.values()) - min(counts.values()) > TOLERANCE * max(counts.values()):
            told = ", ".join(f"{name} {count}" for name, count in counts.items())
            found.append(f"not the same site, {kind}: {told}")
    return found
