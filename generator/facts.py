"""What `site.yaml` tells the pages, record by record.

A page notes each record that it reads, so that a new biography makes stale only the pages that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.charts.tables import Table
from generator.config import Author, Config, Edition, Organisation, Podcast, Policy, Section, Series, Tag
from generator.editions import joined
from generator.front import Front
from generator.hosts import HOSTS
from generator.hosts.headers import headers_of
from generator.indexes import Key
from generator.options import HeaderRule, Pictures, Robots, Rule, Security
from generator.recordings.transcripts import Transcript
from generator.redirects import Redirect
from generator.shapes import Beside, MediaFile, PictureFile, RecordingFile

Fact = tuple[str, Key]
"""The index and the key under which one value stands."""

ALONE: Key = ("",)
"""The key of a value that is the only one of its index."""

TYPES: dict[str, Any] = {
    "setting": Any,
    "label": str,
    "section": Section,
    "author": Author,
    "person": Author,
    "tag": Tag,
    "series": Series,
    "edition": Edition,
    "policies": tuple[Policy, ...],
    "front": Front,
    "organisation": Organisation,
    "robots": Robots,
    "security": Security,
    "rule": Rule,
    "headers": tuple[HeaderRule, ...],
    "redirect": Redirect,
    "redirects": tuple[Redirect, ...],
    "portrait": tuple[str, ...],
    "podcast": Podcast,
    "cover": bool,
    "pictures": Pictures,
    "picture": PictureFile,
    "file": MediaFile,
    "recording": RecordingFile,
    "recorded": str,
    "beside": Beside,
    "captions": str,
    "transcript": Transcript,
    "table": Table,
    "asset": tuple[str, str],
    "template": str,
}
"""The indexes of single values, with the type of each."""

SITE_INDEXES = (
    "setting", "label", "section", "author", "person", "tag", "series", "edition", "policies", "portrait",
    "organisation", "pictures", "robots", "security", "rule", "headers", "podcast", "cover",
)  # fmt: skip
"""Those that `site.yaml` fills."""


def encode(value: Any) -> bytes:
    return msgspec.msgpack.encode(value)


def decode(index: str, value: bytes) -> Any:
    return msgspec.msgpack.decode(value, type=TYPES[index])


def site_facts(config: Config) -> dict[Fact, bytes]:
    """Every record of `site.yaml` that a page can read."""
    facts: dict[Fact, Any] = {("setting", (name,)): value for name, value in _settings(config)}
    facts |= {("author", (author.slug,)): author for author in config.authors}
    facts |= {("person", (author.slug,)): _person(author) for author in config.authors}
    facts |= {("organisation", ALONE): config.organisation, ("robots", ALONE): config.robots}
    facts["pictures", ALONE] = config.pictures
    if config.security:
        facts["security", ALONE] = config.security
    if any(HOSTS[name].rules_file for name in config.hosting):
        facts["headers", ALONE] = headers_of(config)
    for rule in config.redirects:  # where a rule stands is for its problems alone
        facts["rule", (rule.source,)] = msgspec.structs.replace(rule, line=0, column=0)
    for edition in config.editions:
        facts |= dict(_edition_facts(edition, config))
    facts |= {("portrait", (path,)): slugs for path, slugs in portraits(config).items()}
    facts |= {("podcast", (podcast.slug,)): podcast for podcast in config.podcast}
    facts |= {("cover", (podcast.image,)): True for podcast in config.podcast}
    return {place: encode(value) for place, value in facts.items()}


def _person(author: Author) -> Author:
    """What the articles of an author tell of them: less than their page."""
    return Author(author.slug, author.name, role=author.role, same_as=author.same_as)


def _edition_facts(edition: Edition, config: Config) -> Iterator[tuple[Fact, Any]]:
    """What is told of an edition, record by record."""
    slug = edition.slug
    # Where policies stand in `site.yaml` is for their problems alone: a line above them moves no page.
    policies = tuple(msgspec.structs.replace(policy, line=0, column=0) for policy in edition.policies)
    told = msgspec.structs.replace(edition, sections=(), tags=(), series=(), policies=policies)
    yield ("edition", (slug,)), told
    yield (
        ("setting", ("podcasts", slug)),
        tuple(each.slug for each in config.podcast if each.language == slug),
    )
    yield ("policies", (slug,)), edition.policies
    yield ("setting", ("sections", slug)), tuple(section.slug for section in edition.sections)
    yield ("setting", ("topics", slug)), tuple(tag.slug for tag in edition.tags if tag.topic)
    for author in config.authors:
        yield ("label", (joined(slug, "author"), author.slug)), author.name
    for kind, records in (("section", edition.sections), ("tag", edition.tags), ("series", edition.series)):
        for record in records:
            yield (kind, (slug, record.slug)), record
            yield ("label", (joined(slug, kind), record.slug)), record.label


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    for name in ("base_url", "timezone", "permalink", "corrections", "age_notice", "hosting"):
        yield name, getattr(config, name)
    yield "accent", config.theme.accent
    yield "feeds.items", config.feeds.items
    yield "feeds.formats", config.feeds.formats
    yield "feeds.hub", config.feeds.hub
    yield "lists.newest", config.lists.newest
    yield "lists.year", config.lists.year
    yield "lists.related", config.lists.related
    yield "authors", tuple(author.slug for author in config.authors)
    yield "editions", tuple((each.slug, each.language) for each in config.editions)


def portraits(config: Config) -> dict[str, tuple[str, ...]]:
    """The pictures of authors, each with the slugs of those that it shows."""
    found: dict[str, list[str]] = defaultdict(list)
    for author in config.authors:
        if author.picture:
            found[author.picture].append(author.slug)
    return {path: tuple(slugs) for path, slugs in found.items()}
