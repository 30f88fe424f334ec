"""Which part of a picture a recipe shows."""

from __future__ import annotations

from generator.pictures.recipes import Recipe, crop_size

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def box(recipe: Recipe, width: int, height: int) -> Box:
    """The part of a picture of a size, in pixels: as near around the focus as its edges allow."""
    across, down = crop_size(recipe.shape, width, height)
    left = _start(recipe.focus[0], across, width)
    top = _start(recipe.focus[1], down, height)
    return left, top, left + across, top + down


def _start(focus: float, length: int, whole: int) -> int:
    return min(max(round(focus * whole - length / 2), 0), whole - length)
