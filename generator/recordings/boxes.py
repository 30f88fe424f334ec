"""Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), which QuickTime calls atoms."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.recordings.pieces import Bytes, Edit, Unusable, written, zeros

MOST = 100_000
"""Boxes that are looked at in one row."""


class Box(Record, frozen=True):
    """One box: what it holds lies from `body` up to `end`."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(source: Bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes that follow each other in a stretch of a file. Raises `Unusable` where one does not fit."""
    for _ in range(MOST):
        if end - start < 8:
            return
        head = source.whole(start, 8)
        size, kind, body = int.from_bytes(head[:4], "big"), head[4:], start + 8
        if size == 1:
            size, body = int.from_bytes(source.whole(body, 8), "big"), body + 8
        elif size == 0:
            if kind == b"\0\0\0\0":  # QuickTime ends some of its lists with four zeros
                return
            size = end - start
        if size < body - start or start + size > end:
            raise Unusable("is cut short, or damaged")
        yield Box(kind, start, body, start + size)
        start += size
    raise Unusable("has too many parts")


def inside(source: Bytes, box: Box) -> Iterator[Box]:
    return boxes(source, box.body, box.end)


def found(source: Bytes, box: Box, *way: bytes) -> Box | None:
    """The first box that a way of names leads to."""
    for name in way:
        below = next((each for each in inside(source, box) if each.kind == name), None)
        if below is None:
            return None
        box = below
    return box


def blanked(box: Box) -> tuple[Edit, ...]:
    """The same place as free space: nothing moves, so that what points into the file stays right."""
    return written(box.start + 4, b"free"), zeros(box.body, box.end)
