"""Where the samples of a track lie in its file (ISO/IEC 14496-12, 8.7)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from generator.recordings.boxes import Box, found
from generator.recordings.pieces import Bytes, Unusable

_MOST = 1 << 28  # bytes of a table


def sample_places(source: Bytes, table: Box) -> Iterator[tuple[int, int]]:
    """The start and the end of each chunk of samples, by the tables in `stbl`. Raises `Unusable`."""
    offsets = _offsets(source, table)
    if not offsets:
        return
    sizes = _sizes(source, table)
    first = 0
    for offset, samples in zip(offsets, _per_chunk(source, table, len(offsets)), strict=False):
        if isinstance(sizes, int):
            yield offset, offset + samples * sizes
        else:
            yield offset, offset + sum(sizes[first : first + samples])
            first += samples


def _table(source: Bytes, stbl: Box, kind: bytes) -> bytes:
    """What a table holds after its version and flags; nothing where it is not there."""
    box = found(source, stbl, kind)
    if box is None:
        return b""
    if box.end - box.body > _MOST:
        raise Unusable("has a table that is too long")
    return source.whole(box.body, box.end - box.body)[4:]


def _offsets(source: Bytes, stbl: Box) -> tuple[int, ...]:
    for kind, letter in ((b"stco", "I"), (b"co64", "Q")):
        data = _table(source, stbl, kind)
        if data:
            return _numbers(data[4:], letter, int.from_bytes(data[:4], "big"))
    return ()


def _sizes(source: Bytes, stbl: Box) -> int | tuple[int, ...]:
    """The bytes of each sample, or of every one."""
    data = _table(source, stbl, b"stsz")
    if data:
        each, count = struct.unpack_from(">II", data)
        return int(each) or _numbers(data[8:], "I", int(count))
    data = _table(source, stbl, b"stz2")
    if not data:
        raise Unusable("is damaged")
    bits, count = data[3], int.from_bytes(data[4:8], "big")
    if bits == 4:
        return tuple(part for byte in data[8:] for part in (byte >> 4, byte & 15))[:count]
    return _numbers(data[8:], "B" if bits == 8 else "H", count)


def _per_chunk(source: Bytes, stbl: Box, chunks: int) -> Iterator[int]:
    """The number of samples in each chunk: a run goes on until the next one begins."""
    data = _table(source, stbl, b"stsc")
    rows = _numbers(data[4:], "I", int.from_bytes(data[:4], "big") * 3)
    runs = [(rows[at], rows[at + 1]) for at in range(0, len(rows) - 2, 3)]
    for (first, samples), (following, _) in pairwise((*runs, (chunks + 1, 0))):
        for _ in range(min(following, chunks + 1) - first):
            yield samples


def _numbers(data: bytes, letter: str, count: int) -> tuple[int, ...]:
    if count * struct.calcsize(f">{letter}") > len(data):
        raise Unusable("is damaged")
    return struct.unpack_from(f">{count}{letter}", data)
