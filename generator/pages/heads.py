"""What each kind of page says of itself in its <head>: to search engines, and for the previews of links.

The words of schema.org, Open Graph and X are those of `generator/structured/`; here they are given what
stands on a page, with every address in full. Articles have a file of their own, `article_heads.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.config import Edition, LinkTo
from generator.contexts import FeedLink, Figure, Head, Translation
from generator.editions import below
from generator.formats import language_name
from generator.indexes import Key
from generator.interface import say
from generator.model import Record
from generator.pages.newsroom import image, in_full, newsroom, site_node
from generator.pages.translations import DEFAULT, others
from generator.structured.nodes import Node, document, to_json
from generator.structured.pages import breadcrumbs, collection_page, profile_page
from generator.structured.previews import Meta, Preview, page_meta
from generator.urls import absolute
from generator.view import View

Feeds = tuple[FeedLink, ...]


class Subject(Record, frozen=True):
    """What <head> tells of a page, whatever its kind. URLs are root-relative."""

    title: str
    url: str
    edition: Edition
    language: str
    description: str = ""
    image: Figure | None = None
    translations: tuple[Translation, ...] = ()  # as in `Head`
    feeds: Feeds = ()

    @property
    def others(self) -> tuple[Translation, ...]:
        """The page in the other languages."""
        return others(self.translations, self.url)


def of_front(edition: Edition, view: View, feeds: Feeds = ()) -> Head:
    """The front page: the newsroom in full, and the site."""
    subject = Subject(
        edition.title,
        below(edition.slug, "/"),
        edition,
        edition.language,
        edition.description or edition.tagline,
        translations=counterparts("/", view),
        feeds=feeds,
    )
    return page_head(subject, view, in_full(edition, view), site_node(edition, view))


def of_list(
    subject: Subject, view: View, *, name: str = "", about: str = "", steps: Sequence[LinkTo] = ()
) -> Head:
    """A list of whatever kind.

    `name` is what it is called at the end of the trail, if not by its title; `steps` are the pages between
    the front page and this one; `about` is what its articles have in common.
    """
    edition = subject.edition
    node = collection_page(
        subject.title,
        absolute(subject.url, view.base_url),
        edition.language,
        about=about,
        description=subject.description,
        site=site_node(edition, view),
    )
    return page_head(subject, view, node, trail(edition, steps, name or subject.title, view))


def of_author(key: Key, subject: Subject, view: View) -> Head:
    """The page of an author. `key` is that of their list; the picture is their portrait."""
    author = view.author(key)
    node = profile_page(
        author,
        absolute(subject.url, view.base_url),
        subject.language,
        picture=image(subject.image, view),
        employer=newsroom(view).node,
        site=site_node(subject.edition, view),
    )
    way = trail(subject.edition, (), author.name, view)
    return page_head(subject, view, node, way, kind="profile")


def in_each_edition(
    title: str, url: str, description: str, edition: Edition, view: View, feeds: Feeds = ()
) -> Subject:
    """A page that every edition has. `url` is that of the site's own edition."""
    return Subject(
        title,
        below(edition.slug, url),
        edition,
        edition.language,
        description,
        translations=counterparts(url, view),
        feeds=feeds,
    )


def counterparts(url: str, view: View) -> tuple[Translation, ...]:
    """A page that every edition has, in all of them."""
    found = [
        Translation(language, language_name(language), below(slug, url))
        for slug, language in view.setting("editions")
    ]
    return (*found, Translation(DEFAULT, "", found[0].url)) if len(found) > 1 else ()


def trail(edition: Edition, steps: Sequence[LinkTo], name: str, view: View) -> Node:
    """The way from the front page to the page of a name."""
    front = LinkTo(say(edition.language, "front-page"), below(edition.slug, "/"))
    ways = [LinkTo(step.label, absolute(step.url, view.base_url)) for step in (front, *steps)]
    return breadcrumbs([*ways, LinkTo(name, "")])


def preview(subject: Subject, view: View) -> Preview:
    return Preview(
        title=subject.title,
        url=absolute(subject.url, view.base_url),
        language=subject.language,
        site_name=subject.edition.title,
        description=subject.description,
        image=image(subject.image, view),
        translations=tuple(each.language for each in subject.others),
        account=newsroom(view).account,
    )


def page_head(subject: Subject, view: View, *nodes: Node, kind: str = "website") -> Head:
    """The head of a page that is not an article; `kind` is its Open Graph type."""
    return head(subject, page_meta(preview(subject, view), kind), *nodes)


def head(subject: Subject, meta: tuple[Meta, ...], *nodes: Node) -> Head:
    return Head(
        title=subject.title,
        url=subject.url,
        description=subject.description,
        feeds=subject.feeds,
        image=subject.image,
        translations=subject.translations,
        meta=meta,
        data=to_json(document(*nodes)),
    )
