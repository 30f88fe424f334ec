"""What is due: the moments at which the output changes by itself, read from the store.

The store knows more moments than these: that of an article which is a draft, or has expired by then, changes
nothing, and is left out here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator import front
from generator.appearance import withdrawn_at
from generator.front import Front, Slot
from generator.indexes import dated, instant, is_plain, moment_of
from generator.model import Article, Record
from generator.rows import LAST
from generator.store import Store

INSTANT = dt.timedelta(microseconds=1)
"""The least time between two moments."""

WORDS = {
    "embargo": "is published: its embargo ends",
    "expiry": "expires",
    "age": "says from then on that it is old",
    "correction": "shows a correction",
    "update": "says that it was updated",
    "entry": "shows an entry of its live blog",
    "end": "says that its live blog has ended",
    "news": "leaves the news sitemap",
}
"""What happens to an article, by the names that its moments have in the store."""


class Reason(Record, frozen=True):
    """Why something changes: at an article, or at a front page, whose path is empty."""

    what: str  # a key of `WORDS`, or "front"
    path: str
    why: str  # in words

    def __str__(self) -> str:
        return f"{self.path} {self.why}" if self.path else self.why


class Due(Record, frozen=True):
    """One moment, in the time zone of the site, and all that happens then."""

    at: dt.datetime
    reasons: tuple[Reason, ...]


def upcoming(store: Store, as_of: dt.datetime, zone: ZoneInfo) -> Iterator[Due]:
    """The moments after `as_of` at which something changes, in their order, looked for one by one."""
    rows = store.moments.after(instant(as_of))
    for at, group in groupby(rows, key=lambda row: row[0]):
        found = (_reason(store, at, what, path, zone) for _, what, path in group)
        reasons = tuple(reason for reason in found if reason)
        if reasons:
            yield Due(moment_of(at).astimezone(zone), reasons)


def _reason(store: Store, at: str, what: str, path: str | None, zone: ZoneInfo) -> Reason | None:
    if path is None:
        return Reason("front", "", what) if _fronts_change(store, at, zone) else None
    kept, article = store.sources.get(path), store.sources.article(path, zone)
    if kept is None or kept.faulty or article is None or not _matters(article, at, what):
        return None
    return Reason(what, path, WORDS[what])


def _matters(article: Article, at: str, what: str) -> bool:
    """Whether a moment of an article changes anything that readers see."""
    if article.draft or (what == "embargo" and is_plain(article) and article.date is None):
        return False
    if what == "expiry":
        return instant(dated(article)) < at
    if not _is_published(article, at):
        return False
    return what not in ("news", "entry", "end") or not (gone := withdrawn_at(article)) or at < instant(gone)


def _fronts_change(store: Store, at: str, zone: ZoneInfo) -> bool:
    """Whether a front page changes at a moment, as far as its stories are published."""
    moment = moment_of(at)
    fronts = msgspec.convert(store.recall("fronts") or {}, dict[str, Front])
    return any(
        _arranged(store, front.at(each, moment - INSTANT), at, zone)
        != _arranged(store, front.at(each, moment), at, zone)
        for each in fronts.values()
    )


def _arranged(store: Store, steered: Front, at: str, zone: ZoneInfo) -> tuple[Any, ...]:
    """What readers may see of the will of an editor: only the first lead leads, and no story twice."""
    leads = _stories(store, steered.lead, at, zone)[:1]
    pinned = _stories(store, steered.pinned, at, zone)
    blocks = tuple(
        (block.kind, block.slug.text, block.label, block.stories, _stories(store, block.pinned, at, zone))
        for block in steered.blocks or ()
    )
    banners = tuple((banner.text, banner.url) for banner in steered.banners)
    return banners, leads, tuple(path for path in pinned if path not in leads), blocks


def _stories(store: Store, slots: Iterable[Slot], at: str, zone: ZoneInfo) -> tuple[str, ...]:
    """The paths of the stories of some slots that are published at a moment."""
    found = (_story(store, slot.story.text, at, zone) for slot in slots)
    return tuple(dict.fromkeys(path for path in found if path))


def _story(store: Store, name: str, at: str, zone: ZoneInfo) -> str:
    """The path of an article that is named by its path or its URL; "" where there is none to see."""
    rows = store.rows().before("location", (name,), LAST, 1)
    path = store.sources.path(rows[0][1]) if rows else ""
    article = store.sources.article(path, zone) if path else None
    return path if article and _is_published(article, at) else ""


def _is_published(article: Article, at: str) -> bool:
    begun = not article.draft and article.date is not None and instant(article.date) <= at
    return begun and not (article.expires and instant(article.expires) <= at)
