"""A picture decoded once, no larger than needed, upright and in plain colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.pictures import jpeg, opening, tones

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_ORIENTATION = 0x0112  # EXIF 2.32, section 4.6.4
_GAP = 2
"""How many times larger than needed a picture stays at least when blocks of its pixels are averaged."""


class Negative(NamedTuple):
    """Pixels in L, RGB or RGBA, perhaps brought down, of a picture of `width` by `height` pixels upright."""

    pixels: Image
    width: int
    height: int
    profile_fits: bool


def whole_size(image: ImageFile, data: bytes) -> tuple[int, int]:
    """Width and height of a picture as it stands upright, at the size at which it can be read."""
    width, height = _lying_size(image, data)
    return (height, width) if orientation(image) >= 5 else (width, height)


def orientation(image: ImageFile) -> int:
    """How a picture is to be turned, 1 to 8; read from EXIF, or XMP where there is none."""
    with opening.hostile():
        found = image.getexif().get(_ORIENTATION, 1)
        return found if isinstance(found, int) and 1 <= found <= 8 else 1


def negative(image: ImageFile, data: bytes, share: float) -> Negative:
    """Decode a picture at no less than a share of its size. Raises `Unusable`.

    `image` is as `opening.opened` gives it, and is used up.
    """
    lying = _lying_size(image, data)
    if image.format == "JPEG":
        part = share / jpeg.frame(data).reduction
        image.draft(None, (max(1, int(image.width * part)), max(1, int(image.height * part))))
    profile = image.info.get("icc_profile") or b""
    turn = orientation(image)
    width, height = whole_size(image, data)
    opening.loaded(image)
    with opening.hostile():
        pixels = _reduced(tones.eight_bits(image), lying[0] * share)
        pixels, fits = plain(pixels, profile, turn)
    return Negative(pixels, width, height, fits)


def plain(pixels: Image, profile: object, turn: int) -> tuple[Image, bool]:
    """Pixels of `tones.eight_bits` in sRGB and upright, and whether their profile was of use."""
    pixels, fits = tones.srgb(pixels, profile if isinstance(profile, bytes) else b"")
    return _turned(pixels, turn), fits


def _lying_size(image: ImageFile, data: bytes) -> tuple[int, int]:
    if image.format != "JPEG":
        return image.size
    frame = jpeg.frame(data)
    return -(-frame.width // frame.reduction), -(-frame.height // frame.reduction)


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
