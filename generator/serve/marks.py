"""What a page of the preview is marked with: that it is a draft, is embargoed, or expires.

In a preview that shows them, the store has drafts and embargoed articles as published ones. So it is the
article itself that is asked, and the clock.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator import addresses
from generator.config import base_path
from generator.indexes import instant
from generator.model import Article, Record
from generator.shapes import Status
from generator.store import Store
from generator.store.database import Opened
from generator.store.keeping import store_path
from generator.store.rows import reader
from generator.urls import href

MOST = 500  # withheld articles whose links are marked

DRAFT, EMBARGOED, EXPIRES, EXPIRED, PUBLISHED = "draft", "embargoed", "expires", "expired", "published"
WORDS = {DRAFT: "Draft", EMBARGOED: "Embargoed"}
"""What stands behind the links to a withheld article."""


class Mark(Record, frozen=True):
    """What an article is at a moment."""

    status: str = PUBLISHED
    until: dt.datetime | None = None  # when it becomes another
    text: str = ""  # for editors, without a full stop; "" where there is nothing to say


def state_at(root: Path, output: Path, path: str, as_of: dt.datetime) -> dict[str, Any]:
    """`state` by the store of an output; while nothing can be read from it, there is nothing to mark."""
    database = store_path(root, output)
    try:
        with closing(reader(database)) as connection:
            store = Store(Opened(connection), database)
            return state(store, path, as_of, zone_of(store))
    except (sqlite3.Error, msgspec.DecodeError):  # none yet, or one that is being made anew
        return _told(Mark(), "", {})


def state(store: Store, path: str, as_of: dt.datetime, zone: ZoneInfo) -> dict[str, Any]:
    """What the page at an address is at a moment, for JSON.

    `path` is the path of the address, with or without the base path, or a path below the output. Gives
    `status`, `until` (ISO 8601 or None), `text`, `source` (the article, or "") and `withheld`: the
    addresses of drafts and embargoed articles that this preview shows, each with a word.
    """
    home = store.rows().fact("setting", ("base_url",)) or ""
    found = (store.outputs.get(place) for place in addresses.places(path, home))
    source = next((owned.source for owned in found if owned), "")
    article = store.sources.article(source, zone) if source else None
    return _told(mark(article, as_of) if article else Mark(), source, withheld(store, as_of, base_path(home)))


def mark(article: Article, as_of: dt.datetime) -> Mark:
    """What an article is at a moment, whatever the preview shows of it."""
    date, expires = article.date, article.expires
    if expires and expires <= as_of:
        return Mark(EXPIRED, None, f"Expired on {written(expires)}")
    if article.draft:
        dated = f", dated {written(date)}" if date and date > as_of else ""
        return Mark(DRAFT, None, f"Draft: not published{dated}")
    if date and date > as_of:
        return Mark(EMBARGOED, date, f"Embargoed until {written(date)} ({distance(date - as_of)})")
    if expires:
        return Mark(EXPIRES, expires, f"Expires on {written(expires)} ({distance(expires - as_of)})")
    return Mark()


def withheld(store: Store, as_of: dt.datetime, below: str = "") -> dict[str, str]:
    """The addresses, under a base path, of what is shown although it is not to be published yet."""
    drafts = ((path, DRAFT) for (path,), _ in store.entries.keys("draft"))
    to_come = ((path, EMBARGOED) for path in store.moments.to_come(instant(as_of), ("embargo",)))
    found: dict[str, str] = {}
    for path, status in islice(chain(drafts, to_come), MOST):
        for url in _shown(store, path):
            found.setdefault(href(url, below), WORDS[status])
    return found


def _shown(store: Store, path: str) -> Iterator[str]:
    """The URL of an article, if it has a page in this preview."""
    kept = store.sources.get(path)
    if kept and not kept.faulty and kept.emission and kept.emission.status is Status.PUBLISHED:
        yield kept.emission.url


def zone_of(store: Store) -> ZoneInfo:
    return ZoneInfo(store.rows().fact("setting", ("timezone",)) or "UTC")


def written(moment: dt.datetime) -> str:
    """A moment as editors read it: `24 December 2026, 08:00`."""
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def distance(time: dt.timedelta) -> str:
    """How far away a moment is: `in 3 days`, `2 hours ago`, in the largest unit that tells it."""
    seconds = abs(int(time.total_seconds()))
    units = ("year", 31_556_952), ("month", 2_629_746), ("day", 86_400), ("hour", 3600), ("minute", 60)
    for name, length in units:
        # Up to one and a half of the larger unit, the smaller one tells more: 36 hours, not 1 day.
        if seconds >= length * 3 / 2:
            number = round(seconds / length)
            told = f"{number} {name}{'s' * (number != 1)}"
            return f"in {told}" if time > dt.timedelta() else f"{told} ago"
    return "in a minute" if time > dt.timedelta() else "just now"


def _told(mark: Mark, source: str, withheld: dict[str, str]) -> dict[str, Any]:
    return {
        "status": mark.status,
        "until": mark.until.isoformat() if mark.until else None,
        "text": mark.text,
        "source": source,
        "withheld": withheld,
    }
