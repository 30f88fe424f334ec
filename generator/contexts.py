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
from generator.model import Caption, Record, Reference
from generator.structured.previews import Meta


class Translation(Record, frozen=True):
    """The same page, or the same site, in a language."""

    language: str  # BCP 47
    name: str  # of the language, in itself: "Français"
    url: str


class FeedLink(Record, frozen=True):
    """A feed in one format."""

    label: str  # what it is the feed of
    url: str
    type: str  # its media type
    format: str  # what people call it: "RSS"


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
    home: str = "/"
    editions: tuple[Translation, ...] = ()  # all language editions, if there are several
    feeds: tuple[FeedLink, ...] = ()  # of everything, the best known format first
    licence: str = ""  # the address of an RSL licence


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
    live: bool = False  # a live blog that goes on


class Head(Record, frozen=True):
    """What <head> needs, the same for every kind of page."""

    title: str
    url: str
    description: str = ""
    canonical: str = ""  # another address that is the original
    feeds: tuple[FeedLink, ...] = ()  # its own; without any, those of the site are named
    image: Figure | None = None
    translations: tuple[Translation, ...] = ()  # itself among them, then the one for all others, "x-default"
    meta: tuple[Meta, ...] = ()  # for the previews of links
    data: str = ""  # JSON-LD, made for the inside of <script>


class Amendment(Record, frozen=True):
    """A correction, a clarification, an update or a retraction, as its article shows it."""

    id: str  # where feeds and the page of corrections lead
    kind: str  # the name of its kind: "Correction"
    date: dt.datetime
    text: str


class Truth(Record, frozen=True):
    """What an article tells of itself: its mistakes, what it rests on, who paid for it, how old it is."""

    amendments: tuple[Amendment, ...]  # newest first
    amendments_first: bool  # above the text, else below it
    notice: str  # what readers have to know of a sponsored or satirical piece, else ""
    age: int  # the years that it is older than; 0 while it needs no notice
    sources: tuple[Reference, ...]  # each with its URL only if there is something at it
    methods: str
    paid: bool = False  # its links to other sites are paid for


class LiveItem(Record, frozen=True):
    """One entry of a live blog."""

    id: str
    at: dt.datetime
    clock: str  # "21:40"
    day: str  # "6 Nov 2024" on another day than that of the article, else ""
    title: str
    body: Prose


class LiveBlog(Record, frozen=True):
    ended: dt.datetime | None
    latest: LiveItem | None
    key_events: tuple[LiveItem, ...]  # newest first
    pinned: LiveItem | None
    entries: tuple[LiveItem, ...]  # newest first, without the pinned one
    total: int


class SeriesPart(Record, frozen=True):
    """The place of an article in its series."""

    series: LinkTo
    previous: Teaser | None
    next: Teaser | None


class Topic(Record, frozen=True):
    """A running story that an article belongs to, and the articles to begin with."""

    tag: LinkTo
    start: tuple[Teaser, ...]


class Onward(Record, frozen=True):
    """Where to read on from an article."""

    older: Teaser | None  # in the same section
    newer: Teaser | None
    series: SeriesPart | None
    topics: tuple[Topic, ...]
    related: tuple[Teaser, ...]


class ArticlePage(Record, frozen=True):
    head: Head
    title: str
    summary: str  # the standfirst when the article gives one, else ""
    date: dt.datetime
    updated: dt.datetime | None  # when its text last changed, if it has
    language: str
    direction: str
    section: LinkTo
    label: str
    authors: tuple[LinkTo, ...]
    dateline: str
    image: Figure | None
    caption: Caption | None  # of a photograph that is not at hand
    body: Prose
    minutes: int  # to read it; 0 where there is no text
    free: bool  # to read without paying
    retracted: bool
    truth: Truth
    live: bool  # a live blog that goes on
    blog: LiveBlog | None
    translations: tuple[Translation, ...]  # the others
    tags: tuple[LinkTo, ...]
    onward: Onward
    extra: dict[str, Any]  # the article's own fields, for a site's own templates


class SectionBlock(Record, frozen=True):
    """The stories of a section, tag or series on the front page."""

    section: LinkTo  # as the heading calls it
    teasers: tuple[Teaser, ...]
    more: LinkTo | None = None  # the list, where it has others


