"""What is due: the moments at which the output changes by itself, read from the store.

The store knows more moments than these: that of an article which is a draft, or has expired by then, changes
nothing, and is left out here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from generator.appearance import withdrawn_at
from generator.indexes import dated, instant, is_plain, moment_of
from generator.model import Article, Record
from generator.store import Store

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
    """The moments after `as_of` at which something changes, in their order. They are looked for one by one."""
    rows = store.moments.after(instant(as_of))
    for at, group in groupby(rows, key=lambda row: row[0]):
        found = (_reason(store, at, what, path, zone) for _, what, path in group)
        reasons = tuple(reason for reason in found if reason)
        if reasons:
            yield Due(moment_of(at).astimezone(zone), reasons)


def _reason(store: Store, at: str, what: str, path: str | None, zone: ZoneInfo) -> Reason | None:
    if path is None:
        return Reason("front", "", what)
    kept, article = store.sources.get(path), store.sources.article(path, zone)
    if kept is None or kept.faulty or article is None or not _matters(article, at, what):
        return None
    return Reason(what, path, WORDS[what])


def _matters(article: Article, at: str, what: str) -> bool:
    """Whether a moment of an article changes anything that readers see."""
    if article.draft or (what == "embargo" and is_plain(article) and article.date is None):
        return False
    expires = instant(article.expires) if article.expires else ""
    if what == "expiry":
        return instant(dated(article)) < at
    if at < instant(dated(article)) or (expires and expires <= at):
        return False
    return what not in ("news", "entry", "end") or not (gone := withdrawn_at(article)) or at < instant(gone)
