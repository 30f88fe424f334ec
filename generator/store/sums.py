"""Sums of the store's file, by which a single bit is found that is not as the last build left it.

Size and time say whether somebody has written to a database, but not that a disk has forgotten a bit of it.
So a sum of each chunk of the file lies beside it (XXH3, https://xxhash.com/). A thread reads the whole file
while a build is at work, which asks for the result before it publishes. When the store is closed, only chunks
to which the build has written are summed again: those whose pages are in the write-ahead log.
"""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Iterable
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import xxhash

from generator.disk import write_whole
from generator.model import Record

CHUNK = 256 * 1024  # bytes; pages of SQLite are at most 64 KiB, and their size is a power of two
_HEAD = struct.Struct("<8sQ")
_MARK = b"bsums 1\n"
_DIGEST = struct.Struct("<Q")

CHANGING = ((18, 20), (24, 28), (92, 100))
"""Bytes of the first page that tell of no content, and change when the log is given up: the versions of the
format, and counters. See https://sqlite.org/fileformat2.html#the_database_header."""


class Sums(Record, frozen=True):
    """Of a whole database."""

    size: int  # bytes
    chunks: array[int]


def location(database: Path) -> Path:
    return Path(f"{database}.sums")


def read(database: Path) -> Sums | None:
    """The sums of a database as it was left; None where there are none that can be trusted."""
    try:
        data = location(database).read_bytes()
    except OSError:
        return None
    body, digest = data[: -_DIGEST.size], data[-_DIGEST.size :]
    if len(data) < _HEAD.size + _DIGEST.size or _DIGEST.pack(xxhash.xxh3_64_intdigest(body)) != digest:
        return None
    mark, size = _HEAD.unpack_from(body)
    chunks = array("Q")
    chunks.frombytes(body[_HEAD.size :])
    return Sums(size, chunks) if mark == _MARK and len(chunks) == _count(size) else None


def write(database: Path, sums: Sums) -> None:
    body = _HEAD.pack(_MARK, sums.size) + sums.chunks.tobytes()
    write_whole(location(database), body + _DIGEST.pack(xxhash.xxh3_64_intdigest(body)))


def forget(database: Path) -> None:
    location(database).unlink(missing_ok=True)


def summed(database: Path, known: Sums | None = None, written: Iterable[int] = ()) -> Sums:
    """The sums of a database; with those `known` before, only chunks `written` to since are read."""
    with database.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        count = _count(size)
        chunks = array("Q", known.chunks[:count] if known else ())
        # Where the file has grown, the last chunk of before has as well.
        fresh = set(range(max(0, len(chunks) - 1), count))
        chunks.extend([0] * (count - len(chunks)))
        for number in sorted(fresh.union(written)):
            if number < count:
                chunks[number] = _sum(file, number)
    return Sums(size, chunks)


def _count(size: int) -> int:
    return -(-size // CHUNK)


def _sum(file: BinaryIO, number: int) -> int:
    file.seek(number * CHUNK)
    data = file.read(CHUNK)
    if number == 0:
        data = _constant(data)
    return int(xxhash.xxh3_64_intdigest(data))


def _constant(data: bytes) -> bytes:
    """The first chunk without what may change. A format that SQLite does not have makes a sum of its own."""
    if data[18:20] not in (b"\1\1", b"\2\2"):
        return data
    kept = bytearray(data)
    for start, end in CHANGING:
        kept[start:end] = bytes(end - start)
    return bytes(kept)


class Watch:
    """Compares a database with its sums, in a thread. Chunks that a log writes again are `exempt`."""

    def __init__(self, database: Path, sums: Sums, exempt: Iterable[int] = ()) -> None:
        self._database = database
        self._sums = sums
        self._exempt = frozenset(exempt)
        self._holds = False
        self._failure: OSError | None = None
        self._thread = Thread(target=self._compare, daemon=True)
        self._thread.start()

    def holds(self) -> bool:
        """Wait for the end; whether every byte is as it was. Raises `OSError` where it cannot be read."""
        self._thread.join()
        if self._failure:
            raise self._failure
        return self._holds

    def _compare(self) -> None:
        try:
            with self._database.open("rb") as file:
                # A log that is not in the database yet may have made it longer.
                fits = self._exempt or os.fstat(file.fileno()).st_size == self._sums.size
                self._holds = bool(fits) and all(
                    number in self._exempt or _sum(file, number) == wanted
                    for number, wanted in enumerate(self._sums.chunks)
                )
        except OSError as error:
            self._failure = error
