"""What `site.yaml` tells the pages, record by record.

A page notes each record that it reads, so that a new biography makes stale only the pages that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.config import Author, Config, Section, Tag
from generator.indexes import Key
from generator.shapes import PictureFile

Fact = tuple[str, Key]
"""The index and the key under which one value stands."""

TYPES: dict[str, Any] = {
    "setting": Any,
    "label": str,
    "section": Section,
    "author": Author,
    "tag": Tag,
    "portrait": tuple[str, ...],
    "picture": PictureFile,
    "file": str,
    "asset": tuple[str, str],
    "template": str,
}
"""The indexes of single values, with the type of each."""

SITE_INDEXES = ("setting", "label", "section", "author", "tag", "portrait")
"""Those that `site.yaml` fills."""


def encode(value: Any) -> bytes:
    return msgspec.msgpack.encode(value)


def decode(index: str, value: bytes) -> Any:
    return msgspec.msgpack.decode(value, type=TYPES[index])


def site_facts(config: Config) -> dict[Fact, bytes]:
    """Every record of `site.yaml` that a page can read."""
    facts: dict[Fact, Any] = {("setting", (name,)): value for name, value in _settings(config)}
    for kind, records in (("section", config.sections), ("author", config.authors), ("tag", config.tags)):
        for record in records:
            facts[kind, (record.slug,)] = record
            facts["label", (kind, record.slug)] = record.name if isinstance(record, Author) else record.label
    facts |= {("portrait", (path,)): slugs for path, slugs in portraits(config).items()}
    return {place: encode(value) for place, value in facts.items()}


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for name in ("title", "tagline", "description", "base_url", "language", "timezone", "permalink"):
        yield name, getattr(config, name)
    yield "feeds.items", config.feeds.items
    yield "lists.newest", config.lists.newest
    yield "lists.year", config.lists.year
    yield "lists.related", config.lists.related
    yield "sections", tuple(section.slug for section in config.sections)


def portraits(config: Config) -> dict[str, tuple[str, ...]]:
    """The pictures of authors, each with the slugs of those that it shows."""
    found: dict[str, list[str]] = defaultdict(list)
    for author in config.authors:
        if author.picture:
            found[author.picture].append(author.slug)
    return {path: tuple(slugs) for path, slugs in found.items()}
