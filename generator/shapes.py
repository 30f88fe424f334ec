"""What others may see of an article. Each shape is stored once; entries of the indexes lead to it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from generator.model import NO_RIGHTS, Name, Picture, Record, Rights

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


class MediaFile(Record, frozen=True):
    """A file under `content/` beside the articles."""

    url: str  # where it is published, if something links to it
    digest: str  # SHA-256 of its bytes, hexadecimal
    copied: bool  # published as it is; a picture never is, for it may tell where it was taken


class PictureFile(Record, frozen=True):
    """A picture: its size as it is shown, in pixels, and what its file tells of itself."""

    url: str  # where it is published as a whole, if something links to it
    digest: str  # SHA-256 of its bytes, hexadecimal
    width: int
    height: int
    format: str  # what it is, whatever its name says: "jpeg", "svg"
    moving: bool = False
    transparent: bool = False
    placeholder: str = ""  # a very small copy as a `data:` URL
    caption: str = ""
    alt: str = ""
    rights: Rights = NO_RIGHTS


class RecordingFile(Record, frozen=True):
    """Sound or film that can be published, as it is published."""

    url: str
    type: str  # media type, by its bytes
    length: int  # bytes of what is published
    seconds: int = 0  # 0 where the file does not tell
    width: int = 0  # of a film in pixels, 0 where it has none
    height: int = 0

    @property
    def is_film(self) -> bool:
        return self.type.startswith("video/")


class Beside(Record, frozen=True):
    """The files that share a name: the recordings, what captions and transcripts they have, by path."""

    recordings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
