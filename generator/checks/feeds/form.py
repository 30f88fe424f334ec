"""A feed in the one form that rules judge, whatever format it is written in."""

from __future__ import annotations

from generator.model import Record


class Date(Record, frozen=True):
    """A date as it is written, and whether it is one in the format of its feed, with its time zone."""

    name: str  # of the element or the property
    text: str
    valid: bool


class Attachment(Record, frozen=True):
    """A file that goes with an item. `length` is written in digits, and empty where it is not told."""

    url: str
    type: str
    length: str
    needs_length: bool = False  # whether the format asks for it
    recording: bool = True  # not a picture


class Item(Record, frozen=True):
    """One entry. What is not there is empty."""

    title: str
    id: str
    url: str
    text: str  # in full, as HTML
    dates: tuple[Date, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    missing: tuple[str, ...] = ()  # what the format asks of an item


class Feed(Record, frozen=True):
    """A whole feed. Addresses are as they are written."""

    url: str  # what it says that its own address is
    links: tuple[str, ...] = ()  # its page, its pictures
    languages: tuple[str, ...] = ()
    dates: tuple[Date, ...] = ()
    items: tuple[Item, ...] = ()
    missing: tuple[str, ...] = ()  # what the format asks of a feed
