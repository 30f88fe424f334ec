"""Time as tables write it, and as the axis of a chart shows it.

A moment is a number here: days since the year 1 (`datetime.date.toordinal`) and the share of the day. No time
zone has a part in it, so that every machine draws the same picture.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from generator.formats import locale, long_date, month_name
from generator.model import Record

Grain = Literal["year", "quarter", "month", "day", "minute"]

_YEAR = re.compile(r"([12]\d{3})")
_QUARTER = re.compile(r"([12]\d{3})[ -]?Q([1-4])|Q([1-4])[ -]?([12]\d{3})", re.IGNORECASE)
_MONTH = re.compile(r"([12]\d{3})-(\d{1,2})")
_DAY = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})")
_MINUTE = re.compile(_DAY.pattern + r"[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.([12]\d{3})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/([12]\d{3})")

YEAR = 365.2425
"""Days."""


class Times(Record, frozen=True):
    """The moments of a column, None where a cell is empty, and how exact they are."""

    moments: tuple[float | None, ...]
    grain: Grain


def read_times(texts: Sequence[str], language: str) -> Times | None:
    """The moments of a column whose cells are all written in one way; None for any other column."""
    filled = [text for text in texts if text]
    if not filled:
        return None
    for grain, pattern, make in _forms(filled, language):
        matches = [pattern.fullmatch(text) if text else None for text in texts]
        if all(found or not text for found, text in zip(matches, texts, strict=True)):
            try:
                return Times(tuple(_ordinal(make(found)) if found else None for found in matches), grain)
            except ValueError:  # the 31st of February
                return None
    return None


def _forms(
    texts: Sequence[str], language: str
) -> Iterator[tuple[Grain, re.Pattern[str], Callable[[re.Match[str]], dt.datetime]]]:
    yield "year", _YEAR, lambda found: dt.datetime(int(found[1]), 1, 1)
    yield "quarter", _QUARTER, _quarter
    yield "month", _MONTH, lambda found: dt.datetime(int(found[1]), int(found[2]), 1)
    yield "day", _DAY, lambda found: dt.datetime(int(found[1]), int(found[2]), int(found[3]))
    yield "minute", _MINUTE, _minute
    yield "day", _DOTTED, lambda found: dt.datetime(int(found[3]), int(found[2]), int(found[1]))
    if _month_first(texts, language):
        yield "day", _SLASHED, lambda found: dt.datetime(int(found[3]), int(found[1]), int(found[2]))
    else:
        yield "day", _SLASHED, lambda found: dt.datetime(int(found[3]), int(found[2]), int(found[1]))


def _month_first(texts: Sequence[str], language: str) -> bool:
    """Whether 3/4/2024 is in March: where another date of the column shows it, or the language does."""
    matches = [found for found in map(_SLASHED.fullmatch, texts) if found]
    if any(int(found[1]) > 12 for found in matches):
        return False
    return language == "en-US" or any(int(found[2]) > 12 for found in matches)


def _minute(found: re.Match[str]) -> dt.datetime:
    year, month, day, hour, minute = map(int, found.groups())
    return dt.datetime(year, month, day, hour, minute)


def _quarter(found: re.Match[str]) -> dt.datetime:
    year, quarter = (found[1], found[2]) if found[1] else (found[4], found[3])
    return dt.datetime(int(year), int(quarter) * 3 - 2, 1)


def _ordinal(moment: dt.datetime) -> float:
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def moment_of(ordinal: float) -> dt.datetime:
    """The inverse, to the minute."""
    day = int(ordinal)
    minutes = round((ordinal - day) * 1440)
    return dt.datetime.fromordinal(day) + dt.timedelta(minutes=minutes)


def label(ordinal: float, grain: Grain, language: str) -> str:
    """A moment in full: `March 2024`, `11 November 2024`."""
    moment = moment_of(ordinal)
    match grain:
        case "year":
            return str(moment.year)
        case "quarter":
            return _formatted(moment, "yQQQ", language)
        case "month":
            return month_name(moment.year, moment.month, language)
        case "day":
            return long_date(moment, language)
        case _:
            return f"{long_date(moment, language)}, {moment:%H:%M}"


def short_labels(ordinals: Sequence[float], grain: Grain, language: str) -> list[str]:
    """Moments in short, the year only where it is the first or another one: `Nov 2024`, `Dec`, `Jan 2025`."""
    found: list[str] = []
    year = 0
    for moment in map(moment_of, ordinals):
        new, year = moment.year != year, moment.year
        found.append(_short(moment, grain, new, language))
    return found


def _short(moment: dt.datetime, grain: Grain, new: bool, language: str) -> str:
    match grain:
        case "year":
            return str(moment.year)
        case "quarter":
            return _formatted(moment, "yQQQ", language) if new else _quarter_name(moment, language)
        case "month":
            return _formatted(moment, "yMMM" if new else "MMM", language)
        case "day":
            return _day(moment, language)
        case _:
            return f"{moment:%H:%M}"


def ticks(low: float, high: float, grain: Grain, most: int, language: str) -> list[tuple[float, str]]:
    """Where the axis of a span of time has marks, at most so many, and what is written at them."""
    span = high - low
    if grain == "year" or span > 2 * YEAR:
        return _years(low, high, most)
    if grain == "quarter":
        return _quarters(low, high, most, language)
    if grain == "month" or span > 75:
        return _months(low, high, most, language)
    if grain == "day" or span > 2.5:
        return _days(low, high, most, language)
    return _hours(low, high, most)


def _years(low: float, high: float, most: int) -> list[tuple[float, str]]:
    first, last = moment_of(low), moment_of(high).year
    start = first.year + (first != dt.datetime(first.year, 1, 1))
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000):
        years = [year for year in range(start, last + 1) if year % step == 0]
        if len(years) <= most:
            return [(float(dt.date(year, 1, 1).toordinal()), str(year)) for year in years]
    return []


def _quarters(low: float, high: float, most: int, language: str) -> list[tuple[float, str]]:
    days = [float(day.toordinal()) for day in _firsts(low, high, most, (3, 6, 12))]
    return list(zip(days, short_labels(days, "quarter", language), strict=True))


def _months(low: float, high: float, most: int, language: str) -> list[tuple[float, str]]:
    return [
        (
            float(day.toordinal()),
            # The year is said once, and again where it changes.
            str(day.year) if position and day.month == 1
            else _formatted(day, "yMMM" if not position else "MMM", language),
        )
        for position, day in enumerate(_firsts(low, high, most, (1, 2, 3, 6, 12)))
    ]  # fmt: skip


def _firsts(low: float, high: float, most: int, steps: Sequence[int]) -> list[dt.datetime]:
    """The first days of months, in the smallest of the steps, in months, that leaves no more than so many."""
    first, last = moment_of(low), moment_of(high)
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    for step in steps:
        numbers = [each for each in range(start, last.year * 12 + last.month) if each % step == 0]
        if len(numbers) <= most:
            break
    return [dt.datetime(number // 12, number % 12 + 1, 1) for number in numbers]


def _days(low: float, high: float, most: int, language: str) -> list[tuple[float, str]]:
    start, last = int(low) + (low > int(low)), int(high)
    for step in (1, 2, 7, 14, 28):
        days = list(range(start, last + 1, step))
        if len(days) <= most:
            break
    return [(float(day), _day(moment_of(day), language)) for day in days]


def _day(day: dt.datetime, language: str) -> str:
    if language.startswith("en") and language != "en-US":
        from babel.dates import format_date

        return str(format_date(day, "d MMM", locale=locale(language)))
    return _formatted(day, "MMMd", language)


def _hours(low: float, high: float, most: int) -> list[tuple[float, str]]:
    first, last = int(low * 24 + 0.9999), int(high * 24 + 0.0001)
    for step in (1, 2, 3, 6, 12, 24):
        hours = [hour for hour in range(first, last + 1) if hour % step == 0]
        if len(hours) <= most:
            break
    return [(hour / 24, f"{hour % 24:02}:00") for hour in hours]


def _formatted(moment: dt.datetime, skeleton: str, language: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, moment, locale=locale(language)))


def _quarter_name(moment: dt.datetime, language: str) -> str:
    """`Q2`: Unicode CLDR has no skeleton for a quarter without its year."""
    from babel.dates import format_date

    return str(format_date(moment, "QQQ", locale=locale(language)))
