"""Boxes of films, and the tables in them that tell where samples lie, in each of their forms."""

from __future__ import annotations

import io
import struct

import pytest
from tapes import box

from generator.recordings import boxes as reading
from generator.recordings import samples
from generator.recordings.boxes import Box, boxes
from generator.recordings.pieces import Bytes, Unusable
from generator.recordings.samples import sample_places


def table(kind: bytes, letter: str, *numbers: int) -> bytes:
    return box(kind, bytes(4), struct.pack(f">{len(numbers)}{letter}", *numbers))


def places(*tables: bytes) -> list[tuple[int, int]]:
    data = box(b"stbl", *tables)
    return list(sample_places(Bytes(io.BytesIO(data)), Box(b"stbl", 0, 8, len(data))))


OFFSETS = table(b"stco", "I", 3, 100, 200, 300)
PER_CHUNK = table(b"stsc", "I", 2, 1, 2, 1, 3, 1, 1)
"""Two samples in each chunk, and one from the third on."""


def test_a_track_without_chunks_has_no_samples() -> None:
    assert places() == places(table(b"stco", "I", 0)) == []


@pytest.mark.parametrize("offsets", [OFFSETS, box(b"co64", bytes(4), struct.pack(">I3Q", 3, 100, 200, 300))])
@pytest.mark.parametrize(
    ("sizes", "last"),
    [
        (table(b"stsz", "I", 10, 5), 10),
        (table(b"stsz", "I", 0, 5, 10, 10, 15, 5, 7), 7),
        (box(b"stz2", bytes(4), b"\0\0\0\4", struct.pack(">I", 5), b"\xaa\xf5\x70"), 7),
        (box(b"stz2", bytes(4), b"\0\0\0\x08", struct.pack(">I", 5), bytes((10, 10, 15, 5, 7))), 7),
        (box(b"stz2", bytes(4), b"\0\0\0\x10", struct.pack(">I5H", 5, 10, 10, 15, 5, 7)), 7),
    ],
    ids=["one size", "32 bits", "4 bits", "8 bits", "16 bits"],
)
def test_where_samples_lie(offsets: bytes, sizes: bytes, last: int) -> None:
    assert places(offsets, sizes, PER_CHUNK) == [(100, 120), (200, 220), (300, 300 + last)]


@pytest.mark.parametrize(
    "tables",
    [
        (OFFSETS, PER_CHUNK),
        (table(b"stco", "I", 4, 100, 200, 300), PER_CHUNK),
        (OFFSETS, table(b"stsz", "I", 0, 5, 10, 10), PER_CHUNK),
        (OFFSETS, table(b"stsz", "I", 10, 5), table(b"stsc", "I", 9, 1, 2, 1)),
    ],
    ids=["no sizes", "more chunks than are there", "more samples", "more runs"],
)
def test_tables_that_hold_less_than_they_say(tables: tuple[bytes, ...]) -> None:
    with pytest.raises(Unusable, match="damaged"):
        places(*tables)


def test_a_table_without_end_is_not_taken_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "_MOST", 8)
    with pytest.raises(Unusable, match="too long"):
        places(OFFSETS)


def kinds(data: bytes) -> list[tuple[bytes, int, int]]:
    return [(each.kind, each.body, each.end) for each in boxes(Bytes(io.BytesIO(data)), 0, len(data))]


def test_sizes_of_boxes() -> None:
    wide = struct.pack(">I4sQ", 1, b"wide", 20) + b"four"
    assert kinds(wide + box(b"free")) == [(b"wide", 16, 20), (b"free", 28, 28)]
    rest = struct.pack(">I4s", 0, b"rest") + b"of the file"
    assert kinds(box(b"free", b"a") + rest) == [(b"free", 8, 9), (b"rest", 17, 28)]
    assert kinds(box(b"free") + bytes(8)) == [(b"free", 8, 8)]
    assert kinds(box(b"free") + bytes(4)) == [(b"free", 8, 8)]


@pytest.mark.parametrize("head", [struct.pack(">I4sQ", 1, b"wide", 15), struct.pack(">I4s", 7, b"less")])
def test_a_box_smaller_than_its_head(head: bytes) -> None:
    with pytest.raises(Unusable, match="damaged"):
        kinds(head + bytes(8))


def test_boxes_in_a_row_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 3)
    with pytest.raises(Unusable, match="too many parts"):
        kinds(box(b"free") * 4)
