"""What a browser has already, and which part of a file it wants (RFC 9110, sections 13 and 14)."""

from __future__ import annotations

import re
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from enum import Enum

from generator.model import Record

GRAIN = 2.0  # seconds: a file that is younger may change again within the second that it was written in

_TAG = re.compile(r'(?:W/)?("[^"]*")')
_RANGE = re.compile(r"bytes\s*=\s*(\d*)\s*-\s*(\d*)", re.IGNORECASE)


class Span(Record, frozen=True):
    """Some bytes of a body."""

    start: int
    length: int

    def header(self, size: int) -> str:
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


class Asked(Enum):
    WHOLE = "whole"
    NOTHING = "nothing"  # what the browser has is the newest
    TOO_FAR = "too far"  # the range begins behind the end


class Validators(Record, frozen=True):
    """What tells one state of a resource from another."""

    tag: str  # strong, with its quotation marks
    modified: float  # seconds since 1970

    def headers(self, now: float) -> list[tuple[str, str]]:
        """`ETag`, and `Last-Modified` where its seconds are fine enough."""
        found = [("ETag", self.tag)]
        if now - self.modified > GRAIN:
            found.append(("Last-Modified", formatdate(self.modified, usegmt=True)))
        return found


def asked(headers: Message, state: Validators, size: int, is_get: bool) -> Asked | Span:
    """What to send of a body of `size` bytes. Several ranges, or one that cannot be read, are the whole."""
    if _is_known(headers, state):
        return Asked.NOTHING
    found = _RANGE.fullmatch(headers.get("Range", "").strip())
    if not is_get or found is None or not any(found.groups()) or not _still(headers, state):
        return Asked.WHOLE
    return _span(found[1], found[2], size)


def _is_known(headers: Message, state: Validators) -> bool:
    known = headers.get("If-None-Match")
    if known is not None:
        return known.strip() == "*" or state.tag in _TAG.findall(known)
    since = _moment(headers.get("If-Modified-Since", ""))
    return since is not None and int(state.modified) <= since


def _still(headers: Message, state: Validators) -> bool:
    """Whether the rest of a file fits to the part that the browser has."""
    known = headers.get("If-Range")
    if known is None:
        return True
    return known.strip() == state.tag or _moment(known) == int(state.modified)


def _span(first: str, last: str, size: int) -> Asked | Span:
    if not first:
        length = min(int(last), size)
        return Span(size - length, length) if length else Asked.TOO_FAR
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return Asked.WHOLE
    return Span(start, end - start + 1) if start < size else Asked.TOO_FAR


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
