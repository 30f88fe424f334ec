"""The indexes: everything that a page can know of any source.

A source emits entries; pages read them through a `View` and see nothing else. An entry stands in one
index under one key, at one place in that key's order. `INDEXES` is the table of what an article emits.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.config import Config
from generator.model import Article, Link, Name, Part, Picture, Record
from generator.shapes import Card, FeedEntry, Location, Status
from generator.urls import media_source, permalink

Key = tuple[str, ...]

SITE: Key = ("archive", "")
"""The list of everything: the archive's pages, the home page and the feed of the site read it."""


class Entry(Record, frozen=True):
    index: str
    key: Key
    order: str  # compared as text; the newest is the greatest
    value: Any = None


class Index(Record, frozen=True):
    """One line of the table: under which keys an article stands, and what it shows there."""

    name: str
    keys: Callable[[Article, Config], Iterable[Key]]
    value: Callable[[Article, Config], Any]


def instant(moment: dt.datetime) -> str:
    """A moment as text whose order is the order of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def position(article: Article) -> str:
    """Where an article stands in any list: by its date, then by its path."""
    return f"{instant(dated(article))} {article.source}"


def dated(article: Article) -> dt.datetime:
    if article.date is None:
        raise ValueError(f"{article.source} has not been dated")
    return article.date


def url_of(article: Article, config: Config) -> str:
    if is_plain(article):
        return f"/{article.slug}/"
    return permalink(config.permalink, dated(article), article.section.slug, article.slug)


def is_plain(article: Article) -> bool:
    """Whether this is a page beside the news, such as About."""
    return article.source.startswith("content/pages/")


def _itself(article: Article, _: Config) -> list[Key]:
    return [] if is_plain(article) else [(article.source,)]


def _addresses(article: Article, config: Config) -> list[Key]:
    return [] if is_plain(article) else [(article.source,), (url_of(article, config),)]


def _plain(article: Article, _: Config) -> list[Key]:
    return [(article.source,)] if is_plain(article) else []


def lists_of(article: Article) -> Iterator[Key]:
    """The lists that an article enters."""
    if is_plain(article):
        return
    yield SITE
    yield ("section", article.section.slug)
    yield from (("tag", tag.slug) for tag in article.tags)
    yield from (("author", author.slug) for author in article.authors)


def _months(article: Article, _: Config) -> Iterator[Key]:
    date = dated(article)
    for key in lists_of(article):
        yield (*key, f"{date.year:04}", f"{date.month:02}")


def _labels(article: Article, _: Config) -> Iterator[Key]:
    yield from ((kind, name.slug, name.label) for kind, name in named(article))


def named(article: Article) -> Iterator[tuple[str, Name]]:
    """The section, tags and authors of an article, each with its kind."""
    if not is_plain(article):
        yield "section", article.section
    yield from (("tag", tag) for tag in article.tags)
    yield from (("author", author) for author in article.authors)


def _media(article: Article, _: Config) -> Iterator[Key]:
    parts: Iterable[Part] = (*article.body, article.image) if article.image else article.body
    for part in parts:
        if isinstance(part, Picture):
            yield (part.source,)
        elif isinstance(part, Link):
            yield (media_source(part.target),)


def card(article: Article, config: Config) -> Card:
    return Card(
        source=article.source,
        url=url_of(article, config),
        title=article.title,
        summary=article.summary,
        date=dated(article),
        section=article.section.slug,
        language=article.language,
        authors=article.authors,
        label=article.label,
        updated=article.updated,
        image=article.image,
    )


INDEXES: tuple[Index, ...] = (
    Index("article", _itself, lambda article, _: article),
    Index("plain", _plain, lambda article, _: article),
    Index("card", _addresses, card),
    Index("list", lambda article, _: lists_of(article), card),
    Index(
        "feed",
        lambda article, _: lists_of(article),
        lambda article, config: FeedEntry(card(article, config), article.tags, article.body),
    ),
    Index("month", _months, lambda _article, _config: None),
    Index("label", _labels, lambda article, _: position(article)),
    Index("media", _media, lambda article, _: article.source),
)
"""What a published article emits."""


def entries(article: Article, config: Config, status: Status) -> Iterator[Entry]:
    """All entries of one article; a withheld one only says where it would be."""
    order, url = position(article), url_of(article, config)
    for key in ((article.source,), (url,)):
        yield Entry("location", key, order, Location(url, status))
    if status is not Status.PUBLISHED:
        return
    for index in INDEXES:
        if keys := dict.fromkeys(index.keys(article, config)):
            value = index.value(article, config)
            yield from (Entry(index.name, key, order, value) for key in keys)


class Indexes:
    """All entries of a site, ready to be read by interval."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        rows: dict[tuple[str, Key], list[Entry]] = defaultdict(list)
        keys: dict[str, set[Key]] = defaultdict(set)
        for entry in entries:
            rows[entry.index, entry.key].append(entry)
            keys[entry.index].add(entry.key)
        for row in rows.values():
            row.sort(key=_order)
        self._rows = dict(rows)
        self._keys = {index: sorted(found) for index, found in keys.items()}

    def between(self, index: str, key: Key, low: str, high: str) -> list[Entry]:
        """Entries with `low <= order < high`, oldest first."""
        row = self._rows.get((index, key), [])
        return row[bisect_left(row, low, key=_order) : bisect_left(row, high, key=_order)]

    def before(self, index: str, key: Key, order: str, count: int) -> list[Entry]:
        """At most `count` entries before `order`, newest first."""
        row = self._rows.get((index, key), [])
        end = bisect_left(row, order, key=_order)
        return row[max(0, end - count) : end][::-1]

    def after(self, index: str, key: Key, order: str, count: int) -> list[Entry]:
        """At most `count` entries after `order`, oldest first."""
        row = self._rows.get((index, key), [])
        start = bisect_right(row, order, key=_order)
        return row[start : start + count]

    def keys(self, index: str, prefix: Key = ()) -> list[tuple[Key, int]]:
        """The keys that begin with `prefix`, in order, each with the number of its entries."""
        known = self._keys.get(index, [])
        found: list[tuple[Key, int]] = []
        for place in range(bisect_left(known, prefix), len(known)):
            key = known[place]
            if key[: len(prefix)] != prefix:
                break
            found.append((key, len(self._rows[index, key])))
        return found


def _order(entry: Entry) -> str:
    return entry.order
