"""The files that a build has looked at: their stamps as a hint, the digests of their bytes as the truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from generator.folders import Stamp
from generator.ground import folded
from generator.kinds import is_sidecar, is_text
from generator.urls import media_url

Known = tuple[int | None, ...]
"""The stamp of a file as the last build saw it, equal to a `Stamp`; one of nothing has to be read again."""


class Files:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[str, Known]:
        """Every file, by its path."""
        rows = self._connection.execute("SELECT path, size, mtime, ctime, inode FROM file")
        return {row[0]: row[1:] for row in rows}

    def known_below(self, paths: Iterable[str]) -> dict[str, Known]:
        """Some files, and all below some folders."""
        query = """SELECT path, size, mtime, ctime, inode FROM file
                   WHERE path = ? OR (path >= ? AND path < ?)"""
        rows = (
            row for path in paths for row in self._connection.execute(query, (path, f"{path}/", f"{path}0"))
        )
        return {row[0]: row[1:] for row in rows}

    def below(self, prefix: str) -> list[tuple[str, bytes]]:
        """Every file whose path begins with a prefix, with its digest, in the order of paths."""
        query = "SELECT path, digest FROM file WHERE path >= ? AND path < ? ORDER BY path"
        return self._connection.execute(query, (prefix, f"{prefix}\U0010ffff")).fetchall()

    def beside(self, stem: str) -> list[str]:
        """The files with a name and any ending, in the order of paths."""
        query = "SELECT path FROM file WHERE path >= ? AND path < ? ORDER BY path"
        found = (row[0] for row in self._connection.execute(query, (f"{stem}.", f"{stem}/")))
        return [path for path in found if path.rpartition(".")[0] == stem]

    def put(self, path: str, stamp: Stamp | None, digest: bytes) -> None:
        beside = path.startswith("content/") and not (is_text(path) or is_sidecar(path))
        row = path, *(stamp or (None,) * 4), digest, folded(media_url(path)) if beside else None
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def alike(self) -> list[list[str]]:
        """The files beside the articles that would be published in one place, as many disks see it."""
        query = """SELECT place, path FROM file WHERE place IN
                   (SELECT place FROM file WHERE place IS NOT NULL GROUP BY place HAVING count(*) > 1)
                   ORDER BY place, path"""
        found = groupby(self._connection.execute(query), key=itemgetter(0))
        return [[path for _, path in group] for _, group in found]

    def forget(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in paths))
