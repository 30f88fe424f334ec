"""WebM as programs write it, and as none should: elements without an end, of no known kind, cut short."""

from __future__ import annotations

import io
import struct

import pytest
from tapes import SECRET, element

from generator.recordings import webm
from generator.recordings.pieces import Bytes, Unusable, chunks
from generator.recordings.track import Track

HEAD = element(0x1A45DFA3, element(0x4282, b"webm"))
SOUND = element(0x1654AE6B, element(0xAE, element(0x83, b"\2")))
ENDLESS = b"\xff"  # the length of an element that does not know it


def segment(*parts: bytes) -> bytes:
    return HEAD + element(0x18538067, *parts)


def read(data: bytes) -> tuple[Track, bytes]:
    source = Bytes(io.BytesIO(data))
    track, pieces = webm.read(source)
    made = b"".join(chunks(pieces, source))
    assert len(made) == len(data)
    return track, made


def video(sides: bytes) -> bytes:
    return element(0x1654AE6B, element(0xAE, element(0x83, b"\1"), element(0xE0, sides)))


PIXELS = element(0xB0, b"\2\x80") + element(0xBA, b"\1\x68")
SHOWN = element(0x54B0, b"\x40") + element(0x54BA, b"\x24")


@pytest.mark.parametrize(
    ("sides", "size"),
    [(PIXELS, (640, 360)), (PIXELS + SHOWN, (64, 36)), (PIXELS + SHOWN + element(0x54B2, b"\3"), (640, 360))],
    ids=["pixels", "as it is to be shown", "a ratio of sides"],
)
def test_the_size_of_a_picture(sides: bytes, size: tuple[int, int]) -> None:
    track, _ = read(segment(video(sides)))
    assert (track.width, track.height) == size


@pytest.mark.parametrize(
    ("length", "seconds"),
    [
        (struct.pack(">d", 4000), 4),
        (struct.pack(">f", 4000), 4),
        (b"\0\0\0", 9),
        (struct.pack(">d", -1), 9),
        (struct.pack(">d", float("nan")), 9),
    ],
    ids=["eight bytes", "four bytes", "three bytes", "less than nothing", "no number"],
)
def test_how_long_it_is(length: bytes, seconds: float) -> None:
    """Where its length says nothing, the time of the last cluster does."""
    info = element(0x1549A966, element(0x4489, length))
    cluster = element(0x1F43B675, element(0xE7, (9000).to_bytes(2, "big")))
    assert read(segment(info, SOUND, element(0x1F43B675), cluster))[0].seconds == seconds


def test_what_is_not_needed_to_play_it_is_void() -> None:
    seeks = element(0x114D9B74, element(0xEC, SECRET), element(0x4DBB, element(0x53AB, b"\x12\x54\xc3\x67")))
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, b"\2")), element(0xBF, SECRET))
    track, made = read(segment(seeks, tracks, element(0x1254C367, SECRET)) + SECRET)
    assert track.type == "audio/webm"
    assert b"SECRET" not in made
    assert b"\x12\x54\xc3\x67" not in made


CUT, DAMAGED = "cut short", "damaged"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD + element(0xEC), DAMAGED),
        (segment(element(0x1549A966)), "neither sound nor picture"),
        (segment(SOUND, b"\x15\x49\xa9\x66" + ENDLESS), DAMAGED),
        (segment(SOUND, b"\x1f\x43\xb6\x75" + ENDLESS, b"\xa0" + ENDLESS), DAMAGED),
        (segment(element(0x1654AE6B, b"\xae" + ENDLESS)), DAMAGED),
        (segment(SOUND, b"\x08\0\0\0\0\0\0\0\0\0\0\0"), CUT),
        (segment(SOUND, b"\xec\0\0\0\0\0\0\0\0\0\0\0"), CUT),
        (segment(SOUND, b"\xec"), CUT),
        (segment(SOUND, b"\xec\x40"), CUT),
        (segment(element(0x1654AE6B, b"\xae\x90")), CUT),
    ],
)
def test_what_cannot_be_published_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        read(data)
