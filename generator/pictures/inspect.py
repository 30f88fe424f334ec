"""Looks at a picture: what it is, what it says of itself, and whether it can be used."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from generator.pictures import encoding, jpeg, kinds, motion, opening
from generator.pictures.metadata import told
from generator.pictures.negatives import Negative, negative
from generator.pictures.recipes import Recipe, scaled
from generator.pictures.svg import cleaned
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
        format = kinds.kind(data)
        remarks = _suffix(format, name)
        return _drawing(data, remarks) if format == "svg" else _picture(data, format, remarks)
    except Unusable as error:
        return error.refused


def _picture(data: bytes, format: str, remarks: list[Remark]) -> Seen:
    image = opening.opened(data, format)
    frames = motion.frames(image, data)
    moving = frames > 1 and motion.bounded(frames, *image.size)
    del image  # two decoders at once would take twice the memory
    found = negative(data, format, lambda *_: 1 / 8)
    width, height = found.width, found.height
    notes = told(found.margin, data)
    clear = found.pixels.mode == "RGBa"
    if frames > 1 and not moving:
        remarks += [_too_long()]
    if not found.profile_fits:
        remarks += [_broken_profile()]
    if format == "jpeg" and (reduction := jpeg.frame(data).reduction) > 1:
        remarks += [_reduced(reduction, width, height)]
    return Seen(
        width=width,
        height=height,
        format=format,
        moving=moving,
        transparent=clear,
        placeholder="" if clear or moving else _placeholder(found),
        caption=notes.caption,
        alt=notes.alt,
        rights=notes.rights,
        remarks=tuple(remarks),
    )


def _drawing(data: bytes, remarks: list[Remark]) -> Seen:
    drawing = cleaned(data, lambda inner: ("image/png", inner))
    if drawing.removed:
        gone = f"left out of the SVG: {', '.join(drawing.removed[:8])}"
        remarks += [Remark("picture-svg-cleaned", gone, "Look whether it is still what it should be")]
    return Seen(drawing.width, drawing.height, "svg", transparent=True, remarks=tuple(remarks))


def _suffix(format: str, name: str) -> list[Remark]:
    suffixes = kinds.SUFFIXES[format]
    if name.lower().endswith(suffixes):
        return []
    cure = f"Let its name end in {suffixes[0]}"
    return [Remark("picture-suffix", f"the picture is in truth of the format {format.upper()}", cure)]


def _too_long() -> Remark:
    return Remark(
        "picture-still",
        f"the picture moves for more than {motion.MOST_FRAMES:,} frames or "
        f"{motion.MOST_DRAWN // 1_000_000} million pixels; its first frame is shown",
        "Shorten it, make it smaller, or publish it as a film",
    )


def _broken_profile() -> Remark:
    return Remark(
        "picture-profile",
        "the colour profile of the picture is broken, and is ignored",
        "Look at its colours, and save it with the profile sRGB if they are wrong",
    )


def _reduced(reduction: int, width: int, height: int) -> Remark:
    part = {2: "half", 4: "a quarter of", 8: "an eighth of"}[reduction]
    return Remark(
        "picture-reduced",
        f"the picture is very large, and is read at {part} its size, {width:,}×{height:,} pixels",
        "Save it smaller to make builds quicker",
    )


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
