"""Lists (section, tag, author, archive) and the calendar that continues them.

A list shows its newest and then links to its years; a year with too many articles shows its months.
These pages never shift when an article is added or removed (docs/decisions/0003-calendar-buckets.md).
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from zoneinfo import ZoneInfo

from generator.contexts import Bucket
from generator.editions import FOLDERS, below, parted
from generator.formats import month_name
from generator.indexes import ARCHIVE, Key, instant
from generator.view import View

Period = tuple[str, ...]
"""`("2024",)` or `("2024", "11")`, in the site's time zone."""


def list_url(key: Key) -> str:
    """The URL of a list's first page."""
    edition, kind = parted(key[0])
    folder = f"/{FOLDERS[kind]}{key[1]}/" if kind in FOLDERS else "/archive/"
    return below(edition, folder)


def is_site(key: Key) -> bool:
    """Whether a list is that of everything in its edition."""
    return parted(key[0])[1] == ARCHIVE


def home_url(key: Key) -> str:
    """The URL of the page that a list's feed accompanies: that of everything accompanies the front page."""
    return below(parted(key[0])[0], "/") if is_site(key) else list_url(key)


def period_url(key: Key, period: Period) -> str:
    """The URL of a year or a month of a list; those of the archive are at the root of its edition."""
    return f"{home_url(key)}{'/'.join(period)}/"


def language_of(key: Key, view: View) -> str:
    """The language in which a list is shown."""
    return view.edition(parted(key[0])[0]).language


def years(key: Key, view: View) -> tuple[Bucket, ...]:
    """The years of a list with their counts, newest first."""
    months = view.counts("month", key)
    counts = (
        (year, sum(count for _, count in rows)) for year, rows in groupby(months, lambda row: row[0][2])
    )
    return tuple(bucket(key, (year,), count, view) for year, count in counts)[::-1]


def months(key: Key, year: str, view: View) -> tuple[Bucket, ...]:
    """The months of a year with their counts, in the order of the calendar."""
    rows = view.counts("month", (*key, year))
    return tuple(bucket(key, (year, found[3]), count, view) for found, count in rows)


def splits(total: int, limit: int) -> bool:
    """Whether a year of `total` articles shows its months in place of its articles."""
    return total > limit


def bucket(key: Key, period: Period, count: int, view: View) -> Bucket:
    return Bucket(period_label(period, language_of(key, view)), period_url(key, period), count)


def period_label(period: Period, language: str) -> str:
    """`2024`, or `November 2024` in the site's language."""
    return period[0] if len(period) == 1 else month_name(int(period[0]), int(period[1]), language)


def bounds(period: Period, timezone: str) -> tuple[str, str]:
    """The orders between which the articles of a period stand, the upper one excluded."""
    zone = ZoneInfo(timezone)
    year, month = int(period[0]), int(period[1]) if len(period) == 2 else 1
    step = 1 if len(period) == 2 else 12
    ends = divmod(year * 12 + month - 1 + step, 12)
    return _first(year, month, zone), _first(ends[0], ends[1] + 1, zone) if ends[0] <= dt.MAXYEAR else "9"


def _first(year: int, month: int, zone: ZoneInfo) -> str:
    """The order at which a month begins; the first of all where that lies before the first moment."""
    try:
        return instant(dt.datetime(year, month, 1, tzinfo=zone))
    except OverflowError:
        return "0"
