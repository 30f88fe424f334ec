"""Makes derivatives of a picture: bytes and recipes in, bytes out, and the same bytes every time.

None of what a camera or an editor wrote beside the pixels gets through: the derivatives are written from
bare pixels, and the rights of the recipe are all that is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.pictures import encoding, kinds, opening
from generator.pictures.crops import Box, box
from generator.pictures.motion import moving
from generator.pictures.negatives import Negative, negative, whole_size
from generator.pictures.recipes import TYPES, Format, Recipe, crop_size, size
from generator.pictures.svg import cleaned

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

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
    made: dict[int, bytes] = {}
    still = []
    image = opening.opened(data, format)
    whole = whole_size(image, data)
    moves = moving(image, data)
    for number, recipe in enumerate(recipes):
        if recipe.moving and recipe.format == "webp" and moves:
            made[number] = _animated(data, format, recipe, *whole)
        else:
            still.append(number)
    if still:
        prints = _stills(image, data, [recipes[number] for number in still])
        made |= dict(zip(still, prints, strict=True))
    return [made[number] for number in range(len(recipes))]


def _animated(data: bytes, format: str, recipe: Recipe, width: int, height: int) -> bytes:
    from generator.pictures.reels import animated

    return animated(data, format, recipe, box(recipe, width, height), size(recipe, width, height))


def _drawing(data: bytes, recipe: Recipe) -> bytes:
    if recipe.format != "svg":
        raise ValueError(f"an SVG cannot be written as {recipe.format}")
    return cleaned(data, redrawn).data


def redrawn(data: bytes) -> tuple[str, bytes]:
    """Media type and bytes of a picture that a drawing holds, without what is written beside its pixels."""
    format: Format = "jpeg" if kinds.kind(data) == "jpeg" else "png"
    return TYPES[format], develop(data, [Recipe(format, quality=85)])[0]


def _stills(image: ImageFile, data: bytes, recipes: Sequence[Recipe]) -> list[bytes]:
    """Print each part at each size once, and write it in every format that is asked for."""
    whole = whole_size(image, data)
    master = negative(image, data, max(_share(recipe, *whole) for recipe in recipes))
    master = master._replace(pixels=_premultiplied(master.pixels))
    made: dict[int, bytes] = {}
    for (part, shape), numbers in _prints(recipes, *whole).items():
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
    """Recipes, by their number, that show the same part at the same size; the largest first."""
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


def _premultiplied(pixels: Image) -> Image:
    """Colours weighed by their opacity, so that no hidden colour bleeds into its neighbours."""
    return pixels.convert("RGBa") if pixels.mode == "RGBA" else pixels