class HomePage(Record, frozen=True):
    head: Head
    date: dt.datetime | None  # of the newest story
    lead: Teaser | None
    top: tuple[Teaser, ...]  # four beside the lead, or as many as the editor pins
    latest: tuple[Teaser, ...]
    blocks: tuple[SectionBlock, ...]
    banners: tuple[LinkTo, ...] = ()  # above all else; a URL may be empty


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
    role: str


class ListPage(Record, frozen=True):
    """The newest articles of a section, series, tag or author, and its years."""

    head: Head
    kind: str  # "section", "series", "tag" or "author"
    title: str
    description: str
    teasers: tuple[Teaser, ...]
    total: int
    years: tuple[Bucket, ...]
    profile: Profile | None
    start: tuple[Teaser, ...]  # where a newcomer to a topic or a series begins
    up: LinkTo | None  # all lists of the kind


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
    caption: Caption | None
    dateline: str
    body: Prose
    retracted: bool
    truth: Truth
    blog: LiveBlog | None
    translations: tuple[Translation, ...]


class SeriesRow(Record, frozen=True):
    """A series with the number of its parts and the date of the newest."""

    series: LinkTo
    description: str
    count: int
    date: dt.datetime


class AllSeriesPage(Record, frozen=True):
    """Every series, the one with the newest part first."""

    head: Head
    rows: tuple[SeriesRow, ...]


class CorrectionNotice(Record, frozen=True):
    """A correction away from its article. The text is in the language of the article."""

    kind: str  # "Correction", in the language of the edition
    date: dt.datetime
    text: str
    article: LinkTo  # to the place of the correction in it
    language: str
    direction: str


class CorrectionsPage(Record, frozen=True):
    """The newest corrections of an edition, or all of a year, newest first."""

    head: Head
    title: str
    description: str
    notices: tuple[CorrectionNotice, ...]
    total: int  # 0 where not all are shown
    years: tuple[LinkTo, ...]  # newest first; none on the page of a year
    up: tuple[LinkTo, ...]
    policy: str  # the URL of the page on how mistakes are corrected, or ""


class NotFoundPage(Record, frozen=True):
    head: Head


class FeedAuthor(Record, frozen=True):
    name: str
    url: str  # absolute, or ""


class FeedCategory(Record, frozen=True):
    """What an item is filed under: `term` is the same in every language, `scheme` a URI for its kind."""

    term: str
    label: str
    scheme: str


class FeedMedia(Record, frozen=True):
    """The picture of an item. Width and height are in pixels, 0 when unknown; `length` is in bytes."""

    url: str  # absolute
    type: str
    length: int
    width: int
    height: int
    description: str
    credit: str


class FeedItem(Record, frozen=True):
    """One article, correction or entry of a live blog, with absolute URLs throughout."""

    url: str  # absolute; it identifies the item for ever
    title: str
    summary: str
    content: str  # HTML
    date: dt.datetime
    updated: dt.datetime | None  # when it last changed, if it has
    language: str
    authors: tuple[FeedAuthor, ...] = ()
    categories: tuple[FeedCategory, ...] = ()
    image: FeedMedia | None = None


class FeedPage(Record, frozen=True):
    """A feed in one of the formats. URLs are absolute; those of the logo and the hub may be empty."""

    title: str
    description: str
    url: str  # of the feed itself
    home: str  # of the page that it accompanies
    language: str
    direction: str
    updated: dt.datetime  # when one of its items last changed
    items: tuple[FeedItem, ...]
    publisher: FeedAuthor
    copyright: str
    logo: str
    hub: str
    help: str  # for a person who opens the feed in a browser
    guide: LinkTo  # the page about feeds


class FeedRow(Record, frozen=True):
    """The feeds of one page, such as a section."""

    label: str
    url: str  # of the page
    feeds: tuple[FeedLink, ...]


class FeedGroup(Record, frozen=True):
    """Feeds under a heading; those of a site in several languages have groups within groups."""

    title: str
    rows: tuple[FeedRow, ...]
    groups: tuple[FeedGroup, ...] = ()


class FeedGuidePage(Record, frozen=True):
    """What feeds are, and which ones there are."""

    head: Head
    site: FeedGroup  # those of everything and of the corrections, then a group for each kind of list
    opml: str
    others: tuple[Translation, ...]  # the same page in the other languages of the site


class OpmlPage(Record, frozen=True):
    """The feeds of all language editions as a list that feed readers import (OPML 2.0)."""

    title: str
    groups: tuple[FeedGroup, ...]


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
