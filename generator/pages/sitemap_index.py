"""/sitemap.xml: the index of all sitemaps, each with the moment at which its pages last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from generator.config import Config
from generator.contexts import Listed, SitemapPage
from generator.editions import joined, parted
from generator.indexes import Key, instant, site_list
from generator.lists import bounds
from generator.pages import sitemaps
from generator.pages.page import Page
from generator.shapes import Card
from generator.view import View

URL = "/sitemap.xml"


def fixed(_: Config) -> Iterator[Key]:
    """One for the whole site."""
    yield ("sitemap",)


def compose(_key: Key, view: View) -> Page:
    found = [Listed(sitemaps.url(sitemaps.PAGES))]
    for edition, _ in view.setting("editions"):
        found += _lists(edition, view)
        found += _months(edition, view)
    return Page(URL, "sitemap-index.xml", SitemapPage(tuple(found)))


def _lists(edition: str, view: View) -> Iterator[Listed]:
    for kind in sitemaps.FOLDERS:
        key = joined(edition, kind)
        count = len(sitemaps.lists(key, view))
        if count:
            yield from (Listed(sitemaps.url(job)) for job in sitemaps.parts((key,), count))


def _months(edition: str, view: View) -> Iterator[Listed]:
    """Two reads for a month, however many articles it has; those barred to robots cost one more each."""
    for month, count in view.counts("month", site_list(edition)):
        newest = _newest(month, view)
        if newest:
            changed = _changed(newest, month, view)
            yield from (Listed(sitemaps.url(job), changed) for job in sitemaps.parts(month, count))


def _newest(month: Key, view: View) -> Card | None:
    """The newest article of a month that stands in a sitemap."""
    low, order = bounds(month[2:], view.setting("timezone"))
    while cards := view.before(month[:2], order, 1):
        order = f"{instant(cards[0].date)} {cards[0].source}"
        if order < low:
            break
        if sitemaps.is_listed(cards[0], view):
            return cards[0]
    return None


def _changed(newest: Card, month: Key, view: View) -> dt.datetime:
    """When an article of a month was last published or changed."""
    latest = view.latest("modified", (parted(month[0])[0], *month[2:]))
    if latest is None:
        return newest.date
    zone = ZoneInfo(view.setting("timezone"))
    changed = dt.datetime.strptime(latest[:14], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    return max(newest.date, changed.astimezone(zone), key=dt.datetime.timestamp)
