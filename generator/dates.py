"""Dates as reporters write them, and dates in the names of files.

Read are ISO 8601 calendar dates with or without a time (RFC 3339 and its looser relatives) and
the date form of mail and feeds (RFC 5322, section 3.3; RFC 2822 before it).
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from generator.data.schema import Complaint, shown

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ] ?([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})? "
    r"(?:[+-][0-9]{4}|GMT|UTC|UT|Z|[ECMP][SD]T)"
)
_SLASHED = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\b")
_IN_NAME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[-_ ]+(.+))?", re.DOTALL)


def parse_date(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """The moment that `text` names, as an aware datetime in `zone`; None where it names none.

    A time without an offset is local time in `zone`, a day without a time its midnight. A local
    time that a change of clocks skips counts as if the clock had not been changed (02:30 becomes
    03:30), one that occurs twice as the first of the two. A leap second (`:60`) reads as `:59`.
    """
    text = text.strip()
    try:
        moment = _iso(text, zone) or _mail(text)
        # The way through UTC puts a local time that does not exist on the clock that does.
        return moment and moment.astimezone(dt.UTC).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def judge_date(text: str, zone: ZoneInfo) -> dt.datetime | Complaint:
    """`parse_date`, with what to say where it finds no date."""
    moment = parse_date(text, zone)
    if moment is not None:
        return moment
    if mixed := _SLASHED.match(text.strip()):
        first, second, year = int(mixed[1]), int(mixed[2]), mixed[3]
        readings = {(first, second), (second, first)}
        dates = " or ".join(
            f"`{year}-{month:02}-{day:02}`" for month, day in sorted(readings) if _exists(year, month, day)
        )
        if dates:
            message = f"does not say which number is the day and which the month: {shown(text)}"
            return Complaint("unreadable-date", message, f"Write year, month, day: {dates}")
    cure = "Write year, month, day and, where it matters, the time: `2024-11-11 14:30`"
    return Complaint("unreadable-date", f"is not a date that exists or can be read: {shown(text)}", cure)


def date_in_name(stem: str) -> tuple[dt.date | None, str]:
    """The date at the front of a file's stem, and the stem without it.

    `2024-11-11-story` and `2024-11-11_story` give the date and `story`. A stem that is a date and
    nothing else keeps its name.
    """
    found = _IN_NAME.fullmatch(stem)
    if not found:
        return None, stem
    try:
        date = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None, stem
    return date, found[4] or stem


def midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime | None:
    """The moment at which `day` begins in `zone`, as `parse_date` reads a day without a time.

    None where that lies before the first moment, or after the last, that a date can hold in UTC.
    """
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        return moment.astimezone(dt.UTC).astimezone(zone)
    except OverflowError:
        return None


def _iso(text: str, zone: ZoneInfo) -> dt.datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(found[group] or 0) for group in range(1, 7))
    microsecond = int((found[7] or "").ljust(6, "0")[:6])
    if second == 60:
        second, microsecond = 59, 0
    offset = _offset(found[8]) if found[8] else zone
    return dt.datetime(year, month, day, hour, minute, second, microsecond, tzinfo=offset)


def _offset(text: str) -> dt.timezone:
    if text in "Zz":
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if minutes > 59:
        raise ValueError(text)
    distance = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-distance if text[0] == "-" else distance)


def _mail(text: str) -> dt.datetime | None:
    if not _MAIL.fullmatch(text):
        return None
    from email.utils import parsedate_to_datetime

    moment = parsedate_to_datetime(text.replace(":60 ", ":59 "))
    # RFC 5322 writes -0000 for UTC where the local zone is not known.
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _exists(year: str, month: int, day: int) -> bool:
    try:
        dt.date(int(year), month, day)
    except ValueError:
        return False
    return True
