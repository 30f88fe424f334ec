"""Feeds: the newest articles of the site or of a list, with their full text (RSS 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.contexts import FeedItem, FeedPage
from generator.editions import joined, parted
from generator.indexes import Key, address, dated, site_list
from generator.lists import home_url, is_site
from generator.model import Article
from generator.pages import listing
from generator.pages.page import Page
from generator.pages.parts import feed_address, prose
from generator.urls import absolute
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The feeds that are there without an article."""
    yield from (site_list(edition.slug) for edition in config.editions)
    yield from listing.fixed(config)


def jobs(rows: Iterable[tuple[Key, int]], config: Config) -> Iterator[Key]:
    return listing.jobs(rows, config)


def compose(key: Key, view: View) -> Page:
    edition = view.edition(parted(key[0])[0])
    title, description = listing.describe(key, view)
    articles = view.newest_articles(key, view.setting("feeds.items"))
    url = f"{home_url(key)}feed.xml"
    page = FeedPage(
        title=title if is_site(key) else f"{title} – {edition.title}",
        description=description or title,
        url=absolute(url, view.base_url),
        home=absolute(home_url(key), view.base_url),
        language=edition.language,
        updated=articles[0].date if articles else None,
        items=tuple(_item(article, view) for article in articles),
    )
    return Page(url, "feed.xml", page, edition=edition.slug)


def _item(article: Article, view: View) -> FeedItem:
    url = absolute(address(article, view.setting("permalink")), view.base_url)
    edition = article.edition
    section = view.label(joined(edition, "section"), article.section.slug)
    return FeedItem(
        url=url,
        title=article.title,
        summary=article.summary,
        date=dated(article),
        authors=tuple(view.label(joined(edition, "author"), author.slug) for author in article.authors),
        categories=(section, *(view.label(joined(edition, "tag"), tag.slug) for tag in article.tags)),
        body=prose(article.body, view, feed_address(view), url),
    )
