"""What robots read, and the map of the site for people."""

from __future__ import annotations

import datetime as dt

from generator.config import LinkTo
from generator.contexts.shared import Head
from generator.model import Record


class Listed(Record, frozen=True):
    """One address in a sitemap, or one sitemap in the index of all."""

    url: str
    changed: dt.datetime | None = None  # None where it is not known


class SitemapPage(Record, frozen=True):
    """A sitemap, or the index of all sitemaps."""

    urls: tuple[Listed, ...]


class NewsItem(Record, frozen=True):
    """An article in the news sitemap."""

    url: str
    title: str
    date: dt.datetime
    publication: str
    language: str  # ISO 639, or zh-cn and zh-tw


class NewsSitemapPage(Record, frozen=True):
    items: tuple[NewsItem, ...]


class RobotsPage(Record, frozen=True):
    disallow: tuple[str, ...]  # paths without the base path
    refused: tuple[str, ...]  # user agents that may fetch nothing
    licence: str  # the address of an RSL licence, or ""
    sitemaps: tuple[str, ...]


class SecurityPage(Record, frozen=True):
    """The fields of security.txt, in the order in which they are written."""

    fields: tuple[LinkTo, ...]  # `label` is the name of the field, `url` its value


class Described(Record, frozen=True):
    """A link and what stands behind it."""

    label: str
    url: str
    description: str = ""


class SiteMapPage(Record, frozen=True):
    """All parts of an edition, for people."""

    head: Head
    sections: tuple[Described, ...]
    series: tuple[Described, ...]
    topics: tuple[Described, ...]
    authors: tuple[Described, ...]
    pages: tuple[LinkTo, ...]  # beside the news
    years: tuple[LinkTo, ...]
    indexes: tuple[LinkTo, ...]  # archive, tags, corrections, feeds
