"""Makes derivatives of a picture: bytes and recipes in, bytes out, and the same bytes every time.

None of what a camera or an editor wrote beside the pixels gets through: the derivatives are written from
bare pixels, and the rights of the recipe are all that is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.pictures import encoding, kinds, opening
from generator.pictures.crops import Box, box
from generator.pictures.motion import moving
from generator.pictures.negatives import Negative, negative
from generator.pictures.recipes import TYPES, Format, Recipe, crop_size, size
from generator.pictures.svg import cleaned
from generator.pictures.verdicts import Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

ENGINE = 1
"""Raised when the bytes of any recipe change, so that what is kept of older ones is made again."""

_GAP = 2.0  # of Pillow's `reducing_gap`: nearly as good as none, at half the time


def develop(data: bytes, recipes: Sequence[Recipe]) -> list[bytes]:
    """All derivatives of one picture, in the order of their recipes; the picture is decoded once.

    Raises `verdicts.Unusable`, a ValueError, for what `inspect` refuses.
    """
    format = kinds.kind(data)
    if format == "svg":
        return [_drawing(data, recipe) for recipe in recipes]
    reels = _reels(data, format, recipes)
    still = [recipe for number, recipe in enumerate(recipes) if number not in reels]
    prints = iter(_stills(data, format, still) if still else ())
    return [reels[number] if number in reels else next(prints) for number in range(len(recipes))]


def _reels(data: bytes, format: str, recipes: Sequence[Recipe]) -> dict[int, bytes]:
    """The derivatives that move, by the number of their recipes."""
    wanted = {number: recipe for number, recipe in enumerate(recipes) if recipe.moving}
    if not wanted or not moving(opening.opened(data, format), data):
        return {}
    from generator.pictures.reels import animated

    made = {}
    for number, recipe in wanted.items():
        if recipe.format == "webp":
            with suppress(Unusable):  # the frames of an APNG may be broken where its still picture is not
                made[number] = animated(data, format, recipe)
    return made


def _drawing(data: bytes, recipe: Recipe) -> bytes:
    if recipe.format != "svg":
        raise ValueError(f"an SVG cannot be written as {recipe.format}")
    return cleaned(data, redrawn).data


def redrawn(data: bytes) -> tuple[str, bytes]:
    """Media type and bytes of a picture that a drawing holds, without what is written beside its pixels."""
    format: Format = "jpeg" if kinds.kind(data) == "jpeg" else "png"
    return TYPES[format], develop(data, [Recipe(format, quality=85)])[0]


def _stills(data: bytes, format: str, recipes: Sequence[Recipe]) -> list[bytes]:
    """Print each part at each size once, and write it in every format that is asked for."""
    master = negative(data, format, lambda *whole: max(_share(recipe, *whole) for recipe in recipes))
    made: dict[int, bytes] = {}
    for (part, shape), numbers in _prints(recipes, master.width, master.height).items():
        pixels = _printed(master, part, shape)
        for number in numbers:
            made[number] = encoding.encoded(pixels, recipes[number])
    return [made[number] for number in range(len(recipes))]


def _share(recipe: Recipe, width: int, height: int) -> float:
    """What a derivative has of the pixels across of the part that it shows."""
    return size(recipe, width, height)[0] / crop_size(recipe.shape, width, height)[0]


def _prints(
    recipes: Sequence[Recipe], width: int, height: int
) -> dict[tuple[Box, tuple[int, int]], list[int]]:
    """Recipes, by their number, that show the same part at the same size."""
    prints: dict[tuple[Box, tuple[int, int]], list[int]] = {}
    for number, recipe in enumerate(recipes):
        prints.setdefault((box(recipe, width, height), size(recipe, width, height)), []).append(number)
    return prints


def _printed(master: Negative, part: Box, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    pixels = master.pixels
    across, down = pixels.width / master.width, pixels.height / master.height
    left, top, right, bottom = part
    edges = (left * across, top * down, min(right * across, pixels.width), min(bottom * down, pixels.height))
    printed = pixels.resize(size, Resampling.LANCZOS, edges, _GAP)
    return printed.convert("RGBA") if printed.mode == "RGBa" else printed
