"""Section, series, tag and author pages: the newest articles of a list, and links to its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config, LinkTo, Section, Series, Tag
from generator.contexts import Head, ListPage, Profile, Teaser
from generator.editions import below, joined, parted
from generator.indexes import Key
from generator.interface import say
from generator.lists import is_site, language_of, list_url, years
from generator.mentions import published, resolve
from generator.model import Picture, Problem
from generator.pages.feeds.formats import feed_links
from generator.pages.figures import figure
from generator.pages.heads import Subject, of_author, of_list
from generator.pages.page import Page
from generator.pages.parts import teaser, teasers
from generator.view import View

LISTED = ("section", "series", "tag", "author")

INDEXES = {"series": ("series.title", "/series/"), "tag": ("tags.title", "/tags/")}
"""The pages with all lists of a kind: the interface text of their name, and where they stand."""


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
    profile = _profile(key, view) if kind == "author" else None
    page = ListPage(
        head=_head(key, title, description, profile, view),
        kind=kind,
        title=title,
        description=description,
        teasers=teasers(view.newest(key, view.setting("lists.newest")), view),
        total=sum(bucket.count for bucket in buckets),
        years=buckets,
        profile=profile,
        start=_start(key, view),
        up=index_of(key, view),
    )
    return Page(page.head.url, f"{kind}.html", page, edition=edition)


def problems(key: Key, view: View) -> Iterator[Problem]:
    """The articles that a topic names in vain."""
    if parted(key[0])[1] == "tag" and (topic := view.tag(key)).topic:
        found = (resolve(mention, view, "broken-start") for mention in topic.start)
        yield from (each for each in found if isinstance(each, Problem))


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


def index_of(key: Key, view: View) -> LinkTo | None:
    """The page with all lists of a kind, if there is one."""
    edition, kind = parted(key[0])
    if kind not in INDEXES:
        return None
    text, url = INDEXES[kind]
    return LinkTo(say(language_of(key, view), text), below(edition, url))


def _head(key: Key, title: str, description: str, profile: Profile | None, view: View) -> Head:
    edition, kind = parted(key[0])
    subject = Subject(
        heading_of(kind, title, language_of(key, view)),
        list_url(key),
        view.edition(edition),
        language_of(key, view),
        description,
        profile.picture if profile else None,
        feeds=feed_links(list_url(key), title, view),
    )
    if profile:
        return of_author(key, subject, view)
    index = index_of(key, view)
    return of_list(subject, view, name=title, about=title, steps=(index,) if index else ())


def _start(key: Key, view: View) -> tuple[Teaser, ...]:
    """Where a newcomer begins: with what an editor names for a topic, with the first part of a series."""
    match parted(key[0])[1]:
        case "tag":
            topic = view.tag(key)
            return teasers(published(topic.start, view), view) if topic.topic else ()
        case "series":
            first = view.after(key, "", 2)
            return (teaser(first[0], view),) if len(first) == 2 else ()
        case _:
            return ()


def _profile(key: Key, view: View) -> Profile:
    author = view.author(key)
    portrait = figure(Picture(author.picture, alt=author.name), view, "portrait") if author.picture else None
    return Profile(author.name, author.bio, portrait, author.links, author.role)
