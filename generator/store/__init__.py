"""The store: what the builds before have seen, read and made. It can be deleted at any time.

One SQLite file for each output, under `.broadsheet/` of the site, and never in the output: it holds drafts.
Its invariant is that every page which is not as it should be now belongs to a job that is not fresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from generator.store import database
from generator.store.entries import Entries, Facts, Moments
from generator.store.files import Files
from generator.store.jobs import Jobs
from generator.store.ledger import Addresses
from generator.store.outputs import Outputs
from generator.store.problems import Problems
from generator.store.reads import Reads
from generator.store.rows import StoredRows
from generator.store.sources import Sources


class Store:
    """The tables, each by the part that knows it, over one connection."""

    def __init__(self, opened: database.Opened, path: Path) -> None:
        connection = opened.connection
        self._connection = connection
        self.path = path
        self.remark = opened.remark  # what is to be told of how it was found
        self.vouch = opened.vouch  # before anything is done that cannot be undone
        self.files = Files(connection)
        self.sources = Sources(connection)
        self.entries = Entries(connection)
        self.facts = Facts(connection)
        self.moments = Moments(connection)
        self.problems = Problems(connection)
        self.jobs = Jobs(connection)
        self.reads = Reads(connection)
        self.outputs = Outputs(connection)
        self.addresses = Addresses(connection)

    def recall(self, name: str) -> Any:
        """What `note` has noted under a name: plain data, or None."""
        row = self._connection.execute("SELECT value FROM fact_of_build WHERE name = ?", (name,)).fetchone()
        return msgspec.msgpack.decode(row[0]) if row else None

    @property
    def version(self) -> bytes:
        """A digest of the code and the libraries that the store was made by."""
        query = "SELECT value FROM fact_of_build WHERE name = 'version'"
        return bytes(self._connection.execute(query).fetchone()[0])

    def note(self, name: str, value: Any) -> None:
        row = name, msgspec.msgpack.encode(value)
        self._connection.execute("INSERT OR REPLACE INTO fact_of_build VALUES (?, ?)", row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nested ones are part of the outer one."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def rows(self) -> StoredRows:
        """What views of this process read from; it sees what stands in the tables now, and keeps it."""
        return StoredRows(self._connection)


@contextmanager
def open_store(
    path: Path, version: bytes, waiting: database.Waiting = lambda _: None, clean: bool = False
) -> Iterator[Store]:
    """The store at `path`, held for this process alone until it is closed.

    Raises `OSError` where it cannot be written, and `sqlite3.DatabaseError` where it turns out to be damaged.
    """
    with database.locked(path, waiting):
        if clean:
            database.discard(path)
        opened = database.connect(path, version)
        try:
            yield Store(opened, path)
        finally:
            database.close(opened, path)
