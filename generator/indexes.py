"""The indexes: everything that a page can know of an article.

An article emits entries. An entry stands in one index under one key, at one place in that key's order;
pages read stretches of that order, or the keys and their counts, through a `View` and see nothing else.
`INDEXES` is the table of what an article emits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from generator.config import Config
from generator.kinds import is_text
from generator.model import Article, Link, Name, Part, Picture, Record
from generator.urls import media_source, output_path, permalink

Key = tuple[str, ...]
Keys = Callable[[Article, Config], Iterable[Key]]

SITE: Key = ("archive", "")
"""The list of everything: the archive's pages, the home page and the feed of the site read it."""


class Index(Record, frozen=True):
    """One line of the table: under which keys an article stands.

    The entries of an `ordered` index can be read by stretches; of a `counted` one the keys can be read,
    each with the number of its entries.
    """

    name: str
    keys: Keys
    ordered: bool = False
    counted: bool = False


def instant(moment: dt.datetime) -> str:
    """A moment as text whose order is the order of time: `20241111143000`, in UTC."""
    utc = moment.astimezone(dt.UTC)
    return (
        f"{utc.year:04}{utc.month:02}{utc.day:02}{utc.hour:02}{utc.minute:02}{utc.second:02}"
        f"{f'.{utc.microsecond:06}' if utc.microsecond else ''}"
    )


def position(article: Article) -> str:
    """Where an article stands in any list: by its date, then by its path."""
    return f"{instant(dated(article))} {article.source}"


def dated(article: Article) -> dt.datetime:
    if article.date is None:
        raise ValueError(f"{article.source} has not been dated")
    return article.date


def url_of(article: Article, config: Config) -> str:
    return address(article, config.permalink)


def address(article: Article, pattern: str) -> str:
    """The URL of an article under a `permalink` pattern; that of a plain page is its name."""
    if is_plain(article):
        return f"/{article.slug}/"
    return permalink(pattern, dated(article), article.section.slug, article.slug)


def is_plain(article: Article) -> bool:
    """Whether this is a page beside the news, such as About."""
    return article.source.startswith("content/pages/")


def claim(url: str) -> Key:
    """What two articles cannot both have: a file of the output, on disks that do not know A from a, too."""
    return (output_path(url).casefold(),)


def lists_of(article: Article) -> Iterator[Key]:
    """The lists that an article enters."""
    if is_plain(article):
        return
    yield SITE
    yield ("section", article.section.slug)
    yield from (("tag", tag.slug) for tag in article.tags)
    yield from (("author", author.slug) for author in article.authors)


def named(article: Article) -> Iterator[tuple[str, Name]]:
    """The section, tags and authors of an article, each with its kind."""
    if not is_plain(article):
        yield "section", article.section
    yield from (("tag", tag) for tag in article.tags)
    yield from (("author", author) for author in article.authors)


def _places(article: Article, config: Config) -> list[Key]:
    return [(article.source,), (url_of(article, config),)]


def _months(article: Article, _: Config) -> Iterator[Key]:
    date = dated(article)
    month = f"{date.year:04}", f"{date.month:02}"
    return ((*key, *month) for key in lists_of(article))


def _media(article: Article, _: Config) -> Iterator[Key]:
    parts: Iterable[Part] = (*article.body, article.image) if article.image else article.body
    for part in parts:
        if isinstance(part, Picture):
            yield (part.source,)
        elif isinstance(part, Link):
            path = media_source(part.target)
            if path.startswith("content/") and not is_text(path):
                yield (path,)


CLAIMS: tuple[Index, ...] = (
    Index("claim", lambda article, config: [claim(url_of(article, config))], ordered=True),
    Index(
        "naming",
        lambda article, _: ((kind, name.slug, name.label) for kind, name in named(article)),
        counted=True,
    ),
)
"""What an article lays claim to, published or not: conflicts are found here, and no page reads it."""

PLACES: tuple[Index, ...] = (Index("location", _places, ordered=True),)
"""What a withheld article emits: where it would be."""

INDEXES: tuple[Index, ...] = (
    *PLACES,
    Index("list", lambda article, _: lists_of(article), ordered=True, counted=True),
    Index("month", _months, counted=True),
    Index("article", lambda article, _: [] if is_plain(article) else [(article.source,)], counted=True),
    Index("plain", lambda article, _: [(article.source,)] if is_plain(article) else [], counted=True),
    Index("media", _media, counted=True),
)
"""What a published article emits."""

TABLE: dict[str, Index] = {index.name: index for index in (*CLAIMS, *INDEXES)}
