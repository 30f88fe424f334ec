"""Dates and numbers as a reader of the site's language writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# English dates are written the same way everywhere in Broadsheet: day, month, year.
_ENGLISH = {"long": "d MMMM y", "short": "d MMM y"}


@cache
def locale(language: str) -> Locale:
    """The locale of a BCP 47 tag; its language alone where the region is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.split("-", maxsplit=1)[0])


@cache
def language_name(language: str) -> str:
    """The name of a language in itself, such as "Français"; its tag where Unicode CLDR has none."""
    found = locale(language)
    name = found.get_display_name(found) or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)
def _date(day: dt.date, style: str, language: str) -> str:
    from babel.dates import format_date

    found = locale(language)
    pattern = _ENGLISH[style] if found.language == "en" and found.territory != "US" else _styles(style)
    return format_date(day, pattern, locale=found)


def _styles(style: str) -> str:
    return {"long": "long", "short": "medium"}[style]


def long_date(moment: dt.date, language: str) -> str:
    """`11 November 2024`."""
    return _date(_day(moment), "long", language)


def short_date(moment: dt.date, language: str) -> str:
    """`11 Nov 2024`."""
    return _date(_day(moment), "short", language)


def long_datetime(moment: dt.datetime, language: str) -> str:
    """`11 November 2024, 14:30`; the day alone for a moment at midnight."""
    day = long_date(moment, language)
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day}, {moment.hour:02}:{moment.minute:02}"


@lru_cache(maxsize=1024)
def month_name(year: int, month: int, language: str) -> str:
    """`November 2024`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", dt.datetime(year, month, 1), locale=locale(language))


def number(value: int, language: str) -> str:
    """`1,234`."""
    from babel.numbers import format_decimal

    return str(value) if abs(value) < 1000 else format_decimal(value, locale=locale(language))


def rfc822(moment: dt.datetime) -> str:
    """A date as RSS 2.0 wants it (RFC 822 with the four-digit years of RFC 2822)."""
    from email.utils import format_datetime

    return format_datetime(_in_whole_minutes(moment))


def iso(moment: dt.datetime) -> str:
    """A date as HTML and Atom want it (RFC 3339)."""
    return _in_whole_minutes(moment).isoformat(timespec="seconds")


def _in_whole_minutes(moment: dt.datetime) -> dt.datetime:
    """In UTC where the offset has seconds, as in the days of local mean time: no format can write those."""
    offset = moment.utcoffset()
    return moment.astimezone(dt.UTC) if offset and offset.seconds % 60 else moment


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def duration(seconds: int) -> str:
    """`4:05`, or `1:02:03`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def iso_duration(seconds: int) -> str:
    """`PT1H2M3S` (ISO 8601)."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return f"PT{''.join(f'{number}{letter}' for number, letter in parts if number) or '0S'}"


def size(length: int, language: str) -> str:
    """The size of a file as people are told it: `4.2 MB`."""
    from babel.units import format_unit

    for unit, bytes_of in (("digital-gigabyte", 10**9), ("digital-megabyte", 10**6)):
        if length >= bytes_of:
            return format_unit(round(length / bytes_of, 1), unit, "short", locale=locale(language))
    kilobytes = max(1, round(length / 1000))
    return format_unit(kilobytes, "digital-kilobyte", "short", locale=locale(language))
