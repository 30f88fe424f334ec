"""FLAC (RFC 9639): what is not needed to play it becomes padding, pictures and comments among it."""

from __future__ import annotations

from generator.recordings.pieces import Bytes, Edit, Pieces, Span, Unusable, edited, written, zeros
from generator.recordings.track import Track

_STREAMINFO, _PADDING, _SEEKTABLE = 0, 1, 3


def read(source: Bytes, start: int) -> tuple[Track, Pieces]:
    """A file that begins at `start`, after tags that do not belong to it. Raises `Unusable`."""
    edits: list[Edit] = []
    here, last, seconds = start + 4, False, 0.0
    while not last:
        head = source.whole(here, 4)
        last, kind, size = bool(head[0] & 0x80), head[0] & 0x7F, int.from_bytes(head[1:], "big")
        body = here + 4
        if kind == _STREAMINFO:
            seconds = _seconds(source.whole(body, 34))
        elif kind != _SEEKTABLE:
            edits += (written(here, bytes((head[0] & 0x80 | _PADDING,))), zeros(body, body + size))
        here = body + size
    if here + 2 > source.size or source.at(here, 1) != b"\xff":
        raise Unusable("is cut short")
    first, *rest = edited(source.size, edits)
    return Track("audio/flac", seconds), (Span(start, first.end), *rest)


def _seconds(info: bytes) -> float:
    """By the number of samples (36 bits) and their rate (20 bits)."""
    bits = int.from_bytes(info[10:18], "big")
    rate, samples = bits >> 44, bits & (1 << 36) - 1
    if not rate:
        raise Unusable("holds no sound")
    return samples / rate
