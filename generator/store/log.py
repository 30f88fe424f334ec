"""The write-ahead log of SQLite: which pages of the database it holds.

Its format is that of https://sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from io import FileIO
from pathlib import Path

from generator.model import Record

_HEAD = struct.Struct(">IIII8sII")  # mark, version, size of a page, turn, salts, sums
_FRAME = struct.Struct(">II8sII")  # page, size of the database after a commit or 0, salts, sums
_MARKS = (0x377F0682, 0x377F0683)


class Log(Record, frozen=True):
    """What is committed in a log."""

    frames: int = 0
    page_size: int = 1  # bytes
    pages: Mapping[int, int] = {}  # from 1 on, and where in the log the newest edition of each begins
    size: int = 0  # bytes of the database when all of them are in it

    def chunks(self, size: int) -> frozenset[int]:
        """The chunks of a database, of `size` bytes each, in which its pages lie."""
        return frozenset((page - 1) * self.page_size // size for page in self.pages)

    def laid_over(self, data: bytes, start: int, file: FileIO) -> bytes:
        """A piece of the database, from the byte `start` on, as it will be; `file` is the log.

        The piece begins and ends between two pages, or at the end of the database.
        """
        laid = bytearray(data)
        first = start // self.page_size + 1
        for page in range(first, first + -(-len(data) // self.page_size)):
            if place := self.pages.get(page):
                file.seek(place)
                begin = (page - first) * self.page_size
                laid[begin : begin + self.page_size] = file.read(self.page_size)
        return bytes(laid)


NOTHING = Log()


def location(database: Path) -> Path:
    return Path(f"{database}-wal")


def read(database: Path) -> Log:
    """The log of a database; an empty one where there is none. Raises `OSError`."""
    try:
        with location(database).open("rb", buffering=0) as file:
            return _read(file)
    except FileNotFoundError:
        return NOTHING


def _read(file: FileIO) -> Log:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return NOTHING
    mark, _, page_size, _, salts, _, _ = _HEAD.unpack(head)
    if mark not in _MARKS or page_size == 0:
        return NOTHING
    step, end = _FRAME.size + page_size, os.fstat(file.fileno()).st_size
    pages: dict[int, int] = {}
    waiting: dict[int, int] = {}  # for their commit
    frames = size = 0
    for number, place in enumerate(range(_HEAD.size, end - step + 1, step), 1):
        file.seek(place)
        page, commits, found, _, _ = _FRAME.unpack(file.read(_FRAME.size))
        if found != salts:  # of a turn before
            break
        waiting[page] = place + _FRAME.size
        if commits:
            pages |= waiting
            waiting.clear()
            frames, size = number, commits * page_size
    return Log(frames, page_size, pages, size)
