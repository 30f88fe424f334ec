"""WAV: chunks of RIFF (Multimedia Programming Interface and Data Specifications 1.0, 1991).

What is neither the form of the sound nor the sound (`LIST`, `bext`, `iXML`, `id3 `…) becomes a `JUNK` chunk
of zeros: it may name people, places and machines.
"""

from __future__ import annotations

from generator.recordings.pieces import Bytes, Edit, Pieces, Unusable, edited, written, zeros
from generator.recordings.track import Track

_KEPT = (b"fmt ", b"fact", b"data")


def read(source: Bytes) -> tuple[Track, Pieces]:
    """Raises `Unusable`."""
    edits: list[Edit] = []
    here, rate, sound = 12, 0, 0
    while here + 8 <= source.size:
        head = source.whole(here, 8)
        size = int.from_bytes(head[4:], "little")
        end = here + 8 + size
        if end > source.size:
            raise Unusable("is cut short")
        if head[:4] == b"fmt ":
            rate = int.from_bytes(source.at(here + 16, 4), "little")
        elif head[:4] == b"data":
            sound += size
        if head[:4] not in _KEPT:
            edits += (written(here, b"JUNK"), zeros(here + 8, end))
        here = end + size % 2
    if not rate or not sound:
        raise Unusable("holds no sound")
    end = min(here, source.size)
    edits.append(written(4, (end - 8).to_bytes(4, "little")))
    return Track("audio/wav", sound / rate), edited(end, edits)
