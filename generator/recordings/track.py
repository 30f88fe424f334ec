"""What is told of a recording."""

from __future__ import annotations

from generator.model import Record


class Track(Record, frozen=True):
    """`type` is its media type by its bytes; the size of its picture is in pixels as it is shown."""

    type: str
    seconds: float = 0.0  # 0 where the file does not tell
    width: int = 0
    height: int = 0
