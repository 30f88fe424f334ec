"""What several kinds of pages show: the site, a story in a list, a picture, the head of a page."""

from __future__ import annotations

import datetime as dt

from generator.config import LinkTo
from generator.contexts.charts import Diagram
from generator.contexts.recordings import Player
from generator.model import NO_RIGHTS, Caption, Record, Rights
from generator.options import Theme
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


class Candidate(Record, frozen=True):
    """A file from which a browser may choose, and its width in pixels."""

    url: str
    width: int


class Source(Record, frozen=True):
    """Files of one format, the smallest first; a browser takes none that it does not know."""

    type: str  # its media type
    candidates: tuple[Candidate, ...]
    media: str = ""  # when they are to be taken, as a media query


class Figure(Record, frozen=True):
    """A picture: the file for whoever knows no better format, and better ones."""

    url: str
    width: int  # pixels
    height: int
    type: str  # the media type of the file at `url`
    alt: str
    caption: str
    credit: str
    sources: tuple[Source, ...] = ()  # the best first
    placeholder: str = ""  # a very small copy as a `data:` URL, shown until a file is there
    origin: str = ""  # "ai" or "ai-edited" where a machine has made it or a part of it
    rights: Rights = NO_RIGHTS
    whole: str = ""  # the address of the picture by itself, uncropped


class Album(Record, frozen=True):
    """Pictures that belong together."""

    figures: tuple[Figure, ...]


Prose = tuple[str | Figure | Album | Player | Diagram | Caption, ...]
"""The text of an article: clean HTML between its pictures, players and charts.

A `Caption` is of a picture that is not at hand.
"""


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
    charts: bool = False  # the page has some
    code: bool = False  # in colours
    galleries: bool = False
    live: bool = False  # it is a live blog
    recordings: bool = False
