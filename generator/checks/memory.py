"""What checks remember of an output: one SQLite file beside the store, which can be deleted at any time.

It belongs to one address of the site and one version of the code; with others it begins anew. All that it
holds is told by digests: it makes checks quick, and never makes them find anything else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from generator.checks.facts import Facts
from generator.folders import Stamp
from generator.model import Problem, Record
from generator.store.database import Waiting, discard, locked

SUFFIX = ".checks"

_SCHEMA = """
CREATE TABLE note (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
-- The files of the output; one without a time was too young to be known again without reading it.
CREATE TABLE file (
  path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
  digest BLOB NOT NULL, facts BLOB NOT NULL, said BLOB
) WITHOUT ROWID;
-- The articles, by digests of all that the rules have read of them.
CREATE TABLE article (path TEXT PRIMARY KEY, digest BLOB NOT NULL, reads BLOB, problems BLOB) WITHOUT ROWID;
"""
_FACTS = msgspec.msgpack.Decoder(Facts)
_TEXTS = msgspec.msgpack.Decoder(tuple[str, ...])
_PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
_READS = msgspec.msgpack.Decoder(tuple[tuple[str, tuple[str, ...], bytes], ...])

Reads = tuple[tuple[str, tuple[str, ...], bytes], ...]
"""Single values that a rule has read: index, key, and a digest of the value."""


class Seen(Record, frozen=True):
    """A file of the output as it was looked at. Without a stamp it is read again."""

    stamp: Stamp | None
    digest: bytes
    facts: Facts
    said: tuple[str, ...] = ()  # of the texts that were sought, those that it holds


class Judged(Record, frozen=True):
    """An article as the rules found it."""

    digest: bytes
    reads: Reads
    problems: tuple[Problem, ...]


class Memory:
    """The tables, read as a whole and written as far as they have changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def files(self) -> dict[str, Seen]:
        found: dict[str, Seen] = {}
        query = "SELECT path, size, mtime, ctime, inode, digest, facts, said FROM file"
        for path, size, mtime, ctime, inode, digest, facts, said in self._connection.execute(query):
            stamp = None if mtime is None else Stamp(size, mtime, ctime, inode)
            found[path] = Seen(stamp, digest, _FACTS.decode(facts), _TEXTS.decode(said) if said else ())
        return found

    def put_files(self, seen: Iterable[tuple[str, Seen]], gone: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        query = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(query, (_row(path, each) for path, each in seen))

    def articles(self) -> dict[str, Judged]:
        query = "SELECT path, digest, reads, problems FROM article"
        return {
            path: Judged(
                digest, _READS.decode(reads) if reads else (), _PROBLEMS.decode(problems) if problems else ()
            )
            for path, digest, reads, problems in self._connection.execute(query)
        }

    def put_articles(self, judged: Iterable[tuple[str, Judged]], gone: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM article WHERE path = ?", ((path,) for path in gone))
        rows = ((path, each.digest, _packed(each.reads), _packed(each.problems)) for path, each in judged)
        self._connection.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)", rows)

    def texts(self) -> tuple[str, ...]:
        """The texts that all files were searched for."""
        row = self._connection.execute("SELECT value FROM note WHERE name = 'texts'").fetchone()
        return _TEXTS.decode(row[0]) if row else ()

    def put_texts(self, texts: Iterable[str]) -> None:
        row = "texts", msgspec.msgpack.encode(tuple(texts))
        self._connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Where the disk fails, the next check does without."""
        with suppress(sqlite3.OperationalError):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


@contextmanager
def memory_of(store: Path, made_by: bytes, waiting: Waiting) -> Iterator[Memory]:
    """What checks remember beside a store. `made_by` is a digest of all that the whole of it depends on.

    Another check of the same output waits meanwhile. Raises `OSError` when the disk fails.
    """
    path = store.with_suffix(SUFFIX)
    with locked(path, waiting):
        connection = _open(path, made_by)
        try:
            yield Memory(connection)
        finally:
            connection.close()


def _open(path: Path, made_by: bytes) -> sqlite3.Connection:
    """The memory, or a new one where it is damaged or of other code."""
    with suppress(sqlite3.DatabaseError):
        connection = _connect(path)
        if _maker(connection) == made_by:
            return connection
        connection.close()
    discard(path)
    try:
        connection = _connect(path)
        _begin(connection, made_by)
    except sqlite3.DatabaseError:  # it cannot be kept here
        connection = _connect(":memory:")
        _begin(connection, made_by)
    return connection


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # Whatever a crash leaves is thrown away when it turns out to be damaged.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _begin(connection: sqlite3.Connection, made_by: bytes) -> None:
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO note VALUES ('made by', ?)", (made_by,))


def _maker(connection: sqlite3.Connection) -> bytes:
    try:
        row = connection.execute("SELECT value FROM note WHERE name = 'made by'").fetchone()
    except sqlite3.OperationalError:  # an empty file has no tables
        return b""
    return bytes(row[0]) if row else b""


def _row(path: str, seen: Seen) -> tuple[object, ...]:
    stamp = seen.stamp or (None, None, None, None)
    return (path, *stamp, seen.digest, msgspec.msgpack.encode(seen.facts), _packed(seen.said))


def _packed(values: tuple[object, ...]) -> bytes | None:
    return msgspec.msgpack.encode(values) if values else None
