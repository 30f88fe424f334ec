"""A year or a month of a list: the calendar in place of numbered pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.config import Config, LinkTo
from generator.contexts import Bucket, PeriodPage
from generator.editions import parted
from generator.indexes import Key
from generator.interface import say
from generator.lists import (
    Period,
    bounds,
    is_site,
    language_of,
    list_url,
    months,
    period_label,
    period_url,
    splits,
)
from generator.pages.heads import Subject, of_list
from generator.pages.listing import heading_of, index_of
from generator.pages.page import Page
from generator.pages.parts import teasers
from generator.view import View


def jobs(months: Sequence[tuple[Key, int]], config: Config) -> Iterator[Key]:
    """A year of a list, from its months; these too where it splits, and always in the archive."""
    for kind, slug, year in dict.fromkeys(key[:3] for key, _ in months):
        yield kind, slug, year
        if is_site((kind, slug)) or splits(sum(count for _, count in months), config.lists.year):
            yield from (key for key, _ in months)


def compose(job: Key, view: View) -> Page:
    key, period = job[:2], job[2:]
    edition, kind = parted(key[0])
    language = language_of(key, view)
    title = say(language, "archive.title") if is_site(key) else view.label(*key)
    label = period_label(period, language)
    heading = say(language, "period.title", list=heading_of(kind, title, language), period=label)
    by_month = months(key, period[0], view)
    total = sum(bucket.count for bucket in by_month if len(period) == 1 or _is(bucket, key, period))
    split = len(period) == 1 and splits(total, view.setting("lists.year"))
    low, high = bounds(period, view.setting("timezone"))
    older, newer = _neighbours(key, period, view)
    up = _up(key, period, title, view)
    subject = Subject(heading, period_url(key, period), view.edition(edition), language)
    page = PeriodPage(
        head=of_list(subject, view, name=label, about="" if is_site(key) else title, steps=up),
        kind=kind,
        title=title,
        label=label,
        up=up,
        teasers=() if split else teasers(view.between(key, low, high), view),
        months=by_month if split or (is_site(key) and len(period) == 1) else (),
        older=older,
        newer=newer,
        total=total,
    )
    return Page(page.head.url, "period.html", page, edition=edition)


def _is(bucket: Bucket, key: Key, period: Period) -> bool:
    return bucket.url == period_url(key, period)


def _up(key: Key, period: Period, title: str, view: View) -> tuple[LinkTo, ...]:
    """The way back: all lists of the kind, the list, and the year of a month."""
    index, top = index_of(key, view), LinkTo(title, list_url(key))
    year = LinkTo(period[0], period_url(key, period[:1]))
    return (*((index,) if index else ()), top, *((year,) if len(period) == 2 else ()))


def _neighbours(key: Key, period: Period, view: View) -> tuple[LinkTo | None, LinkTo | None]:
    """The period before and the period after that have articles, of the same length."""
    older, newer = view.key_before("month", key, period), view.key_after("month", key, period)
    return _linked(key, older, len(period), view), _linked(key, newer, len(period), view)


def _linked(key: Key, month: Key | None, length: int, view: View) -> LinkTo | None:
    """A link to the period of a month, if it has a page."""
    period = month[2 : 2 + length] if month else ()
    if not period or not view.has_page(url := period_url(key, period)):
        return None
    return LinkTo(period_label(period, language_of(key, view)), url)
