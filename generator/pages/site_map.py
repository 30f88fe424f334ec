"""The site map for people: all parts of an edition on one page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config, LinkTo, Section, Series, Tag
from generator.contexts import Described, SiteMapPage
from generator.editions import OWN, below, joined
from generator.indexes import Key, address, site_list
from generator.interface import say
from generator.lists import list_url, period_url
from generator.pages.heads import in_each_edition, of_list
from generator.pages.page import Page
from generator.pages.podcasts import home, podcast_of
from generator.view import View

INDEXES = (
    ("archive/", "archive.title"),
    ("tags/", "tags.all"),
    ("corrections/", "corrections.title"),
    ("feeds/", "feeds.title"),
)
"""Pages that lead on to others, below the front page, and their names."""


def fixed(config: Config) -> Iterator[Key]:
    """The site map of each edition."""
    return (("site-map", edition.slug) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[1], "/site-map/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    language, slug = edition.language, edition.slug
    title = say(language, "sitemap.title")
    description = say(language, "sitemap.description", site=edition.title)
    linked = {policy.url for policy in edition.policies}
    page = SiteMapPage(
        head=of_list(in_each_edition(title, url(("site-map", OWN)), description, edition, view), view),
        sections=tuple(_sections(slug, view)),
        series=tuple(_series(slug, view)),
        topics=tuple(_topics(slug, view)),
        authors=tuple(_authors(slug, view)),
        pages=tuple(each for each in _pages(slug, view) if each.url not in linked),
        years=tuple(_years(slug, view)),
        indexes=tuple(_indexes(slug, language, view)),
    )
    return Page(page.head.url, "site-map.html", page, edition=slug)


def _sections(edition: str, view: View) -> Iterator[Described]:
    """Those of `site.yaml` in its order, then those that articles use beside them."""
    kind = joined(edition, "section")
    used = (key[1] for key in view.keys("list", (kind,)))
    for slug in dict.fromkeys((*view.setting("sections", edition), *used)):
        yield _described((kind, slug), view.section((kind, slug)))


def _described(key: Key, record: Section | Series | Tag) -> Described:
    return Described(record.label, list_url(key), record.description)


def _series(edition: str, view: View) -> Iterator[Described]:
    for key in view.keys("list", (joined(edition, "series"),)):
        yield _described(key, view.series(key))


def _topics(edition: str, view: View) -> Iterator[Described]:
    """The tags that `site.yaml` calls topics, as far as there are stories on them."""
    for slug in view.setting("topics", edition):
        key = joined(edition, "tag"), slug
        if view.has_page(list_url(key)):
            yield _described(key, view.tag(key))


def _authors(edition: str, view: View) -> Iterator[Described]:
    """The authors of `site.yaml`, by name, as far as they have written."""
    keys = ((joined(edition, "author"), slug) for slug in view.setting("authors"))
    written = ((key, view.person(key)) for key in keys if view.has_page(list_url(key)))
    found = (Described(author.name, list_url(key), author.role) for key, author in written)
    return iter(sorted(found, key=lambda each: (each.label.casefold(), each.url)))


def _pages(edition: str, view: View) -> list[LinkTo]:
    """The plain pages, by title."""
    articles = (view.article(key[0]) for key in view.keys("plain"))
    pattern = view.setting("permalink")
    found = [LinkTo(each.title, address(each, pattern)) for each in articles if each.edition == edition]
    return sorted(found, key=lambda each: (each.label.casefold(), each.url))


def _years(edition: str, view: View) -> Iterator[LinkTo]:
    """Newest first, without counts: they would change this page with every article."""
    key = site_list(edition)
    years = dict.fromkeys(month[2] for month in view.keys("month", key))
    return (LinkTo(year, period_url(key, (year,))) for year in reversed(years))


def _indexes(edition: str, language: str, view: View) -> Iterator[LinkTo]:
    for path, name in INDEXES:
        target = below(edition, f"/{path}")
        if view.has_page(target):
            yield LinkTo(say(language, name), target)
    for slug in view.setting("podcasts", edition):
        podcast = podcast_of((slug, edition), view)
        yield LinkTo(podcast.title, home(podcast))
