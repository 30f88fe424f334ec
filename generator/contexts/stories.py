"""An article, a plain page, and what stands around their texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.config import LinkTo
from generator.contexts.recordings import Player
from generator.contexts.shared import Figure, Head, Prose, Teaser, Translation
from generator.model import Caption, Record, Reference


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
    player: Player | None  # of its own recording
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
    layout: str = ""  # by its name


class PlainPage(Record, frozen=True):
    """A page beside the news, such as About."""

    head: Head
    title: str
    summary: str
    updated: dt.datetime | None
    language: str
    direction: str
    image: Figure | None
    player: Player | None
    caption: Caption | None
    dateline: str
    body: Prose
    retracted: bool
    truth: Truth
    blog: LiveBlog | None
    translations: tuple[Translation, ...]
    layout: str = ""  # it has one alone
