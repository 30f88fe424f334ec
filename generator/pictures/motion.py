"""Pictures that move: how many frames they have, and whether those are too many.

GIF 89a, section 20 (image descriptors); the other formats say it in their headers, which Pillow reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.pictures import opening

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_FRAMES = 2_000
MOST_PIXELS = 4_000_000
"""The largest frame that may move."""
MOST_DRAWN = 500_000_000
"""The most pixels of all frames together."""


def frames(image: ImageFile, data: bytes) -> int:
    """How many frames a picture has, counted no further than one more than may be."""
    with opening.hostile():
        if image.format == "GIF":
            return _gif_frames(data)
        return min(int(getattr(image, "n_frames", 1)), MOST_FRAMES + 1)


def moving(image: ImageFile, data: bytes) -> bool:
    """Whether a picture moves, and not too much to be published so."""
    count = frames(image, data)
    return count > 1 and bounded(count, *image.size)


def bounded(count: int, width: int, height: int) -> bool:
    """Whether a picture of so many frames of a size may move."""
    pixels = width * height
    return count <= MOST_FRAMES and pixels <= MOST_PIXELS and count * pixels <= MOST_DRAWN


def _gif_frames(data: bytes) -> int:
    """Count the frames of a GIF. One that reaches beyond the canvas makes them too many: it would grow it."""
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    count = 0
    for left, top, across, down in _gif_descriptors(data):
        count += 1
        if count > 1 and (left + across > width or top + down > height):
            return MOST_FRAMES + 1
        if count > MOST_FRAMES:
            break
    return max(count, 1)


def _gif_descriptors(data: bytes) -> Iterator[tuple[int, ...]]:
    at = 13 + _table(data[10:11])
    while at < len(data):
        mark = data[at]
        if mark == 0x21:
            at = _after_blocks(data, at + 2)
        elif mark == 0x2C:
            yield tuple(int.from_bytes(data[at + n : at + n + 2], "little") for n in (1, 3, 5, 7))
            at = _after_blocks(data, at + 11 + _table(data[at + 9 : at + 10]))
        elif mark == 0x3B:
            return
        else:
            at += 1  # decoders look for the next mark too


def _table(flags: bytes) -> int:
    """The length of a colour table by the flags before it."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
