"""Section, tag and author pages: the newest articles of a list, and links to its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config, LinkTo
from generator.contexts import Head, ListPage, Profile
from generator.indexes import Key
from generator.lists import feed_url, list_url, years
from generator.model import Picture
from generator.pages.page import Page
from generator.pages.parts import figure, teasers
from generator.view import View

LISTED = ("section", "tag", "author")


def jobs(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """Every list that has an article."""
    return (key for key, _ in rows if key[0] in LISTED)


def fixed(config: Config) -> Iterator[Key]:
    """Every section of `site.yaml`, with articles or without, since the navigation links to it."""
    return (("section", section.slug) for section in config.sections)


def compose(key: Key, view: View) -> Page:
    kind, slug = key
    title, description = describe(key, view)
    buckets = years(key, view)
    feed = feed_url(key)
    head = Head(heading(kind, title), list_url(key), description, feeds=(LinkTo(title, feed),))
    page = ListPage(
        head=head,
        kind=kind,
        title=title,
        description=description,
        teasers=teasers(view.newest(key, view.setting("lists.newest")), view),
        total=sum(bucket.count for bucket in buckets),
        years=buckets,
        feed=feed,
        profile=_profile(slug, view) if kind == "author" else None,
    )
    return Page(head.url, f"{kind}.html", page)


def describe(key: Key, view: View) -> tuple[str, str]:
    """The title and the description of a list."""
    kind, slug = key
    match kind:
        case "section":
            section = view.section(slug)
            return section.label, section.description
        case "tag":
            tag = view.tag(slug)
            return tag.label, tag.description
        case "author":
            author = view.author(slug)
            return author.name, author.bio
        case _:
            return view.title, view.setting("description") or view.setting("tagline")


def heading(kind: str, title: str) -> str:
    """The title of the browser's tab: a section, a tag and an author may have one name."""
    match kind:
        case "tag":
            return f"Stories on {title}"
        case "author":
            return f"Stories by {title}"
        case _:
            return title


def _profile(slug: str, view: View) -> Profile:
    author = view.author(slug)
    portrait = figure(Picture(author.picture, alt=author.name), view) if author.picture else None
    return Profile(author.name, author.bio, portrait, author.links)
