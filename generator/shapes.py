"""What others may see of an article. Each shape is stored once; entries of the indexes lead to it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from generator.model import Name, Picture, Record

Shape = Literal["location", "card", "names", "corrections", "article", ""]
"""Which shape of a source a page reads; the empty one is what stands in an index by itself."""


class Card(Record, frozen=True):
    """An article as a list shows it."""

    source: str
    url: str
    title: str
    summary: str
    date: dt.datetime
    section: str
    language: str
    authors: tuple[Name, ...]
    label: str
    updated: dt.datetime | None  # when its text last changed, if it has
    image: Picture | None
    edition: str = ""
    retracted: bool = False
    live: bool = False  # a live blog that goes on
    elsewhere: bool = False  # its original is on another site


class Naming(Record, frozen=True, array_like=True):
    """A section, tag or author as one article names it."""

    kind: str
    slug: str
    label: str


class Status(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"


class Location(Record, frozen=True):
    """Where a source stands, for links to it: reachable only when it is published."""

    url: str
    status: Status
    language: str = ""
    edition: str = ""
    old: bool = False  # so long published that its page says so


class PictureFile(Record, frozen=True):
    """A published file: its URL, and the size of a picture in pixels (0 where the format tells none)."""

    url: str
    width: int
    height: int
    length: int = 0  # bytes
    type: str = ""  # media type; empty for what is no picture
