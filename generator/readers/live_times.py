"""The moments of the entries of a live blog, and the ids made of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from generator.data.schema import shown
from generator.dates import parse_date
from generator.model import Problem
from generator.readers.live_headings import EntryHeading

_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?( ?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2}))?")


def time_entries(
    path: str, headings: Iterable[EntryHeading], began: dt.datetime | None, zone: ZoneInfo
) -> tuple[list[dt.datetime | None], list[Problem]]:
    """The moment of each entry in `zone`, None where it has none, and the problems with them.

    A time alone is on the day of the nearest heading above that names one, else on that of `began`. Errors:
    `bad-entry-time`; `no-entry-date`, once, where there is no such day.
    """
    day = began.astimezone(zone).date() if began else None
    times: list[dt.datetime | None] = []
    problems: list[Problem] = []
    undated = False
    for heading in headings:
        at = None
        if not _is_clock(heading):
            problems.append(_bad(path, heading))
        elif heading.day or day:
            at = parse_date(f"{heading.day or day} {heading.clock}", zone)
            problems += [] if at else [_bad(path, heading)]
        elif not undated:
            undated = True
            problems.append(_undated(path, heading))
        if heading.day and (dated := at or parse_date(heading.day, zone)):
            day = dated.date()
        times.append(at)
    return times, problems


def anchor_of(at: dt.datetime, heading: EntryHeading) -> str:
    """The id of an entry: `t-20241105-2140`, with `-30` for seconds where it has them.

    When clocks are turned back, the second of two equal times has a `b` behind it.
    """
    found = _CLOCK.fullmatch(heading.clock)
    seconds = f"-{at.second:02}" if at.second or (found and found[1]) else ""
    day = f"{at.year:04}{at.month:02}{at.day:02}"
    return f"t-{day}-{at.hour:02}{at.minute:02}{seconds}{'b' if at.fold else ''}"


def _is_clock(heading: EntryHeading) -> bool:
    found = _CLOCK.fullmatch(heading.clock)
    return found is not None and bool(heading.day or not found[2])


def _bad(path: str, heading: EntryHeading) -> Problem:
    message = f"This entry begins with a time that cannot be read: {shown(_written(heading))}"
    cure = "Write hours (00 to 23) and minutes with two digits each, as in `## 09:05`, or begin with a word"
    if heading.day:
        cure = "Write the day and the time as in `## 2024-11-06 00:15`"
    return Problem(path, heading.line, heading.column, "bad-entry-time", message, cure)


def _undated(path: str, heading: EntryHeading) -> Problem:
    message = f"There is no day for the entry of {_written(heading)}, for the article has no date"
    cure = f"Give the article a `date`, or write a day here, as in `## 2024-11-05 {heading.clock}`"
    return Problem(path, heading.line, heading.column, "no-entry-date", message, cure)


def _written(heading: EntryHeading) -> str:
    return f"{heading.day} {heading.clock}".strip()
