"""What templates receive: plain data, one type for each kind of page.

Every template gets `site` (a `Site`) and `page` (one of the page types). URLs in here are
root-relative without the base path; templates write them through the filters `href` (adds the base
path) and `absolute` (adds the base URL). Texts are plain text and are escaped by Jinja, except
the strings of a `Prose`, `head` and `footer`, which are trusted HTML and written with `|safe`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.config import LinkTo, Theme
from generator.model import Caption, Record


class Translation(Record, frozen=True):
    """The same page, or the same site, in a language."""

    language: str  # BCP 47
    name: str  # of the language, in itself: "Français"
    url: str


class Site(Record, frozen=True):
    """What every page shows of the site."""

    title: str
    tagline: str
    description: str
    language: str
    direction: str  # "ltr" or "rtl"
    base_url: str
    copyright: str
    sections: tuple[LinkTo, ...]
    menu: tuple[LinkTo, ...]
    footer_menu: tuple[LinkTo, ...]
    policies: tuple[LinkTo, ...]
    theme: Theme
    feed: str = "/feed.xml"
    home: str = "/"
    editions: tuple[Translation, ...] = ()  # all language editions, if there are several


class Figure(Record, frozen=True):
    url: str
    width: int  # pixels, 0 when unknown
    height: int
    alt: str
    caption: str
    credit: str


Prose = tuple[str | Figure | Caption, ...]
"""The text of an article: clean HTML between its pictures (a `Caption` stands for one not at hand)."""


class Teaser(Record, frozen=True):
    """An article in a list."""

    url: str
    title: str
    summary: str
    date: dt.datetime
    section: LinkTo
    language: str
    direction: str
    authors: tuple[str, ...]
    label: str  # "" or such as "Analysis", in the language of its edition
    image: Figure | None
    retracted: bool = False


class Head(Record, frozen=True):
    """What <head> needs, the same for every kind of page."""

    title: str
    url: str
    description: str = ""
    canonical: str = ""  # another address that is the original
    feeds: tuple[LinkTo, ...] = ()
    image: Figure | None = None


class ArticlePage(Record, frozen=True):
    head: Head
    title: str
    summary: str  # the standfirst when the article gives one, else ""
    date: dt.datetime
    updated: dt.datetime | None
    language: str
    direction: str
    section: LinkTo
    label: str
    authors: tuple[LinkTo, ...]
    dateline: str
    image: Figure | None
    caption: Caption | None  # of a photograph that is not at hand
    body: Prose
    minutes: int
    tags: tuple[LinkTo, ...]
    older: Teaser | None  # in the same section
    newer: Teaser | None
    related: tuple[Teaser, ...]
    extra: dict[str, Any]  # the article's own fields, for a site's own templates


class SectionBlock(Record, frozen=True):
    section: LinkTo
    teasers: tuple[Teaser, ...]


class HomePage(Record, frozen=True):
    head: Head
    lead: Teaser | None
    top: tuple[Teaser, ...]  # three or four beside the lead
    latest: tuple[Teaser, ...]
    blocks: tuple[SectionBlock, ...]


class Bucket(Record, frozen=True):
    """A year or a month of a list."""

    label: str  # "2024", "November 2024"
    url: str
    count: int


class Profile(Record, frozen=True):
    """An author as `site.yaml` describes them."""

    name: str
    bio: str
    picture: Figure | None
    links: tuple[LinkTo, ...]


class ListPage(Record, frozen=True):
    """The newest articles of a section, tag or author, and its years."""

    head: Head
    kind: str  # "section", "tag" or "author"
    title: str
    description: str
    teasers: tuple[Teaser, ...]
    total: int
    years: tuple[Bucket, ...]
    feed: str
    profile: Profile | None


class PeriodPage(Record, frozen=True):
    """A year or a month of a list: its articles, or its months where there are too many."""

    head: Head
    kind: str  # "section", "tag", "author" or "archive"
    title: str  # "Peace in Europe"
    label: str  # "2024" or "November 2024"
    up: tuple[LinkTo, ...]  # the list, and the year of a month
    teasers: tuple[Teaser, ...]
    months: tuple[Bucket, ...]
    older: LinkTo | None  # the neighbouring period of the same length
    newer: LinkTo | None
    total: int


class Letter(Record, frozen=True):
    letter: str
    tags: tuple[Bucket, ...]


class TagsPage(Record, frozen=True):
    """Every tag with its count, by first letter."""

    head: Head
    letters: tuple[Letter, ...]
    total: int


class ArchiveYear(Record, frozen=True):
    year: Bucket
    months: tuple[Bucket, ...]


class ArchivePage(Record, frozen=True):
    head: Head
    years: tuple[ArchiveYear, ...]
    total: int


class PlainPage(Record, frozen=True):
    """A page beside the news, such as About."""

    head: Head
    title: str
    summary: str
    updated: dt.datetime | None
    language: str
    direction: str
    image: Figure | None
    body: Prose


class NotFoundPage(Record, frozen=True):
    head: Head


class FeedItem(Record, frozen=True):
    """One article in a feed, with absolute URLs throughout."""

    url: str  # absolute
    title: str
    summary: str
    date: dt.datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    body: Prose


class FeedPage(Record, frozen=True):
    title: str
    description: str
    url: str  # absolute, of the feed itself
    home: str  # absolute, of the page that it accompanies
    language: str
    updated: dt.datetime | None  # of the newest item
    items: tuple[FeedItem, ...]
