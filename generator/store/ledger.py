"""The ledger of addresses as the store keeps it, and which of them were no page at the last publication."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from generator.ledger.lines import Ledger, Line

PLENTY = 500
"""Values that one question asks for."""


class Addresses:
    """Lines are `dead` until a publication has seen that their file is there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def renew(self, ledger: Ledger) -> bool:
        """Hold the lines of a ledger, in place of those of the one before; whether they are others."""
        known = set(self._connection.execute("SELECT url, source, digest, key FROM ledger"))
        lines = {(line.url, line.source, line.digest, line.key): line.path for line in ledger.lines}
        query = "DELETE FROM ledger WHERE url = ? AND source = ? AND digest = ? AND key = ?"
        self._connection.executemany(query, known - lines.keys())
        new = ((*parts, path) for parts, path in lines.items() if parts not in known)
        self._connection.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, 1)", new)
        return known != lines.keys()

    def dead(self) -> list[Line]:
        """The lines whose files were not there, or were not looked for yet."""
        query = "SELECT url, source, digest, key FROM ledger WHERE dead"
        return [Line(*row) for row in self._connection.execute(query)]

    def at(self, paths: Iterable[str]) -> list[Line]:
        """The lines of some files of the output."""
        return self._where("path", paths)

    def of(self, sources: Iterable[str]) -> list[Line]:
        """The lines of some articles."""
        return self._where("source", sources)

    def strays(self) -> list[Line]:
        """The lines of articles whose files are not there any more."""
        query = """SELECT url, source, digest, key FROM ledger
                   WHERE source != '' AND source NOT IN (SELECT path FROM source)"""
        return [Line(*row) for row in self._connection.execute(query)]

    def _where(self, column: str, values: Iterable[str]) -> list[Line]:
        wanted, found = list(values), []
        for start in range(0, len(wanted), PLENTY):
            some = wanted[start : start + PLENTY]
            query = f"""SELECT url, source, digest, key FROM ledger
                        WHERE {column} IN ({",".join("?" * len(some))})"""
            found += [Line(*row) for row in self._connection.execute(query, some)]
        return found

    def mark(self, living: Iterable[str], dead: Iterable[str]) -> None:
        """Note which files were there when the site was published, and which were not."""
        for state, paths in enumerate((living, dead)):
            rows = ((state, path) for path in paths)
            self._connection.executemany("UPDATE ledger SET dead = ? WHERE path = ?", rows)
