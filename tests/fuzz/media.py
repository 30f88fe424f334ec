"""The readers of what lies beside articles: pictures, sound and film."""

from __future__ import annotations

import io
from contextlib import suppress

from fuzz.common import any_text, told


def captions(data: bytes) -> None:
    from generator.readers.encoding import decode
    from generator.recordings.transcripts import of_captions, of_text, plain
    from generator.recordings.webvtt import read_captions, write_captions

    text, _ = decode(data, "a.vtt")
    found = read_captions("a.vtt", text)
    told(found.problems)
    again = read_captions("a.vtt", write_captions(found.cues))
    assert again.cues == found.cues
    plain(of_captions(found.cues))
    plain(of_text(text))


def recordings(data: bytes) -> None:
    from generator.recordings.examination import examine
    from generator.recordings.pieces import Bytes, Unusable, chunks, length

    for name in ("a.mp3", "a.mp4", "a.webm", "a.ogg", "a.flac", "a.wav"):
        source = Bytes(io.BytesIO(data))
        try:
            found = examine(name, source)
        except Unusable as reason:
            assert str(reason)
            continue
        assert sum(map(len, chunks(found.pieces, source))) == length(found.pieces)
        return


def pictures(data: bytes) -> None:
    from generator.pictures.inspect import inspect

    inspect(data, "a.jpg")


def metadata(data: bytes) -> None:
    """What pictures say of themselves, without the picture around it."""
    from generator.pictures import iim, xmp

    iim.notes(data)
    xmp.notes(data)


def drawings(data: bytes) -> None:
    from generator.pictures.svg import cleaned
    from generator.pictures.svg_styles import harmless
    from generator.pictures.verdicts import Unusable

    with suppress(Unusable):
        cleaned(data, lambda inner: ("image/png", inner))
    harmless(any_text(data))
