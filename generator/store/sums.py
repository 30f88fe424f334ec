"""Sums of the store's file, by which a single bit is found that is not as the last build left it.

Size and time say whether somebody has written to a database, but not that a disk has forgotten a bit of it.
So a sum of each chunk of the file lies beside it (XXH3, https://xxhash.com/). A thread reads the whole file
while a build is at work, which asks for the result before it publishes.

What a build writes stands in the write-ahead log until it closes the store. The sums are made then of the
database as it will be, and written before SQLite begins to move the log into it. So at any moment each chunk
has its sum: as it lies there, or with the pages of the log laid over it.
"""

from __future__ import annotations

import os
import struct
from array import array
from contextlib import ExitStack
from io import FileIO
from pathlib import Path
from threading import Thread
from typing import Self

import xxhash

from generator.disk import write_whole
from generator.model import Record
from generator.store import log
from generator.store.log import NOTHING, Log

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


def summed(database: Path, known: Sums | None, left: Log) -> Sums:
    """The sums of a database as it will be when all that is in its log is in it.

    With those `known` of it without its log, only chunks to which the log writes are read.
    """
    with _Pieces(database, left) as pieces:
        size = left.size or pieces.size()
        count = _count(size)
        chunks = array("Q", known.chunks[:count] if known else ())
        # Where the file grows, the last chunk of before does as well; where it shrinks, the last one of now.
        fresh = {*range(max(0, len(chunks) - 1), count), *left.chunks(CHUNK)}
        chunks.extend([0] * (count - len(chunks)))
        for number in sorted(fresh):
            if number < count:
                chunks[number] = _sum(pieces.to_be(number, size), number)
    return Sums(size, chunks)


def _count(size: int) -> int:
    return -(-size // CHUNK)


def _sum(chunk: bytes, number: int) -> int:
    return int(xxhash.xxh3_64_intdigest(chunk if number else _constant(chunk)))


def _constant(data: bytes) -> bytes:
    """The first chunk without what may change. A format that SQLite does not have makes a sum of its own."""
    if data[18:20] not in (b"\1\1", b"\2\2"):
        return data
    kept = bytearray(data)
    for start, end in CHANGING:
        kept[start:end] = bytes(end - start)
    return bytes(kept)


class _Pieces:
    """The chunks of a database, and what they will be with its log."""

    def __init__(self, database: Path, left: Log) -> None:
        self._left = left
        self._ends = ExitStack()
        self._file = self._ends.enter_context(database.open("rb"))
        self._log: FileIO | None = None
        if left.pages:
            self._log = self._ends.enter_context(log.location(database).open("rb", buffering=0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def as_it_is(self, number: int) -> bytes:
        self._file.seek(number * CHUNK)
        return self._file.read(CHUNK)

    def to_be(self, number: int, size: int) -> bytes:
        """A chunk of a database that will have so many bytes. Pages that nobody has written are zeros."""
        start = number * CHUNK
        length = min(CHUNK, size - start)
        data = self.as_it_is(number)[:length].ljust(length, b"\0")
        return self._left.laid_over(data, start, self._log) if self._log else data


class Watch:
    """Compares a database, and the log that a killed build has left of it, with its sums, in a thread."""

    def __init__(self, database: Path, sums: Sums, left: Log = NOTHING) -> None:
        self._database = database
        self._sums = sums
        self._left = left
        self._holds = False
        self._failure: OSError | MemoryError | None = None
        self._thread = Thread(target=self._compare, daemon=True)
        self._thread.start()

    def holds(self) -> bool:
        """Wait for the end; whether every byte is as it was.

        Raises `OSError` where it cannot be read, and `MemoryError`.
        """
        self._thread.join()
        if self._failure:
            raise self._failure
        return self._holds

    def _compare(self) -> None:
        try:
            with _Pieces(self._database, self._left) as pieces:
                # Moving a log into a database may have made it longer in part.
                fits = bool(self._left.pages) or pieces.size() == self._sums.size
                chunks = enumerate(self._sums.chunks)
                self._holds = fits and all(self._is_sound(pieces, number, sum) for number, sum in chunks)
        except (OSError, MemoryError) as error:
            self._failure = error

    def _is_sound(self, pieces: _Pieces, number: int, wanted: int) -> bool:
        if _sum(pieces.as_it_is(number), number) == wanted:
            return True
        return bool(self._left.pages) and _sum(pieces.to_be(number, self._sums.size), number) == wanted
