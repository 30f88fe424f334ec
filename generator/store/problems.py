"""The problems of the last builds, by what they were found in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from generator.model import Problem

_DECODER = msgspec.msgpack.Decoder(tuple[Problem, ...])


class Problems:
    """An owner is a kind and a name: `source content/a.md`, `job 17`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, owner: str, problems: Iterable[Problem]) -> None:
        """The problems of an owner, in place of those that it had."""
        found = tuple(problems)
        if found:
            row = owner, msgspec.msgpack.encode(found)
            self._connection.execute("INSERT OR REPLACE INTO problem VALUES (?, ?)", row)
        else:
            self._connection.execute("DELETE FROM problem WHERE owner = ?", (owner,))

    def all(self, kind: str = "") -> Iterator[Problem]:
        """Every problem; with `kind`, those whose owners are of it."""
        for _, problems in self.owned(kind):
            yield from problems

    def owned(self, kind: str = "") -> Iterator[tuple[str, tuple[Problem, ...]]]:
        """Problems with their owners."""
        bounds = (f"{kind} ", f"{kind}!") if kind else ("", "\U0010ffff")
        query = "SELECT owner, problems FROM problem WHERE owner >= ? AND owner < ?"
        for owner, problems in self._connection.execute(query, bounds):
            yield owner, _DECODER.decode(problems)
