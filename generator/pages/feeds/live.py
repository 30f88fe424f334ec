"""The feeds of live blogs: beside the page of each, an item for each of its newest entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.indexes import Key, address
from generator.pages.feeds.channel import Channel, feed
from generator.pages.feeds.formats import in_order
from generator.pages.feeds.items import entry_items
from generator.pages.page import Page, Text
from generator.view import View


def jobs(rows: Iterable[tuple[Key, int]], config: Config) -> Iterator[Key]:
    """A feed of every live blog, in each of the formats."""
    formats = in_order(config.feeds.formats)
    return ((*key, form) for key, _ in rows for form in formats)


def compose(job: Key, view: View) -> Page | Text:
    source, form = job
    article = view.article(source)
    newest = article.live.entries[: view.setting("feeds.items")] if article.live else ()
    home = address(article, view.setting("permalink"))
    title = f"{article.title} – {view.edition(article.edition).title}"
    channel = Channel(title, article.summary or article.title, home, article.edition)
    return feed(channel, entry_items(article, newest, view), form, view)
