"""Lists (section, tag, author, archive) and the calendar that continues them.

A list shows its newest and then links to its years; a year with too many articles shows its months.
These pages never shift when an article is added or removed (docs/decisions/0003-calendar-buckets.md).
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from zoneinfo import ZoneInfo

from generator.contexts import Bucket
from generator.formats import month_name
from generator.indexes import SITE, Key, instant
from generator.view import View

Period = tuple[str, ...]
"""`("2024",)` or `("2024", "11")`, in the site's time zone."""


def list_url(key: Key) -> str:
    """The URL of a list's first page."""
    kind, slug = key
    match kind:
        case "section":
            return f"/{slug}/"
        case "tag":
            return f"/tags/{slug}/"
        case "author":
            return f"/authors/{slug}/"
        case _:
            return "/archive/"


def period_url(key: Key, period: Period) -> str:
    """The URL of a year or a month of a list; those of the archive are at the root."""
    parent = "/" if key == SITE else list_url(key)
    return f"{parent}{'/'.join(period)}/"


def feed_url(key: Key) -> str:
    return "/feed.xml" if key == SITE else f"{list_url(key)}feed.xml"


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
    return Bucket(period_label(period, view.language), period_url(key, period), count)


def period_label(period: Period, language: str) -> str:
    """`2024`, or `November 2024` in the site's language."""
    return period[0] if len(period) == 1 else month_name(int(period[0]), int(period[1]), language)


def bounds(period: Period, timezone: str) -> tuple[str, str]:
    """The orders between which the articles of a period stand, the upper one excluded."""
    zone = ZoneInfo(timezone)
    year, month = int(period[0]), int(period[1]) if len(period) == 2 else 1
    step = 1 if len(period) == 2 else 12
    ends = divmod(year * 12 + month - 1 + step, 12)
    return (
        instant(dt.datetime(year, month, 1, tzinfo=zone)),
        instant(dt.datetime(ends[0], ends[1] + 1, 1, tzinfo=zone)) if ends[0] <= dt.MAXYEAR else "9",
    )
