"""What others may see of an article: the values that the indexes hold."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from generator.model import Body, Name, Picture, Record


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
    updated: dt.datetime | None
    image: Picture | None


class FeedEntry(Record, frozen=True):
    """An article as a feed carries it: with its full text."""

    card: Card
    tags: tuple[Name, ...]
    body: Body


class Status(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"


class Location(Record, frozen=True):
    """Where a source is published, for links to it. A withheld source has no URL."""

    url: str
    status: Status


class PictureFile(Record, frozen=True):
    """A published picture: its URL and its size in pixels (0 where the format tells none)."""

    url: str
    width: int
    height: int
