"""A picture decoded once, no larger than needed, upright and in plain colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from generator.pictures import jpeg, opening, tones
from generator.pictures.margins import Margin, margin_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_GAP = 2
"""How many times larger than needed a picture stays at least when blocks of its pixels are averaged."""


class Negative(NamedTuple):
    """Pixels in L, RGB or RGBa, perhaps brought down, of a picture of `width` by `height` pixels upright.

    In RGBa colours are weighed by their opacity, so that no hidden one bleeds into its neighbours.
    """

    pixels: Image
    width: int
    height: int
    profile_fits: bool
    margin: Margin


Share = Callable[[int, int], float]
"""Which share of a picture of a width and height is needed, up to 1."""


def negative(data: bytes, format: str, share: Share) -> Negative:
    """Decode a picture at no less than a share of its size. Raises `Unusable`."""
    pixels, width, height, margin = _scanned(data, format, share)
    with opening.hostile():
        pixels, fits = plain(pixels, margin.profile, margin.orientation)
        if pixels.mode == "RGBA":
            pixels = pixels.convert("RGBa" if tones.seen_through(pixels) else "RGB")
    return Negative(pixels, width, height, fits, margin)


def whole_size(image: ImageFile, data: bytes, orientation: int) -> tuple[int, int]:
    """Width and height of a picture as it stands upright, at the size at which it can be read."""
    width, height = image.size
    if image.format == "JPEG":
        frame = jpeg.frame(data)
        width, height = -(-frame.width // frame.reduction), -(-frame.height // frame.reduction)
    return (height, width) if orientation >= 5 else (width, height)


def _scanned(data: bytes, format: str, share: Share) -> tuple[Image, int, int, Margin]:
    """Pixels as they lie, and what stands beside them; the decoder and its memory are gone afterwards."""
    image = opening.opened(data, format)
    if format != "jpeg":  # which alone can be decoded smaller, and has all it tells before its pixels
        opening.loaded(image)
    margin = margin_of(image)
    width, height = whole_size(image, data, margin.orientation)
    needed = share(width, height)
    if format == "jpeg":
        part = needed / jpeg.frame(data).reduction
        with opening.hostile():
            image.draft(None, (max(1, int(image.width * part)), max(1, int(image.height * part))))
        opening.loaded(image)
    with opening.hostile():
        pixels = tones.eight_bits(image)
        if pixels is image:
            pixels = image._new(image.im)  # the same memory without its file
        return (
            _reduced(pixels, (height if margin.orientation >= 5 else width) * needed),
            width,
            height,
            margin,
        )


def plain(pixels: Image, profile: bytes, turn: int) -> tuple[Image, bool]:
    """Pixels of `tones.eight_bits` in sRGB and upright, and whether their profile was of use."""
    pixels, fits = tones.srgb(pixels, profile)
    return _turned(pixels, turn), fits


def _reduced(image: Image, width: float) -> Image:
    """Average blocks of pixels where far fewer are needed, before anything else is done to them."""
    factor = int(image.width / (width * _GAP)) if width else 1
    return image.reduce(factor) if factor > 1 else image


def _turned(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image
