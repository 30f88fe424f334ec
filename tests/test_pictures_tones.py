"""Pixels of every kind that Pillow knows, made into those of a web page."""

from __future__ import annotations

import pytest
from PIL import Image, ImageCms

from generator.pictures.tones import eight_bits, seen_through, srgb
from generator.pictures.verdicts import Unusable


def one(mode: str, colour: float | tuple[int, ...]) -> Image.Image:
    return Image.new(mode, (1, 1), colour)


def profile(space: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


@pytest.mark.parametrize(
    ("image", "mode", "pixel"),
    [
        (one("L", 7), "L", 7),
        (one("LAB", (128, 0, 0)), "LAB", (128, 0, 0)),
        (one("1", 1), "L", 255),
        (one("I;16", 65535), "L", 255),
        (one("I;16", 32768), "L", 127),
        (one("I", 200), "L", 200),
        (one("I", 65535), "L", 255),
        (one("I", 2**31 - 1), "L", 127),
        (one("F", 1.0), "L", 255),
        (one("F", 200.0), "L", 200),
        (one("P", 0), "RGB", (0, 0, 0)),
        (one("PA", (0, 9)), "RGBA", (0, 0, 0, 9)),
        (one("RGBX", (1, 2, 3, 0)), "RGB", (1, 2, 3)),
        (one("HSV", (0, 0, 255)), "RGB", (255, 255, 255)),
        (one("YCbCr", (255, 128, 128)), "RGB", (255, 255, 255)),
        (one("RGBa", (10, 10, 10, 255)), "RGBA", (10, 10, 10, 255)),
        (one("La", (10, 255)), "LA", (10, 255)),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else None,
)
def test_eight_bits(image: Image.Image, mode: str, pixel: int | tuple[int, ...]) -> None:
    made = eight_bits(image)
    assert made.mode == mode
    assert made.getpixel((0, 0)) == pytest.approx(pixel, abs=1)


def test_a_palette_with_a_colour_to_see_through() -> None:
    image = one("P", 0)
    image.info["transparency"] = 0
    assert eight_bits(image).mode == "RGBA"
    assert seen_through(eight_bits(image))


def test_colours_of_a_rare_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    image = one("L", 0)
    monkeypatch.setattr(image, "_mode", "BGR;16")
    with pytest.raises(Unusable) as error:
        eight_bits(image)
    assert "BGR;16" in str(error.value)


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (one("L", 9), False),
        (one("LA", (9, 255)), False),
        (one("LA", (9, 254)), True),
        (one("RGBA", (0,) * 4), True),
    ],
)
def test_what_is_seen_through(image: Image.Image, shown: bool) -> None:
    assert seen_through(image) == shown


@pytest.mark.parametrize(
    ("image", "data", "mode", "fits"),
    [
        (one("RGB", (1, 2, 3)), b"", "RGB", True),
        (one("RGB", (1, 2, 3)), profile("sRGB"), "RGB", True),
        (one("RGBA", (1, 2, 3, 4)), profile("sRGB"), "RGBA", True),
        (one("RGB", (1, 2, 3)), b"no profile", "RGB", False),
        (one("RGB", (1, 2, 3)), profile("LAB"), "RGB", False),
        (one("CMYK", (0, 0, 0, 0)), profile("sRGB"), "RGB", False),
        (one("LA", (9, 4)), b"", "RGBA", True),
        (one("LA", (9, 4)), profile("sRGB"), "RGBA", False),
        (one("LAB", (255, 128, 128)), b"", "RGB", True),
        (one("LAB", (255, 128, 128)), profile("LAB"), "RGB", True),
        (one("CMYK", (0, 0, 0, 0)), b"", "RGB", True),
    ],
    ids=range(11),
)
def test_profiles(image: Image.Image, data: bytes, mode: str, fits: bool) -> None:
    """A profile of another space than that of the pixels is of no use, and the pixels stay."""
    before = image.copy()
    made, useful = srgb(image, data)
    assert (made.mode, useful) == (mode, fits)
    if before.mode == mode:
        assert made.getpixel((0, 0)) == before.getpixel((0, 0))
    if before.mode in ("LAB", "CMYK"):
        assert made.getpixel((0, 0)) == pytest.approx((255, 255, 255), abs=1)
    if before.mode == "LA":
        assert made.getpixel((0, 0)) == (9, 9, 9, 4)
