"""`site.yaml` into a `Config`: what every key may hold. docs/configuration.md is its manual."""

from __future__ import annotations

import re
import warnings
from functools import partial

import msgspec

from generator.config import Author, Config, Feeds, LinkTo, Lists, Markdown, Section, Tag, Theme
from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, Sequence, is_empty
from generator.data.schema import (
    Complaint,
    Where,
    boolean,
    by_shape,
    choice,
    decode,
    integer,
    line,
    list_of,
    mapping_of,
    record,
    refine,
    shown,
    text,
)
from generator.data.tree import parse_yaml
from generator.model import Problem, Severity
from generator.settings.colours import LEGIBLE, PAPER, contrast, lightened
from generator.settings.navigation import LABELLED_LINKS, MENU, POLICIES
from generator.settings.permalinks import is_reserved, judge_permalink
from generator.slugs import slugify

SIZE_LIMIT = 1024 * 1024  # bytes of site.yaml
PATTERN_LIMIT = 500  # characters of a boilerplate pattern


def load_config(path: str, text: str) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration that `text` holds, or None with at least one error; never an exception.

    `path` is the name of the file in the problems. Warnings and notes may come with a configuration.
    """
    node, unreadable = parse_yaml(path, text, limit=SIZE_LIMIT)
    if node is None and unreadable:
        return None, unreadable
    config, wrong = decode(_site, node or Mapping((), 1, 1), path)
    problems = tuple(sorted((*unreadable, *wrong)))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return None if failed else config, problems


def _section_slug(text: str) -> str | Complaint:
    if is_reserved(text):
        message = f"is an address that Broadsheet keeps for itself: {shown(text)}"
        return Complaint("reserved-name", message, "Choose another slug; the label may stay")
    return values.slug(text)


def _bare_section(slug: str) -> Section:
    return Section(slug, values.title_case(slug))


def _make_section(slug: str, label: str = "", description: str = "") -> Section:
    return Section(slug, label or values.title_case(slug), description)


_SECTION = by_shape(
    "a slug, or `slug` and `label`",
    "Write `- world` or `- {slug: world, label: World}`",
    scalar=refine(refine(line, _section_slug), _bare_section),
    mapping=record(_make_section, ("slug",), slug=refine(line, _section_slug), label=line, description=line),
)


def _author(key: Scalar, node: Node, where: Where) -> Author | None:
    slug = refine(line, values.slug)(key, where)
    make = partial(_make_author, slug or key.text)
    picture = refine(line, partial(values.path_below, "the site"))
    fields = record(make, name=line, bio=text, picture=picture, links=LABELLED_LINKS)
    cure = "Write `name`, `bio`, `picture` and `links` below it, or the name alone"
    author = by_shape("a name, or fields", cure, scalar=refine(line, make), mapping=fields)(node, where)
    return author if slug else None


def _make_author(
    slug: str, name: str = "", bio: str = "", picture: str = "", links: tuple[LinkTo, ...] = ()
) -> Author:
    return Author(slug, name or values.title_case(slug), bio, picture, links)


def _tag(key: Scalar, node: Node, where: Where) -> Tag | None:
    slug = refine(line, values.slug)(key, where)
    make = partial(_make_tag, slug or key.text)
    fields = record(make, label=line, description=line, aliases=list_of(refine(line, _alias)))
    cure = "Write `label`, `aliases` and `description` below it, or the label alone"
    tag = by_shape("a label, or fields", cure, scalar=refine(line, make), mapping=fields)(node, where)
    return tag if slug else None


def _make_tag(slug: str, label: str = "", description: str = "", aliases: tuple[str, ...] = ()) -> Tag:
    return Tag(slug, label or values.title_case(slug), description, aliases)


def _alias(text: str) -> str | Complaint:
    message = f"has no letter or digit that can stand in a URL: {shown(text)}"
    return slugify(text) or Complaint("empty-tag", message, "Write a word, or remove it")


def _tags(node: Node, where: Where) -> tuple[Tag, ...] | None:
    tags = mapping_of(_tag)(node, where)
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


def _boilerplate(pattern: str) -> str | Complaint:
    if len(pattern) > PATTERN_LIMIT:
        cure = "Split it into several patterns"
        return Complaint("bad-pattern", f"has a pattern of more than {PATTERN_LIMIT} characters", cure)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python warns of a pattern whose meaning may change
            re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        message = f"is not a regular expression: {shown(pattern)} ({error})"
        return Complaint("bad-pattern", message, "Put `\\` before a sign that is meant literally")
    return pattern


def _host(name: str) -> str | Complaint:
    if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", name.lower()):
        return name.lower()
    message = f"is not the name of a host: {shown(name)}"
    return Complaint("bad-host", message, "Write it without `https://` and path: `www.youtube-nocookie.com`")


def _accent(node: Node, where: Where) -> str | None:
    """A colour; the warning about its contrast keeps it, since taste may outweigh it."""
    colour = refine(line, _colour)(node, where)
    ratio = contrast(colour, PAPER) if colour else LEGIBLE
    if ratio < LEGIBLE:
        message = f"is hard to read on white: its contrast is {ratio:.1f}:1, and text needs {LEGIBLE}:1"
        where.complain(node, Complaint("low-contrast", message, "Choose a darker colour", Severity.WARNING))
    return colour


def _colour(text: str) -> str | Complaint:
    if re.fullmatch("#[0-9a-fA-F]{6}", text):
        return text.lower()
    cure = 'Write it as `"#8a1c1c"`, in quotation marks'
    return Complaint("bad-colour", f"is not a colour: {shown(text)}", cure)


def _with_dark_accent(theme: Theme) -> Theme:
    dark = lightened(theme.accent) if theme.accent else ""
    return msgspec.structs.replace(theme, accent_dark=dark)


_THEME = refine(
    record(
        Theme,
        logo=refine(line, partial(values.path_below, "static/")),
        accent=_accent,
        head=text,
        footer=text,
    ),
    _with_dark_accent,
)


_FIELDS = record(
    Config,
    ("title",),
    title=line,
    tagline=line,
    description=line,
    base_url=refine(line, values.base_url),
    language=refine(line, values.language),
    timezone=refine(line, values.timezone),
    sections=list_of(_SECTION, identity=lambda section: section.slug),
    authors=mapping_of(_author),
    tags=_tags,
    permalink=refine(line, judge_permalink),
    boilerplate=list_of(refine(text, _boilerplate)),
    labels=list_of(line, identity=slugify),
    menu=MENU,
    footer_menu=MENU,
    policies=POLICIES,
    copyright=line,
    feeds=record(Feeds, items=integer(1, 500)),
    lists=record(Lists, newest=integer(1, 500), year=integer(10, 2000), related=integer(0, 20)),
    markdown=record(
        Markdown,
        engine=choice("python-markdown", "commonmark"),
        clean=boolean,
        embeds=list_of(refine(line, _host)),
    ),
    theme=_THEME,
)


def _site(node: Node, where: Where) -> Config | None:
    config = _FIELDS(node, where)
    sections = node.get("sections") if config and isinstance(node, Mapping) else None
    if config and isinstance(sections, Sequence):
        _check_language_sections(sections, config.language.lower(), where.inside("sections"))
    return config


def _check_language_sections(sections: Sequence, language: str, where: Where) -> None:
    """A section may not have the address below which the pages of a language stand."""
    for item in sections.items:
        slug = item.get("slug") if isinstance(item, Mapping) else item
        if isinstance(slug, Scalar) and slug.text.strip() == language:
            message = f"takes the address `/{language}/`, which is kept for the pages of that language"
            where.complain(slug, Complaint("reserved-name", message, "Choose another slug for the section"))
