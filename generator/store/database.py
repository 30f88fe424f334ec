"""The file of the store: opened, made anew when it cannot be trusted, closed so that it can be.

Beside the database lie its lock, by which the kernel keeps other builds out, and its seal: the size and
the time that it had when it was closed. A database that has others now has been changed by somebody
else, cut or damaged, and is thrown away: it can always be made again.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from generator.disk import write_whole
from generator.model import Record
from generator.store.schema import READ_INDEXES, SCHEMA

Waiting = Callable[[str], None]
"""Told once that another process is at work, with what is known of it."""

DAMAGED = "The store was not as the last build left it; everything has been built anew."
RENEWED = "The code or a library is another one than in the last build; everything has been built anew."
CACHE = 64 * 1024  # KiB of pages that SQLite may keep in memory
JOURNAL = 64 * 1024 * 1024  # bytes of the journal that stay on the disk while a store is open


class Seal(Record, frozen=True):
    """What lies beside the database."""

    process: int = 0  # that has the store open
    size: int = -1  # of the database when it was closed
    mtime: int = -1


@contextmanager
def locked(database: Path, waiting: Waiting) -> Iterator[None]:
    """Hold a store for this process alone. The kernel lets go of the lock however the process ends."""
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{database}.lock")
    try:
        lock.acquire(timeout=0.2)
    except Timeout:
        holder = read_seal(database).process
        waiting(f"process {holder}" if holder else "another process")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def read_seal(database: Path) -> Seal:
    try:
        return msgspec.json.decode(Path(f"{database}.seal").read_bytes(), type=Seal)
    except (OSError, msgspec.DecodeError):
        return Seal()


def _write_seal(database: Path, seal: Seal) -> None:
    write_whole(Path(f"{database}.seal"), msgspec.json.encode(seal))


def connect(database: Path, version: bytes) -> tuple[sqlite3.Connection, str]:
    """The store, and what is to be told of it. `version` is a digest of all that it depends on as a whole."""
    seal = read_seal(database)
    remark = ""
    if database.exists() and not _is_as_it_was(database, seal):
        remark = DAMAGED
        discard(database)
    claim(database)
    try:
        connection = _open(database)
        if (found := _version(connection)) != version:
            remark = RENEWED if found else remark
            connection.close()
            discard(database)
            connection = _make(database, version)
    except sqlite3.DatabaseError:
        discard(database)
        remark, connection = DAMAGED, _make(database, version)
    return connection, remark


def _is_as_it_was(database: Path, seal: Seal) -> bool:
    """Whether nobody else has touched it. One that a killed build left open is SQLite's to recover."""
    if seal.process:
        return True
    found = database.stat()
    return (found.st_size, found.st_mtime_ns) == (seal.size, seal.mtime)


def _open(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None, cached_statements=256)
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _make(database: Path, version: bytes) -> sqlite3.Connection:
    connection = _open(database)
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO fact_of_build VALUES ('version', ?)", (version,))
    return connection


def _version(connection: sqlite3.Connection) -> bytes | None:
    try:
        row = connection.execute("SELECT value FROM fact_of_build WHERE name = 'version'").fetchone()
    except sqlite3.OperationalError:  # an empty file has no tables
        return None
    return row[0] if row else None


def claim(database: Path) -> None:
    """Note that this process is at work on the store."""
    _write_seal(database, Seal(process=os.getpid()))


def settle(connection: sqlite3.Connection) -> None:
    """Leave the store as the next build is to find it."""
    if connection.in_transaction:
        connection.rollback()
    connection.executescript(READ_INDEXES)


def close(connection: sqlite3.Connection, database: Path) -> None:
    """Close the store and note how it was left."""
    settle(connection)
    _into_one_file(connection)
    connection.close()
    with suppress(OSError):
        found = database.stat()
        _write_seal(database, Seal(0, found.st_size, found.st_mtime_ns))


def _into_one_file(connection: sqlite3.Connection) -> None:
    """Bring all into the database before its size is noted.

    Closing does not see to that: the statements that Python caches keep a closed connection alive until
    the next garbage collection. One of a build before, in the same process, may still be alive, too.
    """
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy(database: Path, target: Path) -> None:
    """Begin a store where another one is, unless there is one already, or the other is at work or damaged."""
    seal = read_seal(database)
    if target.exists() or seal.process or not database.exists() or not _is_as_it_was(database, seal):
        return
    lock = FileLock(f"{database}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return
    try:
        shutil.copyfile(database, target)
    finally:
        lock.release()
    found = target.stat()
    _write_seal(target, Seal(0, found.st_size, found.st_mtime_ns))


def discard(database: Path) -> None:
    """Remove the store. It can always be made again."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
