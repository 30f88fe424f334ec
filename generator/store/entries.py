"""The indexes as tables: entries in their order, counts of keys, single values, moments."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.facts import Fact
from generator.indexes import TABLE, Key
from generator.model import Record
from generator.store.keys import bounds, joined, parted

Entry = tuple[str, Key, str]
"""Index, key and order."""


PLENTY = 50_000
"""Entries that may gather in memory."""


NO_SOURCE = 0
"""In place of the number of an article."""


class Fold(Record, frozen=True):
    """A key whose number of entries has changed."""

    index: str
    key: Key
    before: int
    after: int


class Entries:
    """Writes gather here and reach the tables with `flush`, many at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._added: list[tuple[str, str, str, int]] = []
        self._removed: list[tuple[str, str, str]] = []
        self._counted: Counter[tuple[str, Key]] = Counter()

    def add(self, entries: Iterable[Entry], source: int) -> None:
        self._added += ((index, joined(key), order, source) for index, key, order in entries)
        if len(self._added) > PLENTY:
            self._flush_entries()

    def remove(self, entries: Iterable[Entry]) -> None:
        self._removed += ((index, joined(key), order) for index, key, order in entries)

    def count(self, keys: Iterable[tuple[str, Key]], by: int) -> None:
        if by == 1:
            self._counted.update(keys)  # which counts in C
            return
        for place in keys:
            self._counted[place] += by

    def flush(self) -> list[Fold]:
        """Write what has gathered; give the keys whose counts are others now."""
        self._flush_entries()
        folds = [self._fold(index, key, by) for (index, key), by in self._counted.items() if by]
        self._counted.clear()
        return folds

    def flush_first(self) -> None:
        """Write what has gathered, where nobody asks what there was before."""
        self._flush_entries()
        rows = sorted((index, joined(key), by) for (index, key), by in self._counted.items() if by)
        query = "INSERT INTO fold VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        self._connection.executemany(query, rows)
        self._connection.execute("DELETE FROM fold WHERE count = 0")
        self._counted.clear()

    def _flush_entries(self) -> None:
        self._connection.executemany(
            "DELETE FROM entry WHERE idx = ? AND key = ? AND place = ?", self._removed
        )
        # Sorted, so that the pages of the table are filled one after the other.
        self._connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", sorted(self._added))
        self._added, self._removed = [], []

    def _fold(self, index: str, key: Key, by: int) -> Fold:
        place = index, joined(key)
        row = self._connection.execute("SELECT count FROM fold WHERE idx = ? AND key = ?", place).fetchone()
        before = row[0] if row else 0
        if before + by:
            row = (*place, before + by)
            self._connection.execute("INSERT OR REPLACE INTO fold VALUES (?, ?, ?)", row)
        else:
            self._connection.execute("DELETE FROM fold WHERE idx = ? AND key = ?", place)
        return Fold(index, key, before, before + by)

    def places(self, key: Key) -> dict[str, str]:
        """Where each article stands in a list, by its path."""
        rows = self._connection.execute(
            "SELECT place FROM entry WHERE idx = 'list' AND key = ?", (joined(key),)
        )
        return {place.partition(" ")[2]: place for (place,) in rows}

    def claimants(self, claim: Key) -> list[int]:
        """The sources of all articles that claim a file of the output."""
        query = "SELECT source FROM entry WHERE idx = 'claim' AND key = ? ORDER BY place"
        return [row[0] for row in self._connection.execute(query, (joined(claim),))]

    def contested(self) -> list[Key]:
        """The claims that more than one article lays."""
        query = "SELECT key FROM entry WHERE idx = 'claim' GROUP BY key HAVING count(*) > 1"
        return [parted(row[0]) for row in self._connection.execute(query)]

    def claims(self) -> Iterator[Key]:
        rows = self._connection.execute("SELECT DISTINCT key FROM entry WHERE idx = 'claim'")
        return (parted(row[0]) for row in rows)

    def claims_under(self, folder: str) -> list[Key]:
        """The claims to files in a folder of the output, and below it."""
        query = "SELECT DISTINCT key FROM entry WHERE idx = 'claim' AND key >= ? AND key < ?"
        bounds = f"{folder}/", f"{folder}0"
        return [parted(row[0]) for row in self._connection.execute(query, bounds)]

    def keys(self, index: str, prefix: Key = ()) -> Iterator[tuple[Key, int]]:
        """The keys of an index that begin with a prefix, in order, each with the number of its entries."""
        table, count = ("fold", "count") if index in TABLE else ("fact", "1")
        query = f"SELECT key, {count} FROM {table} WHERE idx = ? AND key >= ? AND key < ? ORDER BY key"
        rows = self._connection.execute(query, (index, *bounds(prefix)))
        return ((parted(key), number) for key, number in rows)


