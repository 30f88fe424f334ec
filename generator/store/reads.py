"""What each job has read, to be found by job and by what was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from generator.indexes import Key
from generator.rows import LAST, Read
from generator.store.keys import joined, parted

PLENTY = 50_000
"""Reads that may gather in memory."""
KNOWN = 300_000
"""Spots whose numbers are kept in memory."""

_NOTES = msgspec.msgpack.Decoder(list[tuple[str, Key, str, str, str]])
_SPOTS = msgspec.msgpack.Decoder(list[int])


def noted(reads: Iterable[Read]) -> bytes:
    """Reads as they travel from the process that made them."""
    return msgspec.msgpack.encode(list(reads))


class Reads:
    """Writes gather here and reach the tables with `flush`. `forget` comes before `note` for a job."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._spots: dict[tuple[str, Key], int] = {}
        self._rows: list[tuple[int, int, str | None, str | None, str]] = []
        self._jobs: list[tuple[int, bytes]] = []

    def forget(self, jobs: Iterable[int]) -> None:
        for job in jobs:
            rows = ((spot, job) for spot in self._of(job))
            self._connection.executemany("DELETE FROM read WHERE spot = ? AND job = ?", rows)
            self._connection.execute("DELETE FROM job_reads WHERE job = ?", (job,))

    def note(self, job: int, notes: bytes) -> None:
        """Note what a job has read, as `noted` gives it."""
        spots = set()
        for index, key, low, high, shape in _NOTES.decode(notes):
            spot = self._spots.get((index, key)) or self._spot(index, key)
            spots.add(spot)
            self._rows.append((spot, job, low or None, None if high == LAST else high, shape))
        self._jobs.append((job, msgspec.msgpack.encode(sorted(spots))))
        if len(self._rows) > PLENTY:
            self.flush()

    def flush(self) -> None:
        self._connection.executemany("INSERT INTO read VALUES (?, ?, ?, ?, ?)", self._rows)
        self._connection.executemany("INSERT INTO job_reads VALUES (?, ?)", self._jobs)
        self._rows, self._jobs = [], []
        if len(self._spots) > KNOWN:
            self._spots.clear()

    def _spot(self, index: str, key: Key) -> int:
        query = "INSERT INTO spot VALUES (NULL, ?, ?) ON CONFLICT DO UPDATE SET idx = idx RETURNING id"
        number = int(self._connection.execute(query, (index, joined(key))).fetchone()[0])
        self._spots[index, key] = number
        return number

    def _of(self, job: int) -> list[int]:
        row = self._connection.execute("SELECT spots FROM job_reads WHERE job = ?", (job,)).fetchone()
        return _SPOTS.decode(row[0]) if row else []

    def of(self, index: str, key: Key, order: str) -> Iterator[tuple[int, Read]]:
        """Every read of a key at a place in its order, with its job."""
        # Of a large list there are thousands, and hardly one is of this place: SQLite leaves them out.
        query = """SELECT job, low, high, shape FROM read
                   WHERE spot = (SELECT id FROM spot WHERE idx = ?1 AND key = ?2)
                   AND (low IS NULL OR low <= ?3) AND (high IS NULL OR ?3 < high)"""
        for job, *read in self._connection.execute(query, (index, joined(key), order)):
            yield job, _read(index, key, *read)

    def by(self, job: int) -> list[Read]:
        """Everything that a job has read, in the order of indexes and keys."""
        query = """SELECT idx, key, low, high, shape FROM read JOIN spot ON spot.id = read.spot
                   WHERE spot = ? AND job = ?"""
        rows = (row for spot in self._of(job) for row in self._connection.execute(query, (spot, job)))
        return sorted(_read(index, parted(key), *read) for index, key, *read in rows)


def _read(index: str, key: Key, low: str | None, high: str | None, shape: str) -> Read:
    return Read(index, key, low or "", LAST if high is None else high, shape)
