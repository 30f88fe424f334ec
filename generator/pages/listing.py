"""Section, tag and author pages: the newest articles of a list, and links to its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config, LinkTo, Section, Series, Tag
from generator.contexts import Head, ListPage, Profile
from generator.editions import joined, parted
from generator.indexes import Key
from generator.interface import say
from generator.lists import is_site, language_of, list_url, years
from generator.model import Picture
from generator.pages.page import Page
from generator.pages.parts import figure, teasers
from generator.view import View

LISTED = ("section", "series", "tag", "author")


def jobs(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """Every list that has an article."""
    return (key for key, _ in rows if parted(key[0])[1] in LISTED)


def fixed(config: Config) -> Iterator[Key]:
    """Every section of `site.yaml`, with articles or without, since the navigation links to it."""
    for edition in config.editions:
        yield from ((joined(edition.slug, "section"), section.slug) for section in edition.sections)


def compose(key: Key, view: View) -> Page:
    edition, kind = parted(key[0])
    title, description = describe(key, view)
    buckets = years(key, view)
    feed = f"{list_url(key)}feed.xml"
    heading = heading_of(kind, title, language_of(key, view))
    head = Head(heading, list_url(key), description, feeds=(LinkTo(title, feed),))
    page = ListPage(
        head=head,
        kind=kind,
        title=title,
        description=description,
        teasers=teasers(view.newest(key, view.setting("lists.newest")), view),
        total=sum(bucket.count for bucket in buckets),
        years=buckets,
        feed=feed,
        profile=_profile(key, view) if kind == "author" else None,
    )
    return Page(head.url, f"{kind}.html", page, edition=edition)


def describe(key: Key, view: View) -> tuple[str, str]:
    """The title and the description of a list."""
    record: Section | Series | Tag
    edition, kind = parted(key[0])
    if is_site(key):
        site = view.edition(edition)
        return site.title, site.description or site.tagline
    if kind == "author":
        author = view.author(key)
        return author.name, author.bio
    match kind:
        case "section":
            record = view.section(key)
        case "series":
            record = view.series(key)
        case _:
            record = view.tag(key)
    return record.label, record.description


def heading_of(kind: str, title: str, language: str) -> str:
    """The title of the browser's tab: a section, a series, a tag and an author may have one name."""
    match kind:
        case "tag":
            return say(language, "list.tag", name=title)
        case "author":
            return say(language, "list.by", name=title)
        case "series":
            return say(language, "list.series", name=title)
        case _:
            return title


def _profile(key: Key, view: View) -> Profile:
    author = view.author(key)
    portrait = figure(Picture(author.picture, alt=author.name), view) if author.picture else None
    return Profile(author.name, author.bio, portrait, author.links)
