"""Derivatives are of the right size, part, side and colours, whatever the picture was."""

from __future__ import annotations

import io

import photographs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photographs import QUARTERS, photograph, png, webp
from PIL import Image, ImageChops, ImageCms, ImageStat

from generator.model import Rights
from generator.pictures.develop import develop
from generator.pictures.inspect import Seen, inspect
from generator.pictures.recipes import TYPES, Format, Recipe, size

PIXELS: tuple[Format, ...] = ("webp", "jpeg", "png", "avif")
CLOSE = 12
"""How far a level may be from what it should be, after a lossy format."""


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def one(data: bytes, recipe: Recipe) -> Image.Image:
    return opened(develop(data, [recipe])[0])


def seen(data: bytes, name: str = "a.jpg") -> Seen:
    found = inspect(data, name)
    assert isinstance(found, Seen), found
    return found


def quarters(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the quarters, from the top left on."""
    plain = image.convert("RGB")
    return [plain.getpixel((image.width * x // 4, image.height * y // 4)) for y in (1, 3) for x in (1, 3)]  # type: ignore[misc]


def assert_scene(image: Image.Image, colours: object = QUARTERS, close: int = CLOSE) -> None:
    for found, wanted in zip(quarters(image), colours, strict=True):  # type: ignore[call-overload]
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= close, quarters(image)


@pytest.mark.parametrize("format", PIXELS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_upright(orientation: int, format: Format) -> None:
    data = photograph(320, 200, orientation=orientation, profile=b"")
    assert (seen(data).width, seen(data).height) == (320, 200)
    derivative = one(data, Recipe(format, width=160))
    assert derivative.size == (160, 100)
    assert_scene(derivative)
    assert derivative.getexif().get(0x0112, 1) == 1  # or it would be turned again


def test_a_wide_gamut_becomes_srgb() -> None:
    plain = one(photograph(320, 200, profile=b""), Recipe("png"))
    source = ImageCms.ImageCmsProfile(io.BytesIO(photographs.wide_gamut()))
    reference = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"))
    assert reference is not None
    assert max(abs(a - b) for a, b in zip(quarters(plain)[1], quarters(reference)[1], strict=True)) > 30
    for format in PIXELS:
        assert_scene(one(photograph(320, 200), Recipe(format)), quarters(reference))


def test_a_profile_that_is_srgb_changes_nothing() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert develop(png(profile=b"", icc_profile=srgb), [Recipe("png")]) == develop(png(), [Recipe("png")])


@pytest.mark.parametrize("profile", [b"nonsense", photographs.wide_gamut()[:200]])
def test_a_broken_profile_is_ignored_with_a_remark(profile: bytes) -> None:
    data = photograph(320, 200, profile=profile)
    assert [remark.rule for remark in seen(data).remarks] == ["picture-profile"]
    assert_scene(one(data, Recipe("jpeg")))


def _tiff(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "TIFF")
    return stream.getvalue()


def _sixteen_bits() -> Image.Image:
    ramp = Image.new("I;16", (256, 64))
    ramp.putdata([level * 257 for _ in range(64) for level in range(256)])
    return ramp


SCENE = photographs.scene(320, 200)
GREY = [(level,) * 3 for level in (round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in QUARTERS)]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        pytest.param(photograph(image=SCENE.convert("CMYK"), profile=b""), QUARTERS, id="cmyk"),
        pytest.param(_tiff(SCENE.convert("CMYK")), QUARTERS, id="cmyk-tiff"),
        pytest.param(photograph(image=SCENE.convert("L"), profile=b""), GREY, id="grey"),
        pytest.param(png(image=SCENE.convert("P", palette=Image.Palette.ADAPTIVE)), QUARTERS, id="palette"),
        pytest.param(png(image=SCENE.convert("LA")), GREY, id="grey-alpha"),
        pytest.param(png(image=SCENE.convert("RGBA")), QUARTERS, id="rgba"),
        pytest.param(_tiff(SCENE), QUARTERS, id="tiff"),
        pytest.param(webp(image=SCENE), QUARTERS, id="webp"),
    ],
)
def test_colours_of_every_kind(data: bytes, wanted: object) -> None:
    assert isinstance(inspect(data, "a"), Seen)
    for format in PIXELS:
        assert_scene(one(data, Recipe(format)), wanted)


def test_sixteen_bits_become_eight() -> None:
    stream = io.BytesIO()
    _sixteen_bits().save(stream, "PNG")
    row = list(one(stream.getvalue(), Recipe("png")).convert("L").crop((0, 0, 256, 1)).tobytes())
    assert max(abs(found - wanted) for found, wanted in zip(row, range(256), strict=True)) <= 1


def test_one_bit_is_black_and_white() -> None:
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("1", dither=Image.Dither.NONE).save(stream, "PNG")
    made = one(stream.getvalue(), Recipe("png"))
    assert [made.convert("L").getpixel((9, y)) for y in (9, 240)] == [0, 255]


def _veiled() -> Image.Image:
    """A red picture, opaque on its left; on its right is hidden green."""
    image = Image.new("RGBA", (200, 100), (220, 30, 30, 255))
    image.paste((0, 255, 0, 0), (100, 0, 200, 100))
    return image


@pytest.mark.parametrize("palette", [False, True])
def test_transparency_is_kept_and_bleeds_nowhere(palette: bool) -> None:
    image = _veiled().quantize(8) if palette else _veiled()
    data = png(image=image)
    assert seen(data, "a.png").transparent
    for format in ("webp", "png", "avif"):
        made = one(data, Recipe(format, width=99)).convert("RGBA")
        assert made.getpixel((10, 20))[3] == 255
        assert made.getpixel((90, 20))[3] == 0
        assert all(g < 60 for r, g, b, a in made.get_flattened_data() if a > 128)


def test_transparency_is_laid_on_white_in_a_jpeg() -> None:
    made = one(png(image=_veiled()), Recipe("jpeg", width=100))
    assert min(made.getpixel((90, 20))) > 245
    assert made.getpixel((10, 20))[0] > 190


def test_what_could_be_transparent_and_is_not() -> None:
    data = png(image=SCENE.convert("RGBA"))
    assert not seen(data, "a.png").transparent
    assert seen(data, "a.png").placeholder
    assert one(data, Recipe("webp")).mode == "RGB"


@pytest.mark.parametrize("focus", [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (-3.0, 9.0)])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_crop_keeps_its_focus(focus: tuple[float, float], orientation: int) -> None:
    """Of a picture four times as long as broad, a square lies within one half of its length."""
    top_left, top_right, bottom_left, bottom_right = QUARTERS
    recipe = Recipe("png", width=100, shape=(1, 1), focus=focus)
    square = one(photograph(800, 200, orientation=orientation, profile=b""), recipe)
    assert square.size == (100, 100)
    top, bottom = (top_left, bottom_left) if focus[0] <= 0.5 else (top_right, bottom_right)
    assert_scene(square, [top, top, bottom, bottom])
    square = one(photograph(200, 800, orientation=orientation, profile=b""), recipe)
    left, right = (top_left, top_right) if focus[1] <= 0.5 else (bottom_left, bottom_right)
    assert_scene(square, [left, right, left, right])


def test_a_crop_around_the_middle() -> None:
    middle = one(photograph(800, 200, profile=b""), Recipe("jpeg", shape=(1, 1)))
    assert middle.size == (200, 200)
    assert_scene(middle)


@settings(max_examples=60)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.integers(0, 500),
    st.sampled_from([(0, 0), (16, 9), (1, 1), (4, 3), (1, 50)]),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.sampled_from(PIXELS[:3]),
    st.integers(1, 8),
)
def test_the_size_of_a_derivative_is_known_before(
    width: int,
    height: int,
    most: int,
    shape: tuple[int, int],
    focus: tuple[float, float],
    format: Format,
    orientation: int,
) -> None:
    data = photograph(width, height, orientation=orientation, rights=None)
    found = seen(data)
    recipe = Recipe(format, width=most, shape=shape, focus=focus, quality=30)
    made = one(data, recipe)
    assert made.size == size(recipe, found.width, found.height)
    assert max(made.size) <= max(found.width, found.height)


def test_recipes_come_out_in_order_and_alike_one_by_one() -> None:
    data = photograph(600, 400)
    recipes = [
        Recipe(format, width, shape, quality=50)
        for width in (100, 300, 200)
        for shape in ((0, 0), (1, 1))
        for format in PIXELS
    ]
    together = develop(data, recipes)
    assert [Image.MIME[opened(made).format or ""] for made in together] == [TYPES[r.format] for r in recipes]
    assert [opened(made).size for made in together] == [size(recipe, 600, 400) for recipe in recipes]
    assert develop(data, recipes) == together


@pytest.mark.parametrize("width", [390, 500, 760])
def test_a_derivative_is_sharp(width: int) -> None:
    """A picture decoded at a part of its size is near the whole one, where half of what is needed is not."""
    rough = Image.effect_noise((400, 300), 100).resize((1600, 1200), Image.Resampling.BICUBIC).convert("RGB")
    data = photograph(image=rough, profile=b"")
    made = one(data, Recipe("png", width=width)).convert("L")
    best = opened(data).convert("L").resize(made.size, Image.Resampling.LANCZOS)
    assert ImageStat.Stat(ImageChops.difference(made, best)).mean[0] < 6


def test_a_placeholder_is_tiny_and_alike() -> None:
    import base64

    uri = seen(photograph(1200, 800, profile=b"")).placeholder
    assert uri.startswith("data:image/webp;base64,") and len(uri) <= 250
    tiny = opened(base64.b64decode(uri.partition(",")[2]))
    assert tiny.size == (16, 11)
    assert_scene(tiny, close=50)


@pytest.mark.parametrize("rights", [Rights(), photographs.RIGHTS])
@pytest.mark.parametrize("format", PIXELS)
def test_quality_and_rights_are_all_that_is_told(format: Format, rights: Rights) -> None:
    made = opened(develop(photograph(), [Recipe(format, width=200, rights=rights)])[0])
    allowed = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    allowed |= {"loop", "background", "timestamp", "duration"} | (
        {"xmp", "XML:com.adobe.xmp"} if rights.creator else set()
    )
    assert set(made.info) <= allowed
    assert not dict(made.getexif())


@pytest.mark.parametrize("data", [photograph(3000, 2000), png(1500, 1000)], ids=["jpeg", "png"])
def test_a_derivative_does_not_depend_on_what_is_made_with_it(data: bytes) -> None:
    """Others may have been made before, and be kept."""
    widths = (0, 60, 320, 640, 1280, 1800)
    recipes = [
        Recipe("webp", width, shape, quality=60) for width in widths for shape in ((0, 0), (1, 1), (16, 9))
    ]
    together = develop(data, recipes)
    assert [develop(data, [recipe])[0] for recipe in recipes] == together
    assert develop(data, recipes[2::3]) == together[2::3]
