"""The file of the store: opened, made anew when it cannot be trusted, closed so that it can be.

Beside the database lie its lock, by which the kernel keeps other builds out, its seal, which is the size and
the time that it had when it was closed, and its sums. A database of another time that has not its sums has
been changed by somebody else, cut or damaged, and is thrown away: it can always be made again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.model import Record
from generator.store import log, seals, sums
from generator.store.schema import READ_INDEXES, SCHEMA
from generator.store.seals import Seal

Waiting = Callable[[str], None]
"""Told once that another process is at work, with what is known of it."""

DAMAGED = "The store was not as the last build left it; everything has been built anew."
RENEWED = "The code or a library is another one than in the last build; everything has been built anew."
CACHE = 64 * 1024  # KiB of pages that SQLite may keep in memory
PATIENCE = 5.0  # seconds to wait for somebody who reads
OFTEN = 1000  # pages in the journal after which it is emptied, where nothing speaks against it
JOURNAL = 64 * 1024 * 1024  # bytes of the journal that stay on the disk while a store is open


class Damaged(sqlite3.DatabaseError):
    """The store is not as the last build left it."""


@contextmanager
def locked(database: Path, waiting: Waiting) -> Iterator[None]:
    """Hold a store for this process alone. The kernel lets go of the lock however the process ends."""
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{database}.lock")
    try:
        lock.acquire(timeout=0.2)
    except Timeout:
        holder = seals.read(database).process
        waiting(f"process {holder}" if holder else "another process")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


class Opened(Record, frozen=True):
    """A store that is open."""

    connection: sqlite3.Connection
    remark: str = ""  # what is to be told of it
    # Where it was closed as it should be, or its log is whole: what it is held against, as long as nothing is
    # moved out of the log.
    known: sums.Sums | None = None
    watch: sums.Watch | None = None

    def vouch(self) -> None:
        """Raises `Damaged` where a byte is not as it was, which may take as long as reading the file."""
        if self.watch and not self.watch.holds():
            raise Damaged(DAMAGED)


def connect(database: Path, version: bytes) -> Opened:
    """Open a store, or begin it. `version` is a digest of all that it depends on as a whole."""
    seal, known = seals.read(database), sums.read(database)
    there = database.exists()
    sound = there and _is_as_it_was(database, seal, known)
    seals.claim(database)
    if not sound:
        return _anew(database, version, DAMAGED if there else "")
    try:
        opened = _opened(database, seal, known) if known else Opened(_open(database))
        if (found := _version(opened.connection)) == version:
            return opened
        opened.connection.close()
        return _anew(database, version, RENEWED if found else "")
    except sqlite3.DatabaseError:
        return _anew(database, version, DAMAGED)


def _is_as_it_was(database: Path, seal: Seal, known: sums.Sums | None) -> bool:
    """Whether nobody else has touched it. One that a killed build left open is SQLite's to recover.

    A copy has another time, and the same bytes.
    """
    if seal.process:
        return True
    if known is None:
        return False
    found = database.stat()
    if (found.st_size, found.st_mtime_ns) == (seal.size, seal.mtime):
        return True
    unsealed = any(Path(f"{database}{suffix}").exists() for suffix in ("-wal", "-journal"))
    return not unsealed and sums.Watch(database, known).holds()


def _opened(database: Path, seal: Seal, known: sums.Sums) -> Opened:
    """A store with sums. The database stays as it is until it is closed, and the log has what is written."""
    if seal.process:
        return _recovered(database, known)
    connection = _open(database, logs=True)
    return Opened(connection, "", known, sums.Watch(database, known))


def _recovered(database: Path, known: sums.Sums) -> Opened:
    """A store that a killed build has left open: what is in its log is written into it, and summed.

    Raises `Damaged`. The log has sums of its own, and SQLite stops where one is wrong: then it is too short.
    """
    left = log.read(database)
    if not sums.Watch(database, known, left).holds():
        raise Damaged(DAMAGED)
    to_be = sums.summed(database, known, left)
    sums.write(database, to_be)
    connection = _open(database, logs=True)
    _, frames, _ = connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    if left.frames and frames < left.frames:
        connection.close()
        raise Damaged(DAMAGED)
    return Opened(connection, "", to_be)


def loosened(opened: Opened, database: Path) -> Opened:
    """A store that is to be open for long, so that its log has to be emptied now and then: without sums.

    Raises `Damaged`, and has closed it then.
    """
    try:
        opened.vouch()
    except Damaged:
        opened.connection.close()
        raise
    sums.forget(database)
    opened.connection.execute(f"PRAGMA wal_autocheckpoint = {OFTEN}")
    return Opened(opened.connection, opened.remark)


def _open(database: Path, logs: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(database, PATIENCE, isolation_level=None, cached_statements=256)
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL}")
    connection.execute("PRAGMA temp_store = MEMORY")
    if logs:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def _anew(database: Path, version: bytes, remark: str) -> Opened:
    discard(database)
    connection = _open(database)
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO fact_of_build VALUES ('version', ?)", (version,))
    return Opened(connection, remark)


def _version(connection: sqlite3.Connection) -> bytes | None:
    try:
        row = connection.execute("SELECT value FROM fact_of_build WHERE name = 'version'").fetchone()
    except sqlite3.OperationalError:  # an empty file has no tables
        return None
    return row[0] if row else None


def settle(connection: sqlite3.Connection) -> None:
    """Leave the store as the next build is to find it."""
    if connection.in_transaction:
        connection.rollback()
    connection.executescript(READ_INDEXES)


def close(opened: Opened, database: Path) -> None:
    """Close the store and note how it was left; one that is damaged is not left at all."""
    try:
        settle(opened.connection)
        sound = opened.watch is None or opened.watch.holds()
        summed = sound and _sum_up(opened, database)
        _into_one_file(opened.connection)
        opened.connection.close()
    except BaseException:  # Ctrl-C, no memory: SQLite moves its log into the file however this process ends
        sums.forget(database)
        raise
    if not sound:
        discard(database)
    elif summed:
        with suppress(OSError):
            found = database.stat()
            seals.write(database, Seal(0, found.st_size, found.st_mtime_ns))


def _sum_up(opened: Opened, database: Path) -> bool:
    """Note the sums of the store as it will be, and write into it what is in its log; whether all is in it.

    Where the disk takes no more, or somebody reads from it, it is like a store that was left open. Without
    room for the sums there are none.
    """
    try:
        sums.write(database, sums.summed(database, opened.known, log.read(database)))
        busy, *_ = opened.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    except OSError:
        sums.forget(database)
        return False
    except sqlite3.OperationalError:
        return False
    return not busy


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
    seal = seals.read(database)
    if target.exists() or seal.process or not database.exists():
        return
    if not _is_as_it_was(database, seal, sums.read(database)):
        return
    lock = FileLock(f"{database}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return
    try:
        shutil.copyfile(database, target)
        shutil.copyfile(sums.location(database), sums.location(target))
    finally:
        lock.release()
    found = target.stat()
    seals.write(target, Seal(0, found.st_size, found.st_mtime_ns))


def discard(database: Path) -> None:
    """Remove the store. It can always be made again."""
    for suffix in ("", "-wal", "-shm", "-journal", ".sums"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
