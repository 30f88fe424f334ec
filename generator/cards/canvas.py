"""Ink on a picture: glyphs drawn by HarfBuzz's rasteriser, coloured by Pillow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.cards.faces import font, unit
from generator.cards.setting import Setting

if TYPE_CHECKING:
    from PIL import Image


def letters(
    image: Image.Image, settings: Iterable[tuple[Setting, float, float, bool]], colour: str
) -> None:
    """Draw texts of one colour: each with the corner of its box, and whether that is the right one.

    The corner is that at the top of the first line's ink, in pixels from the left and the top.
    """
    import uharfbuzz
    from PIL import Image as images

    width, height = image.size
    drawing = uharfbuzz.RasterDraw()
    for setting, x, top, right in settings:
        baseline = top + (setting.lines[0].ascent * setting.size if setting.lines else 0.0)
        for number, each in enumerate(setting.lines):
            left = x - each.width * setting.size if right else x
            y = height - (baseline + number * setting.leading)
            for glyph in each.glyphs:
                scale = unit(glyph.face) * setting.size
                across, up = left + glyph.x * setting.size, y + glyph.y * setting.size
                drawing.transform = (scale, 0.0, 0.0, scale, across, up)
                drawing.draw_glyph(font(glyph.face), glyph.number)
    drawing.extents = uharfbuzz.RasterExtents(0, 0, width, height, 0)
    drawn = drawing.render()
    if drawn is None or not drawn.extents.width:
        return
    mask = images.frombytes("L", (width, height), bytes(drawn.buffer), "raw", "L", drawn.extents.stride, -1)
    image.paste(colour, (0, 0), mask)
