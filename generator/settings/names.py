"""Sections, authors, tags and series of `site.yaml`: what is known by a slug."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar

from generator.config import Author, LinkTo, Section, Series, Tag
from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, Sequence, is_empty
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    by_shape,
    line,
    list_of,
    mapping_of,
    record,
    refine,
    shown,
    text,
)
from generator.model import Mention
from generator.settings.addresses import SAME_AS
from generator.settings.mentions import STORY
from generator.settings.navigation import LABELLED_LINKS
from generator.settings.permalinks import is_reserved
from generator.settings.repeated import one_or_more
from generator.slugs import slugify

T = TypeVar("T")
_SLUG = refine(line, values.slug)


def sections(languages: Collection[str] = ()) -> Decoder[tuple[Section, ...]]:
    """A list of sections; none may have the address of one of these languages (in small letters)."""
    slug = refine(line, partial(_section_slug, languages))
    section = by_shape(
        "a slug, or `slug` and `label`",
        "Write `- world` or `- {slug: world, label: World}`",
        scalar=refine(slug, _make_section),
        mapping=record(_make_section, ("slug",), slug=slug, label=line, description=line),
    )
    return list_of(section, identity=lambda found: found.slug)


def _section_slug(languages: Collection[str], slug: str) -> str | Complaint:
    cure = "Choose another slug; the label may stay"
    if slug in languages:
        message = f"takes the address `/{slug}/`, which is kept for the pages of that language"
        return Complaint("reserved-name", message, cure)
    if is_reserved(slug):
        message = f"is an address that Broadsheet keeps for itself: {shown(slug)}"
        return Complaint("reserved-name", message, cure)
    return values.slug(slug)


def _make_section(slug: str, label: str = "", description: str = "") -> Section:
    return Section(slug, label or values.title_case(slug), description)


def _by_slug(
    make: Callable[..., T], expected: str, cure: str, /, **fields: Decoder[object]
) -> Decoder[tuple[T, ...]]:
    """Fields named by slugs; each holds `fields`, or the label alone, and becomes `make(slug, …)`."""

    def entry(key: Scalar, node: Node, where: Where) -> T | None:
        slug = _SLUG(key, where)
        made = partial(make, slug or key.text)
        read = by_shape(expected, cure, scalar=refine(line, made), mapping=record(made, **fields))
        found = read(node, where)
        return found if slug else None

    return mapping_of(entry)


def _make_author(
    slug: str,
    name: str = "",
    bio: str = "",
    picture: str = "",
    links: tuple[LinkTo, ...] = (),
    role: str = "",
    same_as: tuple[str, ...] = (),
) -> Author:
    return Author(slug, name or values.title_case(slug), bio, picture, links, role, same_as)


AUTHORS = _by_slug(
    _make_author,
    "a name, or fields",
    "Write `name`, `bio`, `picture` and `links` below it, or the name alone",
    name=line,
    bio=text,
    picture=refine(line, partial(values.path_below, "the site")),
    links=LABELLED_LINKS,
    role=line,
    same_as=SAME_AS,
)


def _make_tag(
    slug: str,
    label: str = "",
    description: str = "",
    aliases: tuple[str, ...] = (),
    topic: bool = False,
    start: tuple[Mention, ...] = (),
) -> Tag:
    return Tag(slug, label or values.title_case(slug), description, aliases, topic, start)


def _alias(text: str) -> str | Complaint:
    message = f"has no letter or digit that can stand in a URL: {shown(text)}"
    return slugify(text) or Complaint("empty-tag", message, "Write a word, or remove it")


_TAG_FIELDS: dict[str, Decoder[object]] = {
    "label": line,
    "description": line,
    "topic": boolean,
    "start": one_or_more(STORY, identity=lambda story: story.text),
}
_TAG_CURE = "Write `label` and `description` below it, or the label alone"
_ALIASES = list_of(refine(line, _alias))
_TAGS = _by_slug(_make_tag, "a label, or fields", _TAG_CURE, **_TAG_FIELDS, aliases=_ALIASES)

EDITION_TAGS = _by_slug(_make_tag, "a label, or fields", _TAG_CURE, **_TAG_FIELDS)
"""The tags of a language edition; aliases are of the whole site."""


def read_tags(node: Node, where: Where) -> tuple[Tag, ...] | None:
    tags = _TAGS(node, where)
    if isinstance(node, Mapping):
        _check_aliases(node, where)
    return tags


def _check_aliases(tags: Mapping, where: Where) -> None:
    """Report every alias that is a tag of its own, or already means another."""
    owners = {key.text: key for key, _ in tags.entries}
    for key, fields in tags.entries:
        aliases = fields.get("aliases") if isinstance(fields, Mapping) else None
        for alias in aliases.items if isinstance(aliases, Sequence) else ():
            if not isinstance(alias, Scalar) or is_empty(alias):
                continue
            owner = owners.setdefault(slugify(alias.text), key)
            if owner is not key:
                means = f"which already means `{owner.text}` (line {owner.line})"
                message = f"has the alias {shown(alias.text)}, {means}"
                complaint = Complaint("alias-twice", message, "Keep it in one of the two")
                where.inside(key.text).complain(alias, complaint)


def _make_series(slug: str, label: str = "", description: str = "") -> Series:
    return Series(slug, label or values.title_case(slug), description)


SERIES = _by_slug(
    _make_series,
    "a label, or fields",
    "Write `label` and `description` below it, or the label alone",
    label=line,
    description=line,
)
