"""MP3: MPEG audio, layer III, and the ID3 tags around it.

Of a file nothing is published but its frames of sound (ISO/IEC 11172-3, 2.4; ISO/IEC 13818-3), and before
them a tag with the texts and chapters that a player shows (https://id3.org/id3v2.3.0, id3v2.4.0-structure,
id3v2-chapters-1.0). Comments, pictures, private frames and the tags of other programs are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.recordings.pieces import Bytes, Piece, Pieces, Span, Unusable, literal
from generator.recordings.track import Track

_TEXTS = frozenset((b"TIT2", b"TPE1", b"TALB", b"TRCK", b"TPOS", b"TLAN"))
_CHAPTERS = frozenset((b"CHAP", b"CTOC"))
_LARGEST_TAG = 1 << 24  # bytes of which frames are taken; a larger tag is left out as a whole
_SEARCHED = 1 << 16  # bytes in which the next frame must be found

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KILOBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG-1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def after_tags(source: Bytes) -> int:
    """Where what follows the ID3v2 tags at the start of a file begins."""
    start = 0
    while size := _tag_size(source.at(start, 10)):
        start += size
    return start


def read(source: Bytes, start: int) -> tuple[Track, Pieces]:
    """A file whose sound begins at `start` or soon after. Raises `Unusable`."""
    spans: list[Span] = []
    seconds, here = 0.0, start
    while (first := _next_frame(source, here)) is not None:
        end, lasts = _frames(source, first)
        spans.append(Span(first, end))
        seconds, here = seconds + lasts, end
    if not spans:
        raise Unusable("holds no sound or film that is known by its bytes")
    tag = _kept_tag(source)
    pieces: list[Piece] = [literal(tag)] if tag else []
    return Track("audio/mpeg", seconds), (*pieces, *spans)


def _next_frame(source: Bytes, start: int) -> int | None:
    """The place of the next frame which another one follows."""
    window = source.at(start, _SEARCHED)
    here = window.find(0xFF)
    while here >= 0:
        size, _ = _frame(window[here : here + 4])
        if size:
            after = start + here + size
            if _frame(source.at(after, 4))[0] or (after == source.size and start):
                return start + here
        here = window.find(0xFF, here + 1)
    return None


def _frames(source: Bytes, start: int) -> tuple[int, float]:
    """The end of frames that follow each other without a gap, and how many seconds they last."""
    seconds = 0.0
    while True:
        size, lasts = _frame(source.at(start, 4))
        if not size or start + size > source.size:
            return start, seconds
        start, seconds = start + size, seconds + lasts


def _frame(head: bytes) -> tuple[int, float]:
    """The bytes of a frame by its header, and its seconds; zeros for what is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # layer III
        return 0, 0.0
    version, kilobits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate == 3 or kilobits in (0, 15) or head[3] & 3 == 2:
        return 0, 0.0
    first = version == 3
    hertz = _RATES[version][rate]
    samples = 1152 if first else 576
    size = samples // 8 * 1000 * _KILOBITS[first][kilobits] // hertz + (head[2] >> 1 & 1)
    return size, samples / hertz


def _tag_size(head: bytes) -> int:
    """The bytes of an ID3v2 tag by its header of ten; 0 for what is none."""
    if len(head) < 10 or head[:3] != b"ID3" or head[3] == 0xFF or any(byte & 0x80 for byte in head[6:]):
        return 0
    return 10 + _syncsafe(head[6:]) + (10 if head[3] == 4 and head[5] & 0x10 else 0)


def _syncsafe(four: bytes) -> int:
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _kept_tag(source: Bytes) -> bytes:
    """The first tag with no more in it than is published; nothing where it is not plainly written."""
    head = source.at(0, 10)
    size = _tag_size(head)
    # Unsynchronised, extended and compressed tags are rare: they are left out rather than taken apart.
    if not 10 < size <= _LARGEST_TAG or head[3] not in (3, 4) or head[5] & 0xEF:
        return b""
    body = source.at(10, _syncsafe(head[6:]))
    frames = b"".join(_kept(body, head[3]))
    if not frames:
        return b""
    total = len(frames)
    size_of = bytes((total >> 21 & 127, total >> 14 & 127, total >> 7 & 127, total & 127))
    return b"ID3" + head[3:5] + b"\0" + size_of + frames


def _kept(body: bytes, version: int) -> Iterator[bytes]:
    """The frames of a tag, or those inside a chapter, that are published."""
    here = 0
    while here + 10 <= len(body) and body[here]:
        name, flags = body[here : here + 4], body[here + 8 : here + 10]
        size = _size(body[here + 4 : here + 8], version)
        data = body[here + 10 : here + 10 + size]
        here += 10 + size
        if here > len(body) or flags[1]:
            continue
        if name in _CHAPTERS:
            data = _chapter(name, data, version)
        if data and name in _TEXTS | _CHAPTERS:
            yield name + _size_bytes(len(data), version) + b"\0\0" + data


def _chapter(name: bytes, data: bytes, version: int) -> bytes:
    """A chapter, or a table of them, with no frame in it but its title."""
    end = data.find(0) + 1
    if not end:
        return b""
    if name == b"CHAP":
        end += 16  # when it begins and ends, in milliseconds and in bytes
        data = data[: end - 8] + b"\xff" * 8 + data[end:]  # the bytes are others now
    else:
        for _ in range(data[end + 1] if end + 1 < len(data) else 0):
            following = data.find(0, end + 2)
            if following < 0:
                return b""
            end = following - 1
        end += 2
    return data[:end] + b"".join(_kept(data[end:], version))


def _size(four: bytes, version: int) -> int:
    return _syncsafe(four) if version == 4 else int.from_bytes(four, "big")


def _size_bytes(size: int, version: int) -> bytes:
    if version == 3:
        return size.to_bytes(4, "big")
    return bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127))
