"""Sitemaps: the articles of a month, the lists of a kind, and all other pages.

See https://www.sitemaps.org/protocol.html. What robots.txt bars is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.config import Config
from generator.contexts import Listed, SitemapPage
from generator.editions import below, parted
from generator.indexes import Key
from generator.lists import bounds, is_site, list_url
from generator.pages import listing
from generator.pages.page import Page
from generator.pages.robots import is_barred
from generator.shapes import Card
from generator.view import View

LIMIT = 10_000
"""Addresses in one file. A file may have 50,000, and 50 MB: an address has at most 2,048 bytes, its element
150 more, and 10,000 times 2,198 bytes are 22 MB."""

PAGES: Key = ("pages",)
FOLDERS = {"section": "sections", "series": "series", "tag": "tags", "author": "authors"}
"""What the sitemaps of the lists are called, by their kind."""
PARTS = ("", "archive/", "tags/", "series/", "corrections/", "feeds/", "site-map/")
"""Pages of an edition, below its front page, that stand in no list; some may be missing."""

Found = TypeVar("Found")


def month_jobs(months: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """The months of an edition; those of a section or a tag hold the same articles again."""
    for month, count in months:
        if is_site(month):
            yield from parts(month, count)


def list_jobs(rows: Iterable[tuple[Key, int]], config: Config) -> Iterator[Key]:
    """The lists of one kind in one edition."""
    keys = [key for key, _ in rows if parted(key[0])[1] in FOLDERS]
    if keys:
        kind = keys[0][0]
        yield from parts((kind,), len({*keys, *_named(kind, config)}))


def fixed_lists(config: Config) -> Iterator[Key]:
    """The sections of `site.yaml`, which are there without an article."""
    for kind in dict.fromkeys(key[0] for key in listing.fixed(config)):
        yield from parts((kind,), len(_named(kind, config)))


def _named(kind: str, config: Config) -> set[Key]:
    return {key for key in listing.fixed(config) if key[0] == kind}


def fixed_pages(_: Config) -> Iterator[Key]:
    """One for the whole site."""
    yield PAGES


def parts(key: Key, count: int) -> Iterator[Key]:
    """The jobs for `count` addresses: `key` itself, and with the number of its part from the second on."""
    yield key
    yield from ((*key, str(number)) for number in range(2, -(-count // LIMIT) + 1))


def url(job: Key) -> str:
    """Where a sitemap stands: `/sitemaps/2024-11.xml`, `/sitemaps/uk-tags-2.xml`."""
    edition, kind = parted(job[0])
    names = (edition, *job[1:]) if is_site(job) else (edition, FOLDERS.get(kind, kind), *job[1:])
    return f"/sitemaps/{'-'.join(filter(None, names))}.xml"


def compose_month(job: Key, view: View) -> Page | None:
    """The articles of a month, oldest first: a new one does not shift the parts of a large month."""
    low, high = bounds(job[2:4], view.setting("timezone"))
    cards = view.between(job[:2], low, high)[::-1]
    if not any(is_listed(card, view) for card in cards):
        return None
    listed = (card for card in _part(cards, job[4:]) if is_listed(card, view))
    return _page(job, (Listed(card.url, card.updated or card.date) for card in listed))


def is_listed(card: Card, view: View) -> bool:
    """Whether an article stands in a sitemap: robots may fetch it, and this is where its original is."""
    return not card.elsewhere and not is_barred(card.url, view)


def compose_lists(job: Key, view: View) -> Page | None:
    """The lists of a kind. When they last changed is not told: each of them would have to be read."""
    urls = tuple(Listed(each) for each in _part(lists(job[0], view), job[1:]))
    return _page(job, urls) if urls else None


def compose_pages(job: Key, view: View) -> Page:
    """Front pages, archives and the like, and the plain pages, of which no site has thousands."""
    return _page(job, (Listed(each) for each in pages(view)))


def lists(kind: str, view: View) -> tuple[str, ...]:
    """The addresses of the lists of a kind that robots may fetch."""
    edition, plain = parted(kind)
    slugs = [key[1] for key in view.keys("list", (kind,))]
    if plain == "section":
        slugs += view.setting("sections", edition)
    urls = (list_url((kind, slug)) for slug in dict.fromkeys(slugs))
    return tuple(each for each in urls if not is_barred(each, view))


def pages(view: View) -> tuple[str, ...]:
    """The addresses of all pages that are no articles and no lists, where robots may fetch them."""
    editions = [edition for edition, _ in view.setting("editions")]
    candidates = (
        below(edition, f"/{part}") for edition in editions for part in (*PARTS, *_podcasts(edition, view))
    )
    plain = (view.location(key[0]) for key in view.keys("plain"))
    urls = (*filter(view.has_page, candidates), *(each.url for each in plain if each))
    return tuple(each for each in urls if not is_barred(each, view))


def _podcasts(edition: str, view: View) -> Iterator[str]:
    return (f"podcasts/{slug}/" for slug in view.setting("podcasts", edition))


def _part(found: tuple[Found, ...], number: Key) -> tuple[Found, ...]:
    """What one file of several has; the first one has no number."""
    start = (int(number[0]) - 1 if number else 0) * LIMIT
    return found[start : start + LIMIT]


def _page(job: Key, urls: Iterable[Listed]) -> Page:
    return Page(url(job), "sitemap.xml", SitemapPage(tuple(urls)))
