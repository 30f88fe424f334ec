"""Podcasts of `site.yaml`: what podcast apps are told of them, and from which list they draw."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.config import Podcast
from generator.data import values
from generator.data.nodes import Node
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    choice,
    integer,
    line,
    listed,
    nearest,
    record,
    refine,
    shown,
)
from generator.settings.addresses import email
from generator.settings.navigation import LABELLED_LINKS
from generator.settings.podcast_categories import CATEGORIES
from generator.settings.repeated import one_or_more
from generator.slugs import slugify

MOST = 2000
"""Episodes in a feed."""

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = refine(line, values.slug)
_LISTS = ("section", "tag", "series")


def podcasts(languages: Collection[str]) -> Decoder[tuple[Podcast, ...]]:
    """A podcast, or a list of them; `languages` are the slugs of the editions beside the site's own."""
    return one_or_more(_podcast(languages), identity=lambda found: found.slug)


def _podcast(languages: Collection[str]) -> Decoder[Podcast]:
    fields: Decoder[dict[str, object]] = record(
        dict,
        ("title", "author", "image", "category"),
        title=line,
        author=line,
        image=refine(line, _image),
        category=one_or_more(refine(line, _category), at_least_one=True),
        slug=_SLUG,
        description=line,
        owner=line,
        email=refine(line, email),
        explicit=boolean,
        type=choice("episodic", "serial"),
        language=refine(line, lambda text: _edition(text, languages)),
        section=_SLUG,
        tag=_SLUG,
        series=_SLUG,
        funding=LABELLED_LINKS,
        links=LABELLED_LINKS,
        locked=boolean,
        guid=refine(line, _guid),
        items=integer(1, MOST),
    )

    def read(node: Node, where: Where) -> Podcast | None:
        found = fields(node, where)
        return _made(found, node, where) if found else None

    return read


def _made(found: dict[str, object], node: Node, where: Where) -> Podcast | None:
    lists = [(kind, str(found.pop(kind))) for kind in _LISTS if kind in found]
    if len(lists) > 1:
        message = f"draws from more than one list: {listed(kind for kind, _ in lists)}"
        where.complain(node, Complaint("duplicate", message, "Keep one of them"))
        return None
    kind, name = lists[0] if lists else ("", "")
    slug = str(found.pop("slug", "") or slugify(str(found["title"])))
    if not slug:
        where.complain(
            node, Complaint("no-slug", "has a title of which no address can be made", "Add `slug:`")
        )
        return None
    categories = found.pop("category")
    return Podcast(slug=slug, kind=kind, name=name, categories=categories, **found)  # type: ignore[arg-type]


def _image(text: str) -> str | Complaint:
    path = values.path_below("the site's folder", text)
    if isinstance(path, str) and not path.startswith("content/"):
        cure = f"Put it there and write `content/media/{path.rpartition('/')[2]}`"
        return Complaint("bad-path", f"is not the path of a picture below content/: {shown(text)}", cure)
    return path


def _category(text: str) -> tuple[str, str] | Complaint:
    """`News`, or with a subcategory `News > Politics`."""
    category, _, below = (part.strip() for part in text.partition(">"))
    names = {f"{one} > {other}": (one, other) for one, others in CATEGORIES.items() for other in others}
    if category in CATEGORIES and (not below or below in CATEGORIES[category]):
        return category, below
    known = {**{one: (one, "") for one in CATEGORIES}, **names}
    near = nearest(text, known) or next((name for name in names if name.endswith(f" > {text}")), "")
    cure = f"Did you mean `{near}`" if near else f"Use one of {listed(CATEGORIES)}"
    return Complaint("unknown-category", f"is no category of Apple Podcasts: {shown(text)}", cure)


def _edition(text: str, languages: Collection[str]) -> str | Complaint:
    language = values.language(text)
    if isinstance(language, Complaint):
        return language
    if language.lower() in languages:
        return language.lower()
    cure = "Leave it out for the site's own language, or add the language to `languages`"
    return Complaint("bad-language", f"is none of the languages of this site: {shown(text)}", cure)


def _guid(text: str) -> str | Complaint:
    if _GUID.fullmatch(text.lower()):
        return text.lower()
    cure = "Copy it from `podcast:guid` of the feed that it had, or leave it out"
    return Complaint("bad-guid", f"is not the identifier of a podcast: {shown(text)}", cure)
