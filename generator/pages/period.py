"""A year or a month of a list: the calendar in place of numbered pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.config import LinkTo
from generator.contexts import Bucket, Head, PeriodPage
from generator.indexes import SITE, Key
from generator.lists import Period, bounds, list_url, months, period_label, period_url, splits
from generator.pages.listing import describe, heading
from generator.pages.page import Page
from generator.pages.parts import teasers
from generator.view import View


def jobs(view: View) -> Iterator[Key]:
    """Every year of every list; its months where it splits, and always in the archive."""
    for (kind, slug, year), rows in groupby(view.keys("month"), lambda row: row[0][:3]):
        found = list(rows)
        yield (kind, slug, year)
        if (kind, slug) == SITE or splits(sum(count for _, count in found), view):
            yield from (key for key, _ in found)


def compose(job: Key, view: View) -> Page:
    key, period = job[:2], job[2:]
    title = "Archive" if key == SITE else describe(key, view)[0]
    label = period_label(period, view.config.language)
    by_month = months(key, period[0], view)
    total = sum(bucket.count for bucket in by_month if len(period) == 1 or _is(bucket, key, period))
    split = len(period) == 1 and splits(total, view)
    low, high = bounds(period, view.config.timezone)
    older, newer = _neighbours(key, period, view)
    page = PeriodPage(
        head=Head(f"{heading(key[0], title)}: {label}", period_url(key, period)),
        kind=key[0],
        title=title,
        label=label,
        up=_up(key, period, title),
        teasers=() if split else teasers(view.between("list", key, low, high), view),
        months=by_month if split or (key == SITE and len(period) == 1) else (),
        older=older,
        newer=newer,
        total=total,
    )
    return Page(page.head.url, "period.html", page)


def _is(bucket: Bucket, key: Key, period: Period) -> bool:
    return bucket.url == period_url(key, period)


def _up(key: Key, period: Period, title: str) -> tuple[LinkTo, ...]:
    """The way back: the list, and the year of a month."""
    top = LinkTo(title, list_url(key))
    year = LinkTo(period[0], period_url(key, period[:1]))
    return (top, year) if len(period) == 2 else (top,)


def _neighbours(key: Key, period: Period, view: View) -> tuple[LinkTo | None, LinkTo | None]:
    """The period before and the period after that have articles, of the same length."""
    found = dict.fromkeys(month[2 : 2 + len(period)] for month, _ in view.keys("month", key))
    row = list(found)
    at = row.index(period)
    older, newer = row[max(0, at - 1) : at], row[at + 1 : at + 2]
    return _linked(key, older, view), _linked(key, newer, view)


def _linked(key: Key, periods: list[Period], view: View) -> LinkTo | None:
    """A link to the one period, if there is one with a page."""
    for period in periods:
        if view.has_page(url := period_url(key, period)):
            return LinkTo(period_label(period, view.config.language), url)
    return None
