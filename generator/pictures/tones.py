"""Pixels of any kind made into those of a web page: eight bits, grey or red, green and blue, in sRGB."""

from __future__ import annotations

import io
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from generator.pictures.verdicts import Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

_CLOSE = 2
"""A profile that moves no colour by more levels than this is taken for sRGB."""
_SPACES = {"RGB ": ("RGB", "RGBA"), "GRAY": ("L", "LA"), "CMYK": ("CMYK",), "Lab ": ("LAB",)}


def eight_bits(image: Image) -> Image:
    """The same picture in one of the modes L, LA, RGB, RGBA, CMYK and LAB. Raises `Unusable`."""
    mode = image.mode
    if mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    if mode in ("P", "PA"):
        return image.convert("RGBA" if mode == "PA" or image.has_transparency_data else "RGB")
    if mode == "1":
        return image.convert("L")
    if mode.startswith("I") or mode == "F":
        return _scaled(image)
    if mode in ("RGBX", "YCbCr", "HSV"):
        return image.convert("RGB")
    if mode in ("RGBa", "La"):
        return image.convert(mode.upper())
    raise Unusable(
        "picture-format", f"the colours of the picture are of a rare kind, {mode}", "Save it as PNG"
    )


def seen_through(image: Image) -> bool:
    """Whether a picture of `eight_bits` has a pixel that is not opaque."""
    if image.mode not in ("LA", "RGBA"):
        return False
    lowest, _ = image.getchannel("A").getextrema()
    return bool(lowest < 255)  # type: ignore[operator]  # of one channel the extremes are numbers


def srgb(image: Image, profile: bytes) -> tuple[Image, bool]:
    """A picture of `eight_bits` in L, RGB or RGBA by its profile, and whether the profile was of use."""
    fits = True
    if profile:
        converted = _by_profile(image, profile)
        fits = converted is not None
        image = converted or image
    if image.mode == "LA":
        image = image.convert("RGBA")
    elif image.mode in ("CMYK", "LAB"):
        image = _lab(image) if image.mode == "LAB" else image.convert("RGB")
    return image, fits


def _by_profile(image: Image, profile: bytes) -> Image | None:
    from PIL import Image as images
    from PIL import ImageCms

    if image.mode == "LA":
        grey = _by_profile(image.getchannel("L"), profile)
        return grey and images.merge("LA", (grey, image.getchannel("A")))
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode not in _SPACES.get(source.profile.xcolor_space, ()):
            return None
        target = "RGBA" if image.mode == "RGBA" else "RGB"
        transform = _transform(source, image.mode, target)
        if image.mode == target:
            if not _is_srgb(_transform(source, "RGB", "RGB")):
                ImageCms.applyTransform(image, transform, inPlace=True)
            return image
        converted = ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    assert converted is not None  # only the transforms in place give none
    return converted.convert("L") if image.mode == "L" else converted


def _transform(source: Any, before: str, after: str) -> Any:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        source,
        _target(),
        before,
        after,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def _target() -> Any:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _is_srgb(transform: Any) -> bool:
    """Whether a transform leaves colours as they are, tried on 125 of them."""
    from PIL import Image as images
    from PIL import ImageCms

    steps = (0, 64, 128, 192, 255)
    before = bytes(level for colour in product(steps, repeat=3) for level in colour)
    sample = images.frombytes("RGB", (125, 1), before)
    ImageCms.applyTransform(sample, transform, inPlace=True)
    return all(abs(one - two) <= _CLOSE for one, two in zip(before, sample.tobytes(), strict=True))


def _lab(image: Image) -> Image:
    from PIL import ImageCms

    transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), _target(), "LAB", "RGB")
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    return converted


def _scaled(image: Image) -> Image:
    """Grey of 16 or 32 bits brought down to eight."""
    _, highest = image.convert("F").getextrema() if image.mode == "F" else image.getextrema()
    top = float(highest)  # type: ignore[arg-type]  # of one channel the extremes are numbers
    if image.mode.startswith("I;16"):
        factor = 255 / 65535
    elif image.mode == "F":
        factor = 255.0 if top <= 1 else 1.0
    else:
        factor = 1.0 if top <= 255 else 255 / 65535 if top <= 65535 else 255 / (2**32 - 1)
    return image.point(lambda level: level * factor + 0.5).convert("L")
