"""The feeds of lists: everything in an edition, a section, a series, a tag, an author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.editions import parted
from generator.indexes import Key, site_list
from generator.lists import home_url, is_site
from generator.pages import listing
from generator.pages.feeds.channel import Channel, feed
from generator.pages.feeds.formats import in_order
from generator.pages.feeds.items import article_item
from generator.pages.page import Page, Text
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The feeds that are there without an article."""
    lists = [site_list(edition.slug) for edition in config.editions]
    yield from _in_formats((*lists, *listing.fixed(config)), config)


def jobs(rows: Iterable[tuple[Key, int]], config: Config) -> Iterator[Key]:
    """A feed of every list, in each of the formats."""
    return _in_formats(listing.jobs(rows, config), config)


def _in_formats(lists: Iterable[Key], config: Config) -> Iterator[Key]:
    formats = in_order(config.feeds.formats)
    return ((*key, form) for key in lists for form in formats)


def compose(job: Key, view: View) -> Page | Text:
    key, form = job[:2], job[2]
    edition = parted(key[0])[0]
    title, description = listing.describe(key, view)
    if not is_site(key):
        title = f"{title} – {view.edition(edition).title}"
    articles = view.newest_articles(key, view.setting("feeds.items"))
    channel = Channel(title, description or title, home_url(key), edition)
    return feed(channel, (article_item(article, view) for article in articles), form, view)
