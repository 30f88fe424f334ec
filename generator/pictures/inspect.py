"""Looks at a picture: what it is, what it says of itself, and whether it can be used."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from generator.pictures import encoding, kinds, opening, tones
from generator.pictures.negatives import Negative, negative, whole_size
from generator.pictures.recipes import Recipe, scaled
from generator.pictures.verdicts import Refused, Remark, Seen, Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Refused", "Remark", "Seen", "inspect"]

_TINY = 16
"""Width of a placeholder in pixels; what is not several times as wide needs none."""
_LONGEST = 250
"""Characters of a placeholder at most."""


def inspect(data: bytes, name: str) -> Seen | Refused:
    """What is to be known of a picture. `name` is that of its file, for its suffix. Never raises."""
    try:
        return _seen(data, name)
    except Unusable as error:
        return error.refused


def _seen(data: bytes, name: str) -> Seen:
    format = kinds.kind(data)
    image = opening.opened(data, format)
    width, height = whole_size(image, data)
    found = negative(image, data, 1 / 8)
    clear = tones.seen_through(found.pixels)
    return Seen(
        width=width,
        height=height,
        format=format,
        transparent=clear,
        placeholder="" if clear else _placeholder(found),
        remarks=tuple(_remarks(format, name, found)),
    )


def _remarks(format: str, name: str, found: Negative) -> list[Remark]:
    remarks = []
    suffixes = kinds.SUFFIXES[format]
    if not name.lower().endswith(suffixes):
        remarks.append(
            Remark("picture-suffix", f"the picture is in truth {format.upper()}", f"Name it …{suffixes[0]}")
        )
    if not found.profile_fits:
        remarks.append(
            Remark(
                "picture-profile",
                "the colour profile of the picture is broken, and was ignored",
                "Look at its colours, and save it again with the profile sRGB if they are wrong",
            )
        )
    return remarks


def _placeholder(found: Negative) -> str:
    """A picture of a few pixels to be shown until the true one is there, as a data: URI."""
    if found.width < 4 * _TINY:
        return ""
    small = _small(found.pixels, scaled(found.width, found.height, _TINY))
    for quality in (40, 20, 5, 0):
        data = encoding.encoded(small, Recipe("webp", quality=quality))
        uri = "data:image/webp;base64," + base64.b64encode(data).decode()
        if len(uri) <= _LONGEST:
            return uri
    return ""


def _small(pixels: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return pixels.convert("RGB").resize(size, Resampling.BOX)
