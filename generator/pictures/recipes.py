"""How a derivative is made of a picture: values, by which it can be known before it is made.

The size of a derivative follows from its recipe and the size of the picture, so that a page can tell it
while nothing has been drawn yet.
"""

from __future__ import annotations

import math
from typing import Literal

from generator.model import CENTRE, NO_RIGHTS, Record, Rights

Format = Literal["webp", "jpeg", "png", "avif", "svg"]

Shape = tuple[int, int]
"""The proportions of a crop: `(16, 9)`."""

MOST_PIXELS = 8_000_000
"""The largest derivative: encoders need many times the memory of what they write."""
LONGEST = 16_383
"""The longest side of a derivative in pixels, which is that of WebP (RFC 9649, section 2.1)."""

WHOLE: Shape = (0, 0)
"""The proportions of the picture itself."""

SUFFIXES: dict[Format, str] = {
    "webp": ".webp", "jpeg": ".jpg", "png": ".png", "avif": ".avif", "svg": ".svg"
}  # fmt: skip
TYPES: dict[Format, str] = {
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


class Recipe(Record, frozen=True, tag="picture"):
    """One derivative: at most so many pixels wide, cropped around `focus` where it has a shape of its own."""

    format: Format
    width: int = 0  # 0: as wide as the picture
    shape: Shape = WHOLE
    focus: tuple[float, float] = CENTRE
    quality: int = 80  # of lossy formats, from 0 to 100
    moving: bool = False  # with all frames of a picture that moves; else its first
    rights: Rights = NO_RIGHTS  # written into the file


def size(recipe: Recipe, width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels of what a recipe makes of a picture; nothing is ever enlarged.

    However wide a recipe is, a derivative keeps to `MOST_PIXELS` and `LONGEST`.
    """
    whole = crop_size(recipe.shape, width, height)
    across, down = scaled(*whole, recipe.width)
    share = min(LONGEST / max(across, down), math.sqrt(MOST_PIXELS / (across * down)))
    return (across, down) if share >= 1 else (max(1, int(across * share)), max(1, int(down * share)))


def crop_size(shape: Shape, width: int, height: int) -> tuple[int, int]:
    """The largest part of a picture that has a shape."""
    across, down = shape
    if not across:
        return width, height
    if width * down > height * across:
        return max(1, round(height * across / down)), height
    return width, max(1, round(width * down / across))


def scaled(width: int, height: int, most: int) -> tuple[int, int]:
    """A size brought down to at most so many pixels across."""
    if not most or width <= most:
        return width, height
    return most, max(1, round(height * most / width))