class Facts:
    """Single values, each under one key of an index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, index: str) -> dict[Fact, bytes]:
        rows = self._connection.execute("SELECT key, value FROM fact WHERE idx = ?", (index,))
        return {(index, parted(key)): value for key, value in rows}

    def get(self, fact: Fact) -> bytes | None:
        """A value as it is kept."""
        query = "SELECT value FROM fact WHERE idx = ? AND key = ?"
        row = self._connection.execute(query, (fact[0], joined(fact[1]))).fetchone()
        return row[0] if row else None

    def put(self, fact: Fact, value: bytes | None) -> bool:
        """Set a value, or remove it; whether it is another one now."""
        place = fact[0], joined(fact[1])
        row = self._connection.execute("SELECT value FROM fact WHERE idx = ? AND key = ?", place).fetchone()
        if (row[0] if row else None) == value:
            return False
        if value is None:
            self._connection.execute("DELETE FROM fact WHERE idx = ? AND key = ?", place)
        else:
            self._connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?, ?)", (*place, value))
        return True


class Moments:
    """When articles change by themselves, and front pages, which have no source."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, source: int, moments: Iterable[tuple[str, str]]) -> None:
        rows = ((at, source, what) for at, what in moments)
        self._connection.executemany("INSERT OR REPLACE INTO moment VALUES (?, ?, ?)", rows)

    def remove(self, source: int, moments: Iterable[tuple[str, str]]) -> None:
        rows = ((at, source, what) for at, what in moments)
        self._connection.executemany("DELETE FROM moment WHERE at = ? AND source = ? AND what = ?", rows)

    def renew_fronts(self, moments: Iterable[tuple[str, str]]) -> None:
        """The moments of all front pages, in place of those that they had."""
        self._connection.execute("DELETE FROM moment WHERE source = ?", (NO_SOURCE,))
        self.put(NO_SOURCE, moments)

    def passed(self, one: str, other: str) -> bool:
        """Whether anything has a moment between two times, as `crossed` tells of articles."""
        query = "SELECT 1 FROM moment WHERE at > ? AND at <= ? LIMIT 1"
        return self._connection.execute(query, (min(one, other), max(one, other))).fetchone() is not None

    def after(self, time: str) -> Iterator[tuple[str, str, str | None]]:
        """The moments after a time, in their order: when, what, and the path of the article or None."""
        query = """SELECT at, what, path FROM moment LEFT JOIN source ON source.id = moment.source
                   WHERE at > ? ORDER BY at, path, what"""
        return iter(self._connection.execute(query, (time,)))

    def to_come(self, time: str, kinds: Sequence[str]) -> list[str]:
        """The paths of the articles with a moment of some kinds after a time."""
        query = f"""SELECT DISTINCT source.path FROM moment JOIN source ON source.id = moment.source
                    WHERE moment.at > ? AND moment.what IN ({",".join("?" * len(kinds))})"""
        return [row[0] for row in self._connection.execute(query, (time, *kinds))]

    def crossed(self, one: str, other: str) -> list[str]:
        """The paths of the articles with a moment after one time and not after the other, in either order."""
        query = """SELECT DISTINCT source.path FROM moment JOIN source ON source.id = moment.source
                   WHERE moment.at > ? AND moment.at <= ?"""
        return [row[0] for row in self._connection.execute(query, (min(one, other), max(one, other)))]
