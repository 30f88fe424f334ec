"""The files that lie in the output, as the builds before have put them there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from generator.ground import folded
from generator.manifest import Owned
from generator.model import Record

ORPHAN = -1
"""The job of files that only the manifest knows."""


class Output(Record, frozen=True):
    """One published file."""

    path: str
    job: int
    owned: Owned
    size: int = -1  # bytes
    mtime: int = -1  # nanoseconds


class Outputs:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, outputs: Iterable[Output]) -> None:
        rows = (
            (
                each.path,
                folded(each.path),
                each.job,
                each.owned.digest,
                each.owned.source,
                each.owned.identity,
                each.size,
                each.mtime,
            )
            for each in outputs
        )
        self._connection.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def retime(self, times: Mapping[str, int]) -> None:
        """Note when files were modified, by their paths, in nanoseconds."""
        rows = ((mtime, path) for path, mtime in times.items())
        self._connection.executemany("UPDATE output SET mtime = ? WHERE path = ?", rows)

    def remove(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM output WHERE path = ?", ((path,) for path in paths))

    def stamps(self) -> Iterator[tuple[str, int, int, int]]:
        """Path, job, size and time of every file."""
        yield from self._connection.execute("SELECT path, job, size, mtime FROM output")

    def owned(self) -> dict[str, Owned]:
        """Every file, as the manifest names them."""
        query = "SELECT path, digest, source, identity FROM output ORDER BY path"
        return {path: Owned(*owned) for path, *owned in self._connection.execute(query)}

    def get(self, path: str) -> Owned | None:
        query = "SELECT digest, source, identity FROM output WHERE path = ?"
        row = self._connection.execute(query, (path,)).fetchone()
        return Owned(*row) if row else None

    def orphans(self) -> bool:
        """Whether there are files that only the manifest knows."""
        return bool(self.of((ORPHAN,)))

    def of(self, jobs: Iterable[int]) -> dict[str, str]:
        """The files of some jobs, each with its article (or "")."""
        query = "SELECT path, source FROM output WHERE job = ?"
        return {path: source for job in jobs for path, source in self._connection.execute(query, (job,))}

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM output").fetchone()[0])

    def job(self, path: str) -> int | None:
        row = self._connection.execute("SELECT job FROM output WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def in_the_way(self, path: str) -> list[tuple[str, int]]:
        """Files with the place of `path`, of a folder above it, or below it as a folder, small or capital."""
        name = folded(path)
        parts = name.split("/")
        above = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
        marks = ",".join("?" * len(above))
        query = f"""SELECT path, job FROM output WHERE folded IN ({marks})
                    UNION ALL SELECT path, job FROM output WHERE folded >= ? AND folded < ?"""
        return list(self._connection.execute(query, (*above, f"{name}/", f"{name}0")))
