"""Ogg (RFC 3533) with Vorbis (https://xiph.org/vorbis/doc/Vorbis_I_spec.html) or Opus (RFC 7845).

The comments of the second packet of a stream, which may hold pictures and places, become the name of its
maker, in zeros, and the pages around them get their checksums anew. So nothing moves.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby

from generator.model import Record
from generator.recordings.pieces import Bytes, Edit, Pieces, Unusable, edited, written
from generator.recordings.track import Track

_BEGINS = 2  # the flag of the first page of a stream
_OPUS_RATE = 48000
_LARGEST = 1 << 26  # bytes of comments


class _Page(Record, frozen=True):
    start: int
    body: int
    segments: bytes
    flags: int
    granule: int
    stream: bytes

    @property
    def end(self) -> int:
        return self.body + sum(self.segments)


class _Stream:
    """What has been seen of one stream. `comments` are the places of its second packet, page by page."""

    def __init__(self, first: bytes) -> None:
        self.is_opus = first.startswith(b"OpusHead")
        if not self.is_opus and not first.startswith(b"\x01vorbis"):
            raise Unusable("holds something else than Vorbis or Opus sound")
        self.rate = _OPUS_RATE if self.is_opus else int.from_bytes(first[12:16], "little")
        self.skipped = int.from_bytes(first[10:12], "little") if self.is_opus else 0
        self.packets = 0  # that have ended
        self.comments: list[tuple[_Page, int, int]] = []
        self.samples = 0

    def take(self, page: _Page) -> None:
        here = page.body
        start = here
        for size in page.segments if self.packets < 2 else b"":
            here += size
            if size < 255:
                if self.packets == 1:
                    self.comments.append((page, start, here))
                self.packets += 1
                start = here
                if self.packets == 2:
                    break
        else:
            if self.packets == 1 and here > start:
                self.comments.append((page, start, here))
        if page.granule < 1 << 63:
            self.samples = max(self.samples, page.granule - self.skipped)


def read(source: Bytes) -> tuple[Track, Pieces]:
    """Raises `Unusable`."""
    streams: dict[bytes, _Stream] = {}
    done: list[_Stream] = []
    here = 0
    while here < source.size:
        page = _page(source, here)
        if page.flags & _BEGINS:
            if page.stream in streams:
                done.append(streams[page.stream])
            streams[page.stream] = _Stream(source.whole(page.body, min(64, page.end - page.body)))
        if page.stream not in streams:
            raise Unusable("lacks the beginning of a stream")
        streams[page.stream].take(page)
        here = page.end
    found = [*done, *streams.values()]
    if not all(each.packets >= 2 and each.rate for each in found):
        raise Unusable("is cut short")
    edits = [edit for each in found for edit in _without_comments(each, source)]
    return Track("audio/ogg", sum(each.samples / each.rate for each in found)), edited(source.size, edits)


def _page(source: Bytes, start: int) -> _Page:
    head = source.whole(start, 27)
    if head[:4] != b"OggS":
        raise Unusable("is damaged, or holds something else behind its sound")
    segments = source.whole(start + 27, head[26])
    page = _Page(
        start, start + 27 + head[26], segments, head[5], int.from_bytes(head[6:14], "little"), head[14:18]
    )
    if page.end > source.size:
        raise Unusable("is cut short")
    return page


def _without_comments(stream: _Stream, source: Bytes) -> list[Edit]:
    total = sum(end - start for _, start, end in stream.comments)
    prefix, suffix = (b"OpusTags", b"") if stream.is_opus else (b"\x03vorbis", b"\x01")
    maker = total - len(prefix) - len(suffix) - 8
    if maker < 0 or total > _LARGEST:
        raise Unusable("has comments that cannot be read")
    packet = prefix + maker.to_bytes(4, "little") + bytes(maker + 4) + suffix
    edits: list[Edit] = []
    for page, places in groupby(stream.comments, key=lambda place: place[0]):
        data = bytearray(source.whole(page.start, page.end - page.start))
        for _, start, end in places:
            data[start - page.start : end - page.start] = packet[: end - start]
            packet = packet[end - start :]
        data[22:26] = bytes(4)
        data[22:26] = _checksum(data).to_bytes(4, "little")
        edits.append(written(page.start, bytes(data)))
    return edits


@cache
def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        rest = byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest & 1 << 31 else rest << 1) & 0xFFFFFFFF
        table.append(rest)
    return tuple(table)


def _checksum(page: bytes | bytearray) -> int:
    """The sum of a page whose own is zero (RFC 3533, section 6)."""
    table, rest = _table(), 0
    for byte in page:
        rest = (rest << 8 ^ table[rest >> 24 ^ byte]) & 0xFFFFFFFF
    return rest
