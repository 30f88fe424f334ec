"""/sitemap-news.xml: what was published in the last two days, for Google News.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.contexts import NewsItem, NewsSitemapPage
from generator.indexes import Key
from generator.pages.page import Page
from generator.pages.robots import is_barred
from generator.shapes import Card
from generator.view import View

URL = "/sitemap-news.xml"
LIMIT = 1_000

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def fixed(_: Config) -> Iterator[Key]:
    """One for the whole site, in days without news too: robots.txt names it."""
    yield ("news",)


def compose(_key: Key, view: View) -> Page:
    cards = view.newest(("news",), LIMIT, "news")
    items = (_item(card, view) for card in cards if not is_barred(card.url, view))
    return Page(URL, "sitemap-news.xml", NewsSitemapPage(tuple(items)))


def _item(card: Card, view: View) -> NewsItem:
    edition = view.edition(card.edition)
    return NewsItem(card.url, card.title, card.date, edition.title, news_language(edition.language))


def news_language(language: str) -> str:
    """The language of a publication: ISO 639, but `zh-cn` and `zh-tw` for the two ways to write Chinese."""
    primary, *rest = language.lower().split("-")
    if primary != "zh":
        return primary
    return "zh-tw" if _TRADITIONAL.intersection(rest) and "hans" not in rest else "zh-cn"
