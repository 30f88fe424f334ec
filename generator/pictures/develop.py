"""Makes derivatives of a picture: bytes and recipes in, bytes out, and the same bytes every time.

None of what a camera or an editor wrote beside the pixels gets through: the derivatives are written from
bare pixels, and the rights of the recipe are all that is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.pictures import encoding, kinds, opening
from generator.pictures.crops import Box, box
from generator.pictures.motion import moving
from generator.pictures.negatives import Negative, negative
from generator.pictures.recipes import TYPES, Format, Recipe, crop_size, size
from generator.pictures.verdicts import Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

ENGINE = 2
"""Raised when the bytes of any recipe change, so that what is kept of older ones is made again."""

COMMON = 1280  # pixels across, up to which most derivatives are
_GAP = 2.0  # of Pillow's `reducing_gap`: nearly as good as none, at half the time


def develop(data: bytes, recipes: Sequence[Recipe]) -> list[bytes]:
    """All derivatives of one picture, in the order of their recipes.

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
    from generator.pictures.svg import cleaned

    return cleaned(data, redrawn).data


def redrawn(data: bytes) -> tuple[str, bytes]:
    """Media type and bytes of a picture that a drawing holds, without what is written beside its pixels."""
    format: Format = "jpeg" if kinds.kind(data) == "jpeg" else "png"
    return TYPES[format], develop(data, [Recipe(format, quality=85)])[0]


def _stills(data: bytes, format: str, recipes: Sequence[Recipe]) -> list[bytes]:
    """Print each part at each size once, and write it in every format that is asked for.

    How large the picture is decoded for a recipe depends on that recipe alone: others may have been followed
    before, and what is made must be the same.
    """
    made: dict[int, bytes] = {}
    left = dict(enumerate(recipes))
    while left:
        master = negative(data, format, lambda *whole: max(_share(each, *whole) for each in left.values()))
        shares = {number: _share(each, master.width, master.height) for number, each in left.items()}
        largest = max(shares.values())
        now = {number: left.pop(number) for number, share in shares.items() if share == largest}
        for (part, shape), numbers in _prints(now, master.width, master.height).items():
            pixels = _printed(master, part, shape)
            for number in numbers:
                made[number] = encoding.encoded(pixels, recipes[number])
    return [made[number] for number in range(len(recipes))]


def _share(recipe: Recipe, width: int, height: int) -> float:
    """The share of its size at which a picture is decoded for a recipe: all, a half, a quarter, or an eighth.

    It is no less than the derivative has of the pixels across of the part that it shows. Those of up to
    `COMMON` pixels share one decoding.
    """
    needed = size(recipe, width, height)[0] / crop_size(recipe.shape, width, height)[0]
    needed = max(needed, min(1.0, COMMON / width))
    return next(share for share in (1 / 8, 1 / 4, 1 / 2, 1.0) if needed <= share)


def _prints(
    recipes: Mapping[int, Recipe], width: int, height: int
) -> dict[tuple[Box, tuple[int, int]], list[int]]:
    """Recipes, by their number, that show the same part at the same size."""
    prints: dict[tuple[Box, tuple[int, int]], list[int]] = {}
    for number, recipe in recipes.items():
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
