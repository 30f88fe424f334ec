"""Feeds: the newest articles of the site or of a list, with their full text (RSS 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.contexts import FeedItem, FeedPage
from generator.indexes import SITE, Key, address, dated
from generator.lists import feed_url, list_url
from generator.model import Article
from generator.pages import listing
from generator.pages.page import Page
from generator.pages.parts import feed_address, prose
from generator.urls import absolute
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The feeds that are there without an article."""
    yield SITE
    yield from listing.fixed(config)


def jobs(rows: Iterable[tuple[Key, int]], config: Config) -> Iterator[Key]:
    return listing.jobs(rows, config)


def compose(key: Key, view: View) -> Page:
    site = view.title
    title, description = listing.describe(key, view)
    articles = view.newest_articles(key, view.setting("feeds.items"))
    url = feed_url(key)
    page = FeedPage(
        title=title if key == SITE else f"{title} – {site}",
        description=description or title,
        url=absolute(url, view.base_url),
        home=absolute("/" if key == SITE else list_url(key), view.base_url),
        language=view.language,
        updated=articles[0].date if articles else None,
        items=tuple(_item(article, view) for article in articles),
    )
    return Page(url, "feed.xml", page)


def _item(article: Article, view: View) -> FeedItem:
    url = absolute(address(article, view.setting("permalink")), view.base_url)
    section = view.label("section", article.section.slug)
    return FeedItem(
        url=url,
        title=article.title,
        summary=article.summary,
        date=dated(article),
        authors=tuple(view.label("author", author.slug) for author in article.authors),
        categories=(section, *(view.label("tag", tag.slug) for tag in article.tags)),
        body=prose(article.body, view, feed_address(view), url),
    )
