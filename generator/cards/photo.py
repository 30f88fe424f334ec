"""The photo of a card, and its credit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.cards.canvas import Edges, Placed, write
from generator.cards.card import SocialCard
from generator.cards.palette import INK, PAPER
from generator.cards.setting import Box, fit
from generator.cards.shaping import Script
from generator.cards.words import settable
from generator.pictures.develop import develop
from generator.pictures.recipes import Recipe

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 95  # of a copy that only this card is made of
CREDIT = Box(0, 28, 17, 13)
AIR = 10  # pixels around a credit
SHADE = 168  # of 255: how much ink lies below it


def hang(image: Image, photo: bytes, edges: Edges, card: SocialCard) -> None:
    """Put a photo, cropped around its focus, into a card, and its credit into its lower outer corner."""
    from PIL import Image as images

    left, top, right, bottom = edges
    size = right - left, bottom - top
    recipe = Recipe("jpeg", width=size[0], shape=size, focus=card.focus, quality=QUALITY)
    with images.open(io.BytesIO(develop(photo, [recipe])[0])) as developed:
        pixels = developed.convert("RGB")
    if pixels.size != size:  # nothing is enlarged when it is developed
        pixels = pixels.resize(size, images.Resampling.LANCZOS)
    _credit(pixels, card)
    image.paste(pixels, (left, top))


def _credit(pixels: Image, card: SocialCard) -> None:
    text = settable(card.rights.credit or card.rights.creator)
    if not text:
        return
    outer_left = card.direction == "rtl"
    script = Script(card.language, outer_left)
    width, height = pixels.size
    setting = fit(text, script, Box(width - 4 * AIR, *CREDIT.rest))
    across, down = round(setting.width) + 2 * AIR, round(setting.height) + 2 * AIR
    left, top = (0 if outer_left else width - across), height - down
    shade = pixels.crop((left, top, left + across, height))
    shade.paste(INK, (0, 0), _even(shade.size))
    pixels.paste(shade, (left, top))
    write(pixels, [Placed(setting, left + AIR, top + AIR + setting.rise, False)], PAPER)


def _even(size: tuple[int, int]) -> Image:
    from PIL import Image as images

    return images.new("L", size, SHADE)
