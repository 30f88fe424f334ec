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
_NUMBERS = msgspec.msgpack.Decoder(list[int])


def noted(reads: Iterable[Read]) -> bytes:
    """Reads as they travel from the process that made them."""
    return msgspec.msgpack.encode(list(reads))


class Reads:
    """Writes gather here and reach the tables with `flush`. `forget` comes before `note` for a job.

    Of a large list there are thousands of reads, and hardly one covers a given place. Each is found by its
    stem, which is what its two ends begin with: every place between them begins so as well.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._spots: dict[tuple[str, Key], int] = {}
        self._rows: list[tuple[int, int, int, str, str | None, str | None, str]] = []
        self._jobs: list[tuple[int, bytes]] = []

    def forget(self, jobs: Iterable[int]) -> None:
        for job in jobs:
            rows = ((number,) for number in self._of(job))
            self._connection.executemany("DELETE FROM read WHERE id = ?", rows)
            self._connection.execute("DELETE FROM job_reads WHERE job = ?", (job,))

    def note(self, job: int, notes: bytes) -> None:
        """Note what a job has read, as `noted` gives it."""
        numbers = []
        for number, (index, key, low, high, shape) in enumerate(_NOTES.decode(notes), self._next()):
            spot = self._spots.get((index, key)) or self._spot(index, key)
            ends = (low or None, None if high == LAST else high)
            self._rows.append((number, spot, job, _stem(low, high), *ends, shape))
            numbers.append(number)
        self._jobs.append((job, msgspec.msgpack.encode(numbers)))
        if len(self._rows) > PLENTY:
            self.flush()

    def _next(self) -> int:
        """The number of the read that is noted next."""
        if self._rows:
            return self._rows[-1][0] + 1
        return int(self._connection.execute("SELECT ifnull(max(id), 0) + 1 FROM read").fetchone()[0])

    def flush(self) -> None:
        self._connection.executemany("INSERT INTO read VALUES (?, ?, ?, ?, ?, ?, ?)", self._rows)
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
        row = self._connection.execute("SELECT reads FROM job_reads WHERE job = ?", (job,)).fetchone()
        return _NUMBERS.decode(row[0]) if row else []

    def of(self, index: str, key: Key, order: str) -> Iterator[tuple[int, Read]]:
        """Every read of a key at a place in its order, with its job."""
        stems = [order[:length] for length in range(len(order) + 1)]
        query = f"""SELECT job, low, high, shape FROM read
                    WHERE spot = (SELECT id FROM spot WHERE idx = ? AND key = ?)
                    AND stem IN ({", ".join("?" * len(stems))})
                    AND (low IS NULL OR low <= ?) AND (high IS NULL OR ? < high)"""
        for job, *read in self._connection.execute(query, (index, joined(key), *stems, order, order)):
            yield job, _read(index, key, *read)

    def by(self, job: int) -> list[Read]:
        """Everything that a job has read, in the order of indexes and keys."""
        query = """SELECT idx, key, low, high, shape FROM read JOIN spot ON spot.id = read.spot
                   WHERE read.id = ?"""
        rows = (row for number in self._of(job) for row in self._connection.execute(query, (number,)))
        return sorted(_read(index, parted(key), *read) for index, key, *read in rows)


def _stem(low: str, high: str) -> str:
    """What both begin with."""
    for place, (one, other) in enumerate(zip(low, high, strict=False)):
        if one != other:
            return low[:place]
    return low[: len(high)]


def _read(index: str, key: Key, low: str | None, high: str | None, shape: str) -> Read:
    return Read(index, key, low or "", LAST if high is None else high, shape)
