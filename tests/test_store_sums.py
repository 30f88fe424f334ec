"""Sums of a store, whose log SQLite moves into it, or has moved in part when a build was killed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.store import log, sums

ROWS = 400
WRITES = st.lists(st.tuples(st.integers(0, 3 * ROWS), st.integers(0, 3000)), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sums")


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def begun(path: Path) -> sums.Sums:
    """A database of some chunks, closed."""
    for each in path.parent.iterdir():
        each.unlink()
    with closing(opened(path)) as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, text BLOB)")
        chance = random.Random(1)
        rows = ((number, chance.randbytes(2500)) for number in range(ROWS))
        connection.executemany("INSERT INTO a VALUES (?, ?)", rows)
    return sums.summed(path, None, log.read(path))


def written(path: Path, writes: list[tuple[int, int]]) -> tuple[bytes, bytes]:
    """The database and the log as a killed build leaves them after some writes, and one not committed."""
    with closing(opened(path)) as connection:
        for number, length in writes:
            connection.execute("BEGIN")
            connection.execute("INSERT OR REPLACE INTO a VALUES (?, ?)", (number, b"x" * length))
            if length % 7 == 0:
                connection.execute("DELETE FROM a WHERE id BETWEEN ? AND ?", (number, number + 30))
            connection.execute("COMMIT")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO a VALUES (?, ?)", ((9000 + n, b"y" * 3000) for n in range(9)))
        return path.read_bytes(), log.location(path).read_bytes()


def left_behind(path: Path, database: bytes, journal: bytes) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    path.write_bytes(database)
    log.location(path).write_bytes(journal)


def moved(database: bytes, journal: bytes, left: log.Log, count: int) -> bytes:
    """The database when so many pages of the log are in it, as SQLite moves them: by their numbers."""
    data = bytearray(database)
    for page in sorted(left.pages)[:count]:
        place, start = left.pages[page], (page - 1) * left.page_size
        data.extend(bytes(max(0, start - len(data))))
        data[start : start + left.page_size] = journal[place : place + left.page_size]
    return bytes(data)


@settings(max_examples=25)
@given(WRITES, st.randoms(use_true_random=False))
def test_each_chunk_has_its_sum_at_any_moment(
    folder: Path, writes: list[tuple[int, int]], chance: random.Random
) -> None:
    path = folder / "a.sqlite"
    known = begun(path)
    database, journal = written(path, writes)
    left_behind(path, database, journal)
    left = log.read(path)
    to_be = sums.summed(path, known, left)
    assert sums.summed(path, None, left) == to_be
    assert sums.Watch(path, known, left).holds()

    for count in (0, chance.randint(0, len(left.pages)), len(left.pages)):
        mixed = moved(database, journal, left, count)
        left_behind(path, mixed, journal)
        assert sums.Watch(path, to_be, left).holds()
        for place in somewhere_else(mixed, left, chance):
            harmed = mixed[:place] + bytes([mixed[place] ^ 4]) + mixed[place + 1 :]
            path.write_bytes(harmed)
            assert not sums.Watch(path, to_be, left).holds()

    left_behind(path, database, journal)
    with closing(opened(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert sums.Watch(path, to_be).holds()
    assert not sums.Watch(path, known).holds()


def somewhere_else(data: bytes, left: log.Log, chance: random.Random) -> Iterator[int]:
    """Places in pages of the database that the log does not have."""
    pages = sorted(set(range(1, len(data) // left.page_size + 1)) - set(left.pages))
    for page in chance.sample(pages, min(3, len(pages))):
        yield (page - 1) * left.page_size + chance.randrange(100, left.page_size)
