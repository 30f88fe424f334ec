"""Feeds, and the page that tells of them."""

from __future__ import annotations

import datetime as dt

from generator.config import LinkTo
from generator.contexts.shared import FeedLink, Head, Translation
from generator.model import Record


class FeedAuthor(Record, frozen=True):
    name: str
    url: str  # absolute, or ""


class FeedCategory(Record, frozen=True):
    """What an item is filed under: `term` is the same in every language, `scheme` a URI for its kind."""

    term: str
    label: str
    scheme: str


class FeedMedia(Record, frozen=True):
    """The picture of an item. Width and height are in pixels."""

    url: str  # absolute
    type: str
    width: int
    height: int
    description: str
    credit: str


class FeedRecording(Record, frozen=True):
    """The sound or film of an item, as it is published. Width and height are in pixels, 0 when unknown."""

    url: str  # absolute
    type: str
    length: int  # bytes
    seconds: int  # 0 when unknown
    width: int
    height: int
    title: str
    description: str
    credit: str

    @property
    def medium(self) -> str:
        """What Media RSS calls it."""
        return "video" if self.type.startswith("video/") else "audio"


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
    recording: FeedRecording | None = None


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
