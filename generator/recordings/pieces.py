"""What a published recording is made of: stretches of its file, and what stands in place of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from generator.model import Record

CHUNK = 1 << 20
"""Bytes that are in memory at a time."""


class Unusable(Exception):
    """Why a file cannot be published as a recording; the text goes on from "This recording": "is empty"."""


class Bytes:
    """The bytes of an open file, read where they are asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)

    def at(self, offset: int, count: int) -> bytes:
        """At most `count` bytes; fewer at the end."""
        self._file.seek(offset)
        return self._file.read(count)

    def whole(self, offset: int, count: int) -> bytes:
        """Exactly `count` bytes. Raises `Unusable` where there are fewer."""
        found = self.at(offset, count) if count <= self.size - offset else b""
        if len(found) != count:
            raise Unusable("is cut short")
        return found


class Span(Record, frozen=True):
    """The bytes of the file from `start` up to `end`."""

    start: int
    end: int


class Edit(Record, frozen=True):
    """What stands in place of bytes of the file from `start` on: `data`, or zeros up to `end`."""

    start: int
    end: int
    data: bytes = b""


Piece = Span | Edit
Pieces = tuple[Piece, ...]


def length(pieces: Pieces) -> int:
    """The bytes of what is published."""
    return sum(piece.end - piece.start for piece in pieces)


def literal(data: bytes) -> Edit:
    """Bytes that are not in the file at all."""
    return Edit(0, len(data), data)


def edited(size: int, edits: Iterable[Edit]) -> Pieces:
    """A file of so many bytes in which some are others. Of two edits of one place the first counts."""
    pieces: list[Piece] = []
    here = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        start = max(edit.start, here)
        if start >= edit.end:
            continue
        if start > here:
            pieces.append(Span(here, start))
        pieces.append(Edit(start, edit.end, edit.data[start - edit.start :]))
        here = edit.end
    return (*pieces, Span(here, size)) if here < size else tuple(pieces)


def zeros(start: int, end: int) -> Edit:
    return Edit(start, end)


def written(start: int, data: bytes) -> Edit:
    return Edit(start, start + len(data), data)


def chunks(pieces: Pieces, source: Bytes) -> Iterator[bytes]:
    """What is published, a chunk at a time. Raises `Unusable` where the file has become shorter."""
    for piece in pieces:
        if isinstance(piece, Edit) and piece.data:
            yield piece.data
            continue
        for start in range(piece.start, piece.end, CHUNK):
            count = min(CHUNK, piece.end - start)
            yield bytes(count) if isinstance(piece, Edit) else source.whole(start, count)
