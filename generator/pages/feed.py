"""Feeds: the newest articles of the site or of a list, with their full text (RSS 2.0)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contexts import FeedItem, FeedPage
from generator.indexes import SITE, Key
from generator.lists import feed_url, list_url
from generator.pages import listing
from generator.pages.page import Page
from generator.pages.parts import feed_address, prose
from generator.shapes import FeedEntry
from generator.urls import absolute
from generator.view import View


def jobs(view: View) -> Iterator[Key]:
    yield SITE
    yield from listing.jobs(view)


def compose(key: Key, view: View) -> Page:
    config = view.config
    title, description = listing.describe(key, view)
    entries: tuple[FeedEntry, ...] = view.newest("feed", key, config.feeds.items)
    url = feed_url(key)
    page = FeedPage(
        title=title if key == SITE else f"{title} – {config.title}",
        description=description or title,
        url=absolute(url, config.base_url),
        home=absolute("/" if key == SITE else list_url(key), config.base_url),
        language=config.language,
        updated=entries[0].card.date if entries else None,
        items=tuple(_item(entry, view) for entry in entries),
    )
    return Page(url, "feed.xml", page)


def _item(entry: FeedEntry, view: View) -> FeedItem:
    card = entry.card
    url = absolute(card.url, view.config.base_url)
    return FeedItem(
        url=url,
        title=card.title,
        summary=card.summary,
        date=card.date,
        authors=tuple(view.author(author.slug).name for author in card.authors),
        categories=(view.section(card.section).label, *(view.tag(tag.slug).label for tag in entry.tags)),
        body=prose(entry.body, view, feed_address(view), url),
    )
