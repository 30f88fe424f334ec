"""What an article looks like at one moment: what is to come is left out, a retracted text gives way.

The clock shows in an article in no other way than here, by its status, and by the indexes whose entries last
for a time only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.config import Config
from generator.indexes import INDEXES, Index, dated, instant, is_plain, is_retracted
from generator.model import Article, CorrectionKind, Live


def at(article: Article, as_of: dt.datetime | None) -> Article:
    """The article as it is published at a moment; None shows what is to come too."""
    if as_of is not None:
        article = _until(article, as_of)
    return _withdrawn(article) if is_retracted(article) else article


def _until(article: Article, as_of: dt.datetime) -> Article:
    """Without what is to come: corrections, an update, and of a live blog its entries and its end."""
    seen: dict[str, Any] = {
        "corrections": tuple(each for each in article.corrections if each.date <= as_of),
        "updated": _passed(article.updated, as_of),
    }
    if live := article.live:
        entries = tuple(each for each in live.entries if each.at <= as_of)
        unseen = sum(entry.words for entry in live.entries) - sum(entry.words for entry in entries)
        seen["live"] = Live(entries, _passed(live.ended, as_of))
        seen["words"] = article.words - unseen
    if all(value == getattr(article, name) for name, value in seen.items()):
        return article
    return msgspec.structs.replace(article, **seen)


def _passed(moment: dt.datetime | None, as_of: dt.datetime) -> dt.datetime | None:
    return moment if moment and moment <= as_of else None


def _withdrawn(article: Article) -> Article:
    """A retracted article keeps its headline, its address and its corrections."""
    return msgspec.structs.replace(
        article,
        summary="",
        standfirst=False,
        image=None,
        recording=None,
        caption=None,
        related=(),
        extra={},
        body=(),
        words=0,
        sources=(),
        methods="",
        live=None,
    )


def withdrawn_at(article: Article) -> dt.datetime | None:
    """When an article is retracted, as far as it says."""
    retractions = (each.date for each in article.corrections if each.kind is CorrectionKind.RETRACTION)
    return min(retractions, key=dt.datetime.timestamp, default=None)


def is_old(article: Article, years: int, as_of: dt.datetime) -> bool:
    """Whether an article is old enough to say so; with 0 years none is."""
    return bool(years) and not is_plain(article) and anniversary(dated(article), years) <= as_of


def anniversary(date: dt.datetime, years: int) -> dt.datetime:
    """The same day some years later, 1 March for a leap day; the last day of all from year 9999 on."""
    year = date.year + years
    if year >= dt.MAXYEAR:
        return date.replace(year=dt.MAXYEAR, month=12, day=31, hour=0)
    try:
        return date.replace(year=year)
    except ValueError:
        return date.replace(year=year, month=3, day=1)


def moments(article: Article, config: Config) -> Iterator[tuple[str, str]]:
    """When an article changes by itself (see `instant`), and how."""
    date = dated(article)
    yield instant(date), "embargo"
    if article.expires:
        yield instant(article.expires), "expiry"
    if config.age_notice and not is_plain(article):
        yield instant(anniversary(date, config.age_notice)), "age"
    yield from ((instant(each.date), "correction") for each in article.corrections)
    if article.updated:
        yield instant(article.updated), "update"
    if article.live:
        yield from ((instant(entry.at), "entry") for entry in article.live.entries)
        if article.live.ended:
            yield instant(article.live.ended), "end"
    # What is retracted later than it would have left an index leaves it all the same.
    unretracted = msgspec.structs.replace(article, corrections=())
    for index in INDEXES:
        if index.lasts and any(index.keys(unretracted, config)):
            yield instant(_after(date, index.lasts)), index.name


def stands(index: Index, article: Article, as_of: dt.datetime) -> bool:
    """Whether the entries of an article in an index last until this moment."""
    return index.lasts is None or as_of < _after(dated(article), index.lasts)


def _after(moment: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    """The moment so long after another, or the last that there is."""
    try:
        return moment + lasts
    except OverflowError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)
