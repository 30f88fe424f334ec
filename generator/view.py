"""The only way in which a page reads.

A page asks for the newest of a key, for neighbours, for a stretch of time, for keys and their counts,
or for a single value; it cannot reach anything else, and so it cannot depend on anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from generator.config import Author, Config, LinkTo, Section, Tag
from generator.indexes import Entry, Indexes, Key
from generator.model import Article
from generator.shapes import Card, Location, PictureFile

LAST = "\U0010ffff"
"""Greater than every order."""


class View:
    """Reads of one build: the indexes, and the records of `site.yaml`."""

    def __init__(self, indexes: Indexes, config: Config, pages: frozenset[str] = frozenset()) -> None:
        self._indexes = indexes
        self._pages = pages
        self.config = config
        self._sections = {section.slug: section for section in config.sections}
        self._authors = {author.slug: author for author in config.authors}
        self._tags = {tag.slug: tag for tag in config.tags}
        self._first_label = cache(self._oldest_label)

    def newest(self, index: str, key: Key, count: int) -> tuple[Any, ...]:
        return self.before(index, key, LAST, count)

    def before(self, index: str, key: Key, order: str, count: int) -> tuple[Any, ...]:
        """Values at most `count` before `order`, newest first."""
        return _values(self._indexes.before(index, key, order, count))

    def after(self, index: str, key: Key, order: str, count: int) -> tuple[Any, ...]:
        """Values at most `count` after `order`, oldest first."""
        return _values(self._indexes.after(index, key, order, count))

    def between(self, index: str, key: Key, low: str, high: str) -> tuple[Any, ...]:
        """Values with `low <= order < high`, newest first."""
        return _values(reversed(self._indexes.between(index, key, low, high)))

    def keys(self, index: str, prefix: Key = ()) -> list[tuple[Key, int]]:
        """The keys below `prefix`, in order, each with its number of entries."""
        return self._indexes.keys(index, prefix)

    def one(self, index: str, key: Key) -> Any | None:
        """The newest value under a key, or None."""
        found = self.newest(index, key, 1)
        return found[0] if found else None

    def article(self, key: Key) -> Article:
        """The article of a job. Raises `KeyError` for one that is not published."""
        return self._sure("article", key)

    def plain_page(self, key: Key) -> Article:
        """The page beside the news of a job. Raises `KeyError` for one that is not published."""
        return self._sure("plain", key)

    def location(self, target: str) -> Location | None:
        """Where a source path, or the article at a URL, is published."""
        return cast("Location | None", self.one("location", (target,)))

    def has_page(self, url: str) -> bool:
        """Whether a page stands at a URL."""
        return url in self._pages

    def picture(self, source: str) -> PictureFile | None:
        return cast("PictureFile | None", self.one("picture", (source,)))

    def card(self, target: str) -> Card | None:
        """The card of the article at a source path or a URL."""
        return cast("Card | None", self.one("card", (target,)))

    def _sure(self, index: str, key: Key) -> Article:
        found = self.one(index, key)
        if found is None:
            raise KeyError(key)
        return cast(Article, found)

    def section(self, slug: str) -> Section:
        return self._sections.get(slug) or Section(slug, self._first_label("section", slug))

    def author(self, slug: str) -> Author:
        return self._authors.get(slug) or Author(slug, self._first_label("author", slug))

    def tag(self, slug: str) -> Tag:
        return self._tags.get(slug) or Tag(slug, self._first_label("tag", slug))

    def link(self, kind: str, slug: str) -> LinkTo:
        """The label and the URL of a section, tag or author."""
        match kind:
            case "section":
                return LinkTo(self.section(slug).label, f"/{slug}/")
            case "tag":
                return LinkTo(self.tag(slug).label, f"/tags/{slug}/")
            case _:
                return LinkTo(self.author(slug).name, f"/authors/{slug}/")

    def _oldest_label(self, kind: str, slug: str) -> str:
        """The label that the oldest article uses."""
        labels = [key for key, _ in self.keys("label", (kind, slug))]
        oldest = min(
            labels, key=lambda key: str(self.after("label", key, "", 1)[0]), default=(kind, slug, slug)
        )
        return oldest[2]


def _values(entries: Iterable[Entry]) -> tuple[Any, ...]:
    return tuple(entry.value for entry in entries)
