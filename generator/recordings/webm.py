"""WebM: Matroska elements (RFC 9559) written in EBML (RFC 8794).

Tags, attachments, chapters, and all of the descriptions that playing does not need, become `Void` elements of
the same length. What fills the clusters of sound and picture is not looked into.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generator.model import Record
from generator.recordings.pieces import Bytes, Edit, Pieces, Unusable, edited, written, zeros
from generator.recordings.track import Track

_SEGMENT, _CLUSTER, _INFO, _TRACKS = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B
_SEEK_HEAD, _CUES, _ENTRY, _VIDEO = 0x114D9B74, 0x1C53BB6B, 0xAE, 0xE0
_LEVEL_ONE = frozenset((
    _CLUSTER, _INFO, _TRACKS, _SEEK_HEAD, _CUES, 0x1254C367, 0x1043A770, 0x1941A469,
))  # fmt: skip
_KEPT = frozenset((_CLUSTER, _CUES))
_PROGRAMS = (0x4D80, 0x5741)  # MuxingApp and WritingApp, which must be there
_TIMES = (0x2AD7B1, 0x4489)  # TimestampScale and Duration
_NAMES = frozenset((0x536E, 0xBF, 0xEC, 0x1254C367))  # the name of a track, checksums, what is void
_PICTURE, _SOUND = 1, 2
_UNKNOWN = -1


class _Element(Record, frozen=True):
    name: int
    start: int
    body: int
    end: int  # `_UNKNOWN` for one that goes on until something follows that cannot be in it


class _Found:
    """What has been seen so far."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.scale, self.lasts, self.latest = 1_000_000, 0.0, 0
        self.kinds: set[int] = set()
        self.width, self.height = 0, 0


def read(source: Bytes) -> tuple[Track, Pieces]:
    """Raises `Unusable`."""
    head = _element(source, 0, source.size)
    kinds = {each.name: source.at(each.body, each.end - each.body) for each in _children(source, head)}
    if kinds.get(0x4282, b"").rstrip(b"\0") != b"webm":
        raise Unusable("is a Matroska film that is no WebM")
    segment = _element(source, head.end, source.size)
    if segment.name != _SEGMENT:
        raise Unusable("is damaged")
    end = source.size if segment.end == _UNKNOWN else segment.end
    found = _Found()
    for element in _level_one(source, segment.body, end, found):
        _take(source, element, found)
    found.edits.append(zeros(end, source.size))
    if found.kinds - {_PICTURE, _SOUND}:
        raise Unusable("has a track of data, which may tell where it was made")
    if not found.kinds:
        raise Unusable("holds neither sound nor picture")
    kind = "video/webm" if _PICTURE in found.kinds else "audio/webm"
    seconds = (found.lasts or found.latest) * found.scale / 1e9
    return Track(kind, seconds, found.width, found.height), edited(source.size, found.edits)


def _take(source: Bytes, element: _Element, found: _Found) -> None:
    if element.name == _INFO:
        for each in _children(source, element):
            if each.name in _PROGRAMS:
                found.edits.append(zeros(each.body, each.end))
            elif each.name not in _TIMES:
                found.edits += _void(each)
            elif each.name == 0x4489:
                found.lasts = _float(source.whole(each.body, each.end - each.body))
            else:
                found.scale = _number(source, each)
    elif element.name == _TRACKS:
        for entry in _children(source, element):
            if entry.name == _ENTRY:
                _take_track(source, entry, found)
            else:
                found.edits += _void(entry)
    elif element.name == _SEEK_HEAD:
        for seek in _children(source, element):
            if not _leads_to_kept(source, seek):
                found.edits += _void(seek)
    elif element.name not in _KEPT:
        found.edits += _void(element)


def _take_track(source: Bytes, entry: _Element, found: _Found) -> None:
    for each in _children(source, entry):
        if each.name in _NAMES:
            found.edits += _void(each)
        elif each.name == 0x83:
            found.kinds.add(_number(source, each))
        elif each.name == _VIDEO and not found.width:
            sides = {side.name: _number(source, side) for side in _children(source, each)}
            found.width = sides.get(0x54B0) or sides.get(0xB0, 0)
            found.height = sides.get(0x54BA) or sides.get(0xBA, 0)
            if sides.get(0x54B2):  # the sides are no pixels
                found.width, found.height = sides.get(0xB0, 0), sides.get(0xBA, 0)


def _leads_to_kept(source: Bytes, seek: _Element) -> bool:
    if seek.name != 0x4DBB:
        return False
    names = [each for each in _children(source, seek) if each.name == 0x53AB]
    return bool(names) and _number(source, names[0]) in _KEPT | {_INFO, _TRACKS, _SEEK_HEAD}


def _level_one(source: Bytes, start: int, end: int, found: _Found) -> Iterator[_Element]:
    """The elements of a segment; a cluster that a browser has recorded does not know its own length."""
    while start < end:
        element = _element(source, start, end)
        if element.name == _CLUSTER:
            start = _through_cluster(source, element, end, found)
            continue
        if element.end == _UNKNOWN:
            raise Unusable("is damaged")
        yield element
        start = element.end


def _through_cluster(source: Bytes, cluster: _Element, end: int, found: _Found) -> int:
    """The end of a cluster; its time is the first thing in it."""
    here, known = cluster.body, cluster.end != _UNKNOWN
    limit = cluster.end if known else end
    while here < limit:
        element = _element(source, here, limit)
        if element.name in _LEVEL_ONE:
            return here
        if element.end == _UNKNOWN:
            raise Unusable("is damaged")
        if element.name == 0xE7:
            found.latest = max(found.latest, _number(source, element))
            if known:
                return limit
        here = element.end
    return limit


def _children(source: Bytes, parent: _Element) -> Iterator[_Element]:
    here = parent.body
    while here < parent.end:
        element = _element(source, here, parent.end)
        if element.end == _UNKNOWN:
            raise Unusable("is damaged")
        yield element
        here = element.end


def _element(source: Bytes, start: int, end: int) -> _Element:
    head = source.at(start, 12)
    name_length = 9 - head[0].bit_length() if head else 9
    if name_length > 4 or len(head) <= name_length:
        raise Unusable("is cut short, or damaged")
    length = 9 - head[name_length].bit_length()
    body = start + name_length + length
    size_bytes = head[name_length : name_length + length]
    if length > 8 or len(size_bytes) < length:
        raise Unusable("is cut short, or damaged")
    size = int.from_bytes(size_bytes, "big") & (1 << 7 * length) - 1
    name = int.from_bytes(head[:name_length], "big")
    if size == (1 << 7 * length) - 1:
        return _Element(name, start, body, _UNKNOWN)
    if body + size > end:
        raise Unusable("is cut short")
    return _Element(name, start, body, body + size)


def _void(element: _Element) -> tuple[Edit, ...]:
    """An element of the same length that says nothing (RFC 8794, 11.3.2)."""
    total = element.end - element.start
    wide = total >= 9
    size = (total - 9 | 1 << 56).to_bytes(8, "big") if wide else bytes((total - 2 | 0x80,))
    head = b"\xec" + size
    return written(element.start, head), zeros(element.start + len(head), element.end)


def _number(source: Bytes, element: _Element) -> int:
    return int.from_bytes(source.whole(element.body, min(8, element.end - element.body)), "big")


def _float(data: bytes) -> float:
    if len(data) not in (4, 8):
        return 0.0
    value: float = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
    return value if 0 < value < 1e15 else 0.0
