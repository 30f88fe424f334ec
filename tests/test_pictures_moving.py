"""What moves keeps moving, frame by frame, where a recipe asks for it; too much of it stands still."""

from __future__ import annotations

import io
from typing import Any

import pytest
from photographs import QUARTERS, moving, scene
from PIL import Image

from generator.pictures import motion
from generator.pictures.develop import develop
from generator.pictures.inspect import Seen, inspect
from generator.pictures.recipes import Recipe

FORMATS = ("GIF", "WEBP", "PNG")


def seen(data: bytes, name: str) -> Seen:
    found = inspect(data, name)
    assert isinstance(found, Seen), found
    return found


def film(data: bytes, **recipe: Any) -> tuple[Image.Image, list[Image.Image], list[int]]:
    """What is made of a picture with `moving`: itself, its frames, and how long each is shown."""
    image = Image.open(io.BytesIO(develop(data, [Recipe("webp", moving=True, **recipe)])[0]))
    frames, durations = [], []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frames.append(image.convert("RGB"))
        durations.append(image.info["duration"])
    return image, frames, durations


@pytest.mark.parametrize("format", FORMATS)
def test_frames_times_and_loops_are_kept(format: str) -> None:
    data = moving(format, 4, 96, 64, duration=[50, 100, 150, 200])
    assert seen(data, f"a.{format}").moving
    image, frames, durations = film(data, width=48)
    assert durations == [50, 100, 150, 200]
    assert image.info["loop"] == 0
    assert image.size == (48, 32)
    dark = [min(range(48), key=lambda x: sum(frame.getpixel((x, 16)))) for frame in frames]  # type: ignore[misc, arg-type]
    assert dark == sorted(dark) and dark[-1] - dark[0] > 30
    assert all(abs(a - b) < 30 for a, b in zip(frames[2].getpixel((4, 4)), QUARTERS[0], strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(("format", "plays"), [("GIF", 4), ("WEBP", 3), ("PNG", 3)])
def test_a_gif_repeats_where_others_play(format: str, plays: int) -> None:
    image, _, _ = film(moving(format, loop=3))
    assert image.info["loop"] == plays


def test_a_gif_without_a_loop_plays_once() -> None:
    image, _, _ = film(moving("GIF", loop=None))
    assert image.info["loop"] == 1


def test_what_is_too_quick_is_shown_as_browsers_do() -> None:
    assert film(moving("GIF", 3, duration=[0, 10, 20]))[2] == [100, 100, 20]


def test_a_crop_of_what_moves() -> None:
    image, frames, _ = film(moving("GIF", 4, 160, 40), shape=(1, 1), focus=(0, 0))
    assert image.size == (40, 40)
    assert all(abs(a - b) < 30 for a, b in zip(frames[-1].getpixel((35, 5)), QUARTERS[0], strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
def test_it_stands_still_where_nobody_asks(format: str) -> None:
    data = moving(format)
    for made in develop(data, [Recipe("webp"), Recipe("jpeg", moving=True), Recipe("png")]):
        image = Image.open(io.BytesIO(made))
        assert getattr(image, "n_frames", 1) == 1
        assert all(
            abs(a - b) < 30 for a, b in zip(image.convert("RGB").getpixel((60, 4)), QUARTERS[1], strict=True)
        )  # type: ignore[arg-type]


def test_a_picture_of_one_frame_does_not_move() -> None:
    assert not seen(moving("GIF", 1), "a.gif").moving
    assert film(moving("GIF", 1))[0].format == "WEBP"


def test_what_is_transparent_stays_so_while_it_moves() -> None:
    frames = [Image.new("RGBA", (40, 20), (0, 0, 0, 0)) for _ in range(3)]
    for number, frame in enumerate(frames):
        frame.paste((250, 0, 0, 255), (10 * number, 0, 10 * number + 10, 20))
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], disposal=2, duration=50)
    image = Image.open(io.BytesIO(develop(stream.getvalue(), [Recipe("webp", moving=True)])[0]))
    image.seek(2)
    made = image.convert("RGBA")
    assert made.getpixel((25, 9))[3] == 255 and made.getpixel((5, 9))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("format", FORMATS)
def test_too_many_frames_stand_still(format: str) -> None:
    data = moving(format, motion.MOST_FRAMES + 1, 24, 8)
    found = seen(data, f"a.{format}")
    assert not found.moving
    assert [remark.rule for remark in found.remarks] == ["picture-still"]
    assert (
        getattr(Image.open(io.BytesIO(develop(data, [Recipe("webp", moving=True)])[0])), "n_frames", 1) == 1
    )


def test_too_large_frames_stand_still() -> None:
    found = seen(moving("GIF", 2, 2500, 1700), "a.gif")
    assert not found.moving and found.remarks


def test_a_frame_beyond_the_canvas_stands_still() -> None:
    """It would make the canvas grow, up to sizes that fill the memory."""
    data = moving("GIF", 3, 64, 48)
    at = data.rindex(b"\x21\xf9\x04") + 8  # behind the control of the last frame stands its descriptor
    wide = data[: at + 5] + b"\xff\xff\xff\xff" + data[at + 9 :]
    assert not seen(wide, "a.gif").moving
    assert film(wide)[0].size == (64, 48)


@pytest.mark.parametrize("part", [0.4, 0.5, 0.53125, 0.7, 0.9])
@pytest.mark.parametrize("format", FORMATS)
def test_what_breaks_off_moves_as_far_as_it_goes(format: str, part: float) -> None:
    whole = moving(format, 8, 64, 48)
    data = whole[: int(len(whole) * part)]
    if isinstance(inspect(data, "a"), Seen):
        _, frames, _ = film(data)
        assert 1 <= len(frames) < 8
    else:
        assert format == "WEBP"  # whose decoder wants all of it


def test_a_film_of_other_colours_is_srgb() -> None:
    from photographs import wide_gamut

    stream = io.BytesIO()
    first, second = scene(64, 48), scene(64, 48).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    first.save(stream, "WEBP", save_all=True, append_images=[second], icc_profile=wide_gamut(), lossless=True)
    still = Image.open(io.BytesIO(develop(stream.getvalue(), [Recipe("webp")])[0])).convert("RGB")
    _, frames, _ = film(stream.getvalue())
    assert all(
        abs(a - b) < 12
        for a, b in zip(frames[1].getpixel((10, 10)), still.getpixel((54, 10)), strict=True)  # type: ignore[arg-type]
    )
