"""MP4, M4A and QuickTime films: ISO/IEC 14496-12 and 14496-14, and Apple's QuickTime File Format.

What a film needs to be played is named here, box by box; every other box becomes free space of zeros:
`udta`, `meta` and `uuid` say where, when, by whom and with which device it was made. Tracks that are neither
sound nor picture go with all their samples: telemetry lies in them, and captions belong into a `.vtt` file.
Times, and the names that devices write into the boxes that stay, are zeros.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.recordings.boxes import Box, blanked, boxes, found, inside
from generator.recordings.pieces import Bytes, Edit, Pieces, Unusable, edited, zeros
from generator.recordings.samples import sample_places
from generator.recordings.track import Track

FIRST = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
"""The boxes with which a file may begin."""

_SHOWN = (b"vide", b"soun")

_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset((b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix")),
    b"moov": frozenset((b"mvhd", b"trak", b"mvex")),
    b"mvex": frozenset((b"mehd", b"trex", b"leva")),
    b"trak": frozenset((b"tkhd", b"edts", b"mdia", b"tapt")),
    b"edts": frozenset((b"elst",)),
    b"mdia": frozenset((b"mdhd", b"hdlr", b"minf", b"elng")),
    b"minf": frozenset((b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl")),
    b"dinf": frozenset((b"dref",)),
    b"stbl": frozenset((
        b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stps",
        b"sdtp", b"sgpd", b"sbgp", b"subs", b"padb",
    )),
    b"moof": frozenset((b"mfhd", b"traf")),
    b"traf": frozenset((b"tfhd", b"trun", b"tfdt", b"sgpd", b"sbgp", b"subs")),
    b"mfra": frozenset((b"tfra", b"mfro")),
}  # fmt: skip
"""What stays inside of each box that is gone through; what is not gone through stays whole."""


class _Shape(Record, frozen=True):
    width: int
    height: int


def read(source: Bytes) -> tuple[Track, Pieces]:
    """Raises `Unusable`."""
    top = list(boxes(source, 0, source.size))
    movie = next((box for box in top if box.kind == b"moov"), None)
    if movie is None:
        raise Unusable("is cut short: it lacks its table of contents")
    tracks = [box for box in inside(source, movie) if box.kind == b"trak"]
    kept = [box for box in tracks if _handler(source, box) in _SHOWN]
    gone = [box for box in tracks if box not in kept]
    if not kept:
        raise Unusable("holds neither sound nor picture")
    if gone and any(box.kind == b"moof" for box in top):
        raise Unusable("has a track of data between its fragments, which may tell where it was made")
    edits = [edit for box in gone for edit in (*blanked(box), *_samples(source, box, top))]
    edits += (edit for box in top for edit in _cleaned(source, box, b"", frozenset(gone)))
    if top and top[-1].end < source.size:
        edits.append(zeros(top[-1].end, source.size))
    shape = _shape(source, kept)
    return Track(_type(source, top, shape), _seconds(source, movie), *_sides(shape)), edited(
        source.size, edits
    )


def _cleaned(source: Bytes, box: Box, parent: bytes, gone: frozenset[Box]) -> Iterator[Edit]:
    """What has to change in a box and in all below it."""
    if box in gone:
        return
    if box.kind not in _KEPT[parent]:
        yield from blanked(box)
        return
    if box.kind in _KEPT:
        end = box.body
        for below in inside(source, box):
            yield from _cleaned(source, below, box.kind, gone)
            end = below.end
        yield zeros(end, box.end)
    else:
        yield from _silenced(source, box)


def _silenced(source: Bytes, box: Box) -> Iterator[Edit]:
    """The times and names in a box that stays."""
    if box.kind in (b"mvhd", b"tkhd", b"mdhd"):
        version = source.whole(box.body, 1)[0]
        yield zeros(box.body + 4, box.body + (20 if version == 1 else 12))
    elif box.kind == b"hdlr":
        yield zeros(box.body + 12, box.end)  # the maker of the device, and the name that it has given
    elif box.kind == b"dref":
        yield from _references(source, box)
    elif box.kind == b"stsd":
        for entry in boxes(source, box.body + 8, box.end):
            yield zeros(entry.body + 12, min(entry.body + 16, entry.end))  # the maker of the encoder
            if _is_picture(source, entry):
                yield zeros(entry.body + 42, entry.body + 74)  # the name of the encoder


def _is_picture(source: Bytes, entry: Box) -> bool:
    """Whether a sample entry is one of pictures: theirs have a resolution of 72 dpi at a fixed place."""
    return entry.end - entry.body >= 78 and source.whole(entry.body + 28, 4) == b"\0\x48\0\0"


def _references(source: Bytes, box: Box) -> Iterator[Edit]:
    """Where the samples lie: in this file, and without the name that it had on the disk of its maker."""
    for entry in boxes(source, box.body + 8, box.end):
        if not source.whole(entry.body, 4)[3] & 1:
            raise Unusable("takes its sound or picture from another file")
        yield zeros(entry.body + 4, entry.end)


def _handler(source: Bytes, track: Box) -> bytes:
    """What kind of track it is."""
    box = found(source, track, b"mdia", b"hdlr")
    return source.whole(box.body + 8, 4) if box and box.end - box.body >= 12 else b""


def _samples(source: Bytes, track: Box, top: list[Box]) -> Iterator[Edit]:
    """All that a track that is left out has in the file, as far as it lies where samples may lie."""
    table = found(source, track, b"mdia", b"minf", b"stbl")
    holding = [box for box in top if box.kind == b"mdat"]
    for start, end in sample_places(source, table) if table else ():
        for box in holding:
            if max(start, box.body) < min(end, box.end):
                yield zeros(max(start, box.body), min(end, box.end))


def _shape(source: Bytes, tracks: list[Box]) -> _Shape | None:
    """The size of the picture as it is shown: a phone films on its side and says so."""
    for track in tracks:
        head = found(source, track, b"tkhd")
        if _handler(source, track) == b"vide" and head:
            data = source.whole(head.body, head.end - head.body)
            end = data[-44:] if len(data) >= 84 else bytes(44)
            # The matrix has nine numbers; of a picture on its side the first is 0 and the second is not.
            turned = not any(end[0:4]) and any(end[4:8])
            width, height = (int.from_bytes(end[at : at + 2], "big") for at in (36, 40))
            return _Shape(height, width) if turned else _Shape(width, height)
    return None


def _sides(shape: _Shape | None) -> tuple[int, int]:
    return (shape.width, shape.height) if shape else (0, 0)


def _seconds(source: Bytes, movie: Box) -> float:
    head = found(source, movie, b"mvhd")
    if head is None:
        raise Unusable("is damaged")
    long = source.whole(head.body, 1)[0] == 1
    at, wide = (head.body + 20, 8) if long else (head.body + 12, 4)
    scale = int.from_bytes(source.whole(at, 4), "big")
    lasts = source.whole(at + 4, wide)
    if not scale or lasts == b"\xff" * wide:
        return 0.0
    seconds = int.from_bytes(lasts, "big") / scale
    whole = found(source, movie, b"mvex", b"mehd")
    if not seconds and whole:
        data = source.whole(whole.body, whole.end - whole.body)
        seconds = int.from_bytes(data[4:], "big") / scale
    return seconds


def _type(source: Bytes, top: list[Box], shape: _Shape | None) -> str:
    brand = source.at(top[0].body, 4) if top[0].kind == b"ftyp" else b"qt  "
    if brand == b"qt  ":
        return "video/quicktime"
    return "video/mp4" if shape else "audio/mp4"
