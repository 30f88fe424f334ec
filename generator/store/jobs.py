"""The jobs: which there are, and which of them are not done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from generator.indexes import Key
from generator.model import Record
from generator.reasons import Reason
from generator.rows import LAST
from generator.store.keys import joined, parted

FRESH, STALE, GONE = 0, 1, 2
"""A job is done; it is to be done; its file is to be removed. Only publishing makes one fresh."""

_REASON = msgspec.msgpack.Decoder(Reason)


class Job(Record, frozen=True, array_like=True):
    """One file of the site to be made: a line of `KINDS` and a key."""

    id: int
    kind: int
    key: Key


class Jobs:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def in_family(self, kind: int, family: Key) -> dict[Key, tuple[int, int]]:
        """The jobs that grew from a group: number and state by key."""
        query = "SELECT key, id, state FROM job WHERE kind = ? AND family = ?"
        rows = self._connection.execute(query, (kind, joined(family)))
        return {parted(key): (number, state) for key, number, state in rows}

    def families(self, kind: int) -> set[Key]:
        query = "SELECT DISTINCT family FROM job WHERE kind = ?"
        return {parted(row[0]) for row in self._connection.execute(query, (kind,))}

    def add(self, rows: Iterable[tuple[int, Key, Key, str | None]], reason: Reason) -> None:
        """New jobs, each with its kind, family, key and URL."""
        why = msgspec.msgpack.encode(reason)
        values = ((kind, joined(family), joined(key), url, STALE, why) for kind, family, key, url in rows)
        self._connection.executemany("INSERT INTO job VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)

    def mark_stale(self, jobs: Iterable[tuple[int, Reason]]) -> None:
        """Let fresh jobs be done again. What they said of the sources holds no more."""
        self._mark("state = 0 AND id", STALE, jobs)

    def mark_gone(self, jobs: Iterable[tuple[int, Reason]]) -> None:
        """Let the files of jobs be removed."""
        self._mark("id", GONE, jobs)

    def bring_back(self, jobs: Iterable[tuple[int, Reason]]) -> None:
        """Let jobs that were to go be done instead."""
        self._mark("id", STALE, jobs)

    def _mark(self, which: str, state: int, jobs: Iterable[tuple[int, Reason]]) -> None:
        rows = [(state, msgspec.msgpack.encode(reason), number) for number, reason in jobs]
        if not rows:
            return
        self._connection.executemany(f"UPDATE job SET state = ?, reason = ? WHERE {which} = ?", rows)
        owners = ((f"job {number}",) for _, _, number in rows)
        self._connection.executemany("DELETE FROM problem WHERE owner = ?", owners)

    def stale(self, kinds: Iterable[int] | None = None, most: int = -1) -> list[Job]:
        """The jobs to be done, no more than `most` where it is given: what is linked to before what links."""
        # The first condition is that of the index: without it every job would be read.
        which = "state != 0 AND state = ?"
        if kinds is not None:
            which += f" AND kind IN ({','.join(map(str, kinds))})"
        query = f"SELECT id, kind, key FROM job WHERE {which} ORDER BY kind, key LIMIT ?"
        rows = self._connection.execute(query, (STALE, most))
        return [Job(number, kind, parted(key)) for number, kind, key in rows]

    def waiting(self, number: int) -> Job | None:
        """A job, if it is to be done."""
        query = "SELECT id, kind, key FROM job WHERE id = ? AND state = ?"
        row = self._connection.execute(query, (number, STALE)).fetchone()
        return Job(row[0], row[1], parted(row[2])) if row else None

    def at(self, url: str) -> list[int]:
        """The jobs of lists and other pages that stand at a URL."""
        query = "SELECT id FROM job WHERE url = ? AND url IS NOT NULL"
        return [row[0] for row in self._connection.execute(query, (url,))]

    def beginning(self, kind: int, start: str) -> list[int]:
        """The jobs of a kind whose keys begin with a text."""
        query = "SELECT id FROM job WHERE kind = ? AND key >= ? AND key < ?"
        return [row[0] for row in self._connection.execute(query, (kind, start, f"{start}{LAST}"))]

    def undone(self) -> int:
        """How many jobs are to be done, or to go."""
        return int(self._connection.execute("SELECT count(*) FROM job WHERE state != 0").fetchone()[0])

    def all_done(self) -> bool:
        return self._connection.execute("SELECT 1 FROM job WHERE state != 0 LIMIT 1").fetchone() is None

    def gone(self) -> list[int]:
        query = "SELECT id FROM job WHERE state != 0 AND state = ?"
        return [row[0] for row in self._connection.execute(query, (GONE,))]

    def settle(self, done: Iterable[int], removed: Iterable[int]) -> None:
        """After publishing: these are done, and those exist no more."""
        self._connection.executemany("UPDATE job SET state = 0 WHERE id = ?", ((each,) for each in done))
        for number in removed:
            self._connection.execute("DELETE FROM job WHERE id = ?", (number,))

    def count(self, kinds: Iterable[int]) -> int:
        """How many jobs of some kinds there are."""
        places = ",".join(str(kind) for kind in kinds)
        all_jobs = f"SELECT count(*) FROM job WHERE kind IN ({places})"
        # Two questions that indexes answer: a correction in a large archive must not read every job.
        query = f"SELECT ({all_jobs}) - ({all_jobs} AND state != 0 AND state = {GONE})"
        return int(self._connection.execute(query).fetchone()[0])

    def get(self, number: int) -> tuple[Job, int, Reason | None] | None:
        query = "SELECT id, kind, key, state, reason FROM job WHERE id = ?"
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            return None
        return Job(row[0], row[1], parted(row[2])), row[3], _REASON.decode(row[4]) if row[4] else None
