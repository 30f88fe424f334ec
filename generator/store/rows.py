"""What views read from, in any process: the tables of the store."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import msgspec

from generator import facts
from generator.indexes import TABLE, Key
from generator.model import Article, Correction, Live
from generator.rows import JOINT, LAST, Read, Row
from generator.shapes import Card, Location, Naming, Shape
from generator.store.jobs import GONE
from generator.store.keys import bounds, joined, parted

OFTEN = 4
"""Reads of one key after which all its entries are fetched: a build that asks so often will ask again."""
CACHE = 32 * 1024  # KiB of pages that SQLite may keep in the memory of each process
SEEN = 20_000
"""Shapes that are kept decoded; the same cards stand in many lists."""

_TYPES: dict[str, Any] = {
    "location": Location,
    "card": Card,
    "names": tuple[Naming, ...],
    "corrections": tuple[Correction, ...],
    "article": Article,
}
_DECODERS = {name: msgspec.msgpack.Decoder(kind) for name, kind in _TYPES.items()}
_TABLES = {name: "body" if name == "article" else "shape" for name in _TYPES}


def reader(database: Path) -> sqlite3.Connection:
    """A connection that can change nothing, for a process of its own."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection


class StoredRows:
    """See `generator.rows.Rows`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._asked: Counter[tuple[str, Key]] = Counter()
        self._whole: dict[tuple[str, Key], list[Row]] = {}
        self._facts: dict[tuple[str, Key], Any] = {}
        self._shapes: dict[tuple[int, str], Any] = {}
        self._counts: dict[tuple[str, Key], list[tuple[Key, int]]] = {}
        self._pages: dict[str, bool] = {}
        self._whole_article: tuple[int, Any] = (-1, None)  # the last: its page asks for it more than once
        self.memory: dict[tuple[str, ...], tuple[Any, frozenset[Read]]] = {}
        zone = self.fact("setting", ("timezone",))
        self._zone = ZoneInfo(zone or "UTC")

    def before(self, index: str, key: Key, order: str, count: int) -> list[Row]:
        whole = self._often(index, key)
        if whole is not None:
            end = bisect_left(whole, (order,))
            return whole[max(0, end - count) : end][::-1]
        return self._entries("place < ? ORDER BY place DESC LIMIT ?", index, key, order, count)

    def after(self, index: str, key: Key, order: str, count: int) -> list[Row]:
        whole = self._often(index, key)
        if whole is not None:
            start = bisect_right(whole, (order, 1 << 62))
            return whole[start : start + count]
        query = (
            "SELECT place, source FROM entry WHERE idx = ? AND key = ? AND place > ? ORDER BY place LIMIT ?"
        )
        return self._connection.execute(query, (index, joined(key), order, count)).fetchall()

    def between(self, index: str, key: Key, low: str, high: str) -> list[Row]:
        return self._entries("place >= ? AND place < ? ORDER BY place", index, key, low, high)

    def _entries(self, which: str, index: str, key: Key, *values: object) -> list[Row]:
        query = f"SELECT place, source FROM entry WHERE idx = ? AND key = ? AND {which}"
        return self._connection.execute(query, (index, joined(key), *values)).fetchall()

    def _often(self, index: str, key: Key) -> list[Row] | None:
        """All entries of a key that is read again and again."""
        place = index, key
        if place in self._whole:
            return self._whole[place]
        self._asked[place] += 1
        if self._asked[place] < OFTEN:
            return None
        return self._whole.setdefault(place, self.between(index, key, "", LAST))

    def counts(self, index: str, prefix: Key) -> list[tuple[Key, int]]:
        place = index, prefix
        if place not in self._counts:
            table, count = ("fold", "count") if index in TABLE else ("fact", "1")
            query = f"SELECT key, {count} FROM {table} WHERE idx = ? AND key >= ? AND key < ? ORDER BY key"
            rows = self._connection.execute(query, (index, *bounds(prefix)))
            self._counts[place] = [(parted(key), number) for key, number in rows]
        return self._counts[place]

    def key_before(self, index: str, prefix: Key, rest: Key) -> Key | None:
        query = "SELECT key FROM fold WHERE idx = ? AND key >= ? AND key < ? ORDER BY key DESC LIMIT 1"
        low, _ = bounds(prefix)
        return self._key(query, index, f"{low}{JOINT}", joined((*prefix, *rest)))

    def key_after(self, index: str, prefix: Key, rest: Key) -> Key | None:
        query = "SELECT key FROM fold WHERE idx = ? AND key > ? AND key < ? ORDER BY key LIMIT 1"
        _, high = bounds(prefix)
        return self._key(query, index, f"{joined((*prefix, *rest))}{JOINT}{LAST}", high)

    def _key(self, query: str, index: str, low: str, high: str) -> Key | None:
        row = self._connection.execute(query, (index, low, high)).fetchone()
        return parted(row[0]) if row else None

    def fact(self, index: str, key: Key) -> Any | None:
        place = index, key
        if place not in self._facts:
            query = "SELECT value FROM fact WHERE idx = ? AND key = ?"
            row = self._connection.execute(query, (index, joined(key))).fetchone()
            self._facts[place] = facts.decode(index, row[0]) if row else None
        return self._facts[place]

    def shape(self, source: int, shape: Shape) -> Any | None:
        place = source, shape
        if place in self._shapes:
            return self._shapes[place]
        if shape == "article" and self._whole_article[0] == source:
            return self._whole_article[1]
        query = f"SELECT {shape} FROM {_TABLES[shape]} WHERE source = ?"
        row = self._connection.execute(query, (source,)).fetchone()
        seen = None if row is None or row[0] is None else local(_DECODERS[shape].decode(row[0]), self._zone)
        if shape == "article":
            self._whole_article = source, seen
        else:
            if len(self._shapes) >= SEEN:
                self._shapes.clear()
            self._shapes[place] = seen
        return seen

    def has_page(self, url: str) -> bool:
        if url not in self._pages:
            query = "SELECT 1 FROM job WHERE url = ? AND state != ?"
            self._pages[url] = self._connection.execute(query, (url, GONE)).fetchone() is not None
        return self._pages[url]


Seen = TypeVar("Seen")


def local(seen: Seen, zone: ZoneInfo) -> Seen:
    """What is seen of a source, by the clock of the site: moments rest in UTC."""
    if isinstance(seen, tuple):
        return cast(Seen, tuple(local(each, zone) for each in seen))
    if isinstance(seen, Article) and (seen.corrections or seen.live):
        inner = {"corrections": local(seen.corrections, zone), "live": seen.live and _live(seen.live, zone)}
        seen = msgspec.structs.replace(seen, **inner)
    if not isinstance(seen, (Card, Article, Correction)):
        return seen
    moments = {name: getattr(seen, name, None) for name in ("date", "updated", "expires")}
    at_home = {name: moment.astimezone(zone) for name, moment in moments.items() if moment}
    return msgspec.structs.replace(seen, **at_home)


def _live(live: Live, zone: ZoneInfo) -> Live:
    entries = (msgspec.structs.replace(entry, at=entry.at.astimezone(zone)) for entry in live.entries)
    return Live(tuple(entries), live.ended and live.ended.astimezone(zone))
