"""Finding a page by the words of its headline, its address or its source."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.serve.desk.rows import Row, Some, first
from generator.serve.desk.visit import Visit, about
from generator.serve.marks import written
from generator.store.sources import Headline

SHOWN = 50


def search(visit: Visit) -> dict[str, Any]:
    """What the template `pages.html` shows: the newest matches; without a question the newest articles."""
    asked = " ".join(visit.query.get("q", "").split())
    words = asked.casefold().split()
    total = 0

    def matching() -> Iterator[Headline]:
        nonlocal total
        for each in visit.store.sources.headlines():
            if _has(f"{each.title}\n{each.url}\n{each.source}", words):
                total += 1
                yield each

    found = heapq.nlargest(SHOWN, matching(), key=lambda each: (each.date, each.source))
    rows = tuple(_row(visit, each) for each in found)
    return {"asked": asked, "articles": Some(rows, total - len(rows)), "others": _others(visit, words)}


def _has(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _row(visit: Visit, headline: Headline) -> Row:
    at = headline.date.astimezone(visit.zone)
    return Row(
        headline.title,
        about(headline.source),
        visit.view(headline.url),
        headline.source,
        visit.edit(headline.source),
        at=at.isoformat(),
        when=written(at),
        told=written(at),
    )


def _others(visit: Visit, words: list[str]) -> Some[Row]:
    """Pages that are of no article, such as the front page and lists, by their addresses."""
    found = sorted(
        (
            path
            for path, *_ in visit.store.outputs.stamps()
            if path.endswith(".html") and _has(addresses.url(path), words)
        ),
        key=lambda path: (path.count("/"), path),
    )
    shown = (row for path in found for row in _other(visit, path))
    return first(shown, SHOWN)


def _other(visit: Visit, path: str) -> Iterator[Row]:
    owned = visit.store.outputs.get(path)
    if owned and (not owned.source or owned.source.startswith("content/pages/")):
        url = addresses.url(path)
        yield Row(url, about(url), visit.view(url), owned.source, visit.edit(owned.source))
