"""Ink on paper: glyphs are drawn by HarfBuzz's rasteriser, without hints, and coloured by Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.cards.faces import font, unit
from generator.cards.palette import PAPER
from generator.cards.setting import Setting
from generator.model import Record

if TYPE_CHECKING:
    from PIL.Image import Image

Edges = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels, the last two just outside."""


class Placed(Record, frozen=True):
    """A text and where it stands: the edge at which its lines begin or end, and the baseline of its first."""

    setting: Setting
    edge: float
    baseline: float
    from_right: bool


def blank(width: int, height: int) -> Image:
    from PIL import Image as images

    return images.new("RGB", (width, height), PAPER)


def block(image: Image, edges: Edges, colour: str) -> None:
    image.paste(colour, edges)


def write(image: Image, texts: Sequence[Placed], colour: str) -> None:
    """Draw texts in one colour."""
    mask = ink(image.size, texts)
    if mask:
        image.paste(colour, (0, 0), mask)


def ink(size: tuple[int, int], texts: Sequence[Placed]) -> Image | None:
    """How much of each pixel is covered by letters, from 0 to 255; None where there are none."""
    import uharfbuzz
    from PIL import Image as images

    width, height = size
    drawing = uharfbuzz.RasterDraw()
    drawing.extents = uharfbuzz.RasterExtents(0, 0, width, height, 0)
    for text in texts:
        _trace(drawing, text, height)
    drawn = drawing.render()
    if drawn is None or not drawn.extents.width:
        return None
    return images.frombytes("L", size, bytes(drawn.buffer), "raw", "L", drawn.extents.stride, -1)


def _trace(drawing, text: Placed, height: int) -> None:  # type: ignore[no-untyped-def]
    """Put the outlines of a text where they belong, counted from the lower left corner."""
    setting, size = text.setting, text.setting.size
    for number, line in enumerate(setting.lines):
        left = text.edge - (line.right if text.from_right else line.left) * size  # ink meets the edge
        baseline = height - text.baseline - number * setting.leading
        for glyph in line.glyphs:
            scale = unit(glyph.face) * size
            drawing.transform = (scale, 0.0, 0.0, scale, left + glyph.x * size, baseline + glyph.y * size)
            drawing.draw_glyph(font(glyph.face), glyph.number)
