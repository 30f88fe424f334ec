"""Photographs for measuring, the same at every call: soft light, sharp edges, fine grain."""

from __future__ import annotations

import io
import multiprocessing
import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

SIZES = ((4000, 3000), (6000, 4000), (4032, 3024), (3024, 4032))
"""Of 12 and 24 megapixels, one of them upright."""
_QUALITY = 92
_GRAIN = 512


def make(count: int, folder: Path) -> list[Path]:
    """Write so many photographs, unless they are there already; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"photo-{number:03}.jpg" for number in range(count)]
    missing = [(number, path) for number, path in enumerate(paths) if not path.exists()]
    with multiprocessing.Pool() as pool:
        pool.starmap(_write, missing)
    return paths


def _write(number: int, path: Path) -> None:
    """Write one whole or not at all, so that a run that was stopped can go on."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(photograph(number))
    unfinished.rename(path)


def photograph(number: int) -> bytes:
    """One photograph as a JPEG, of two to eight MB."""
    chance = random.Random(number)
    width, height = SIZES[number % len(SIZES)]
    image = _light(chance, width, height)
    draw = ImageDraw.Draw(image)
    for shape in _shapes(chance, width, height):
        draw.polygon(shape, fill=tuple(chance.randrange(256) for _ in range(3)))
    image = ImageChops.add(image, _grain(chance, width, height), offset=-128)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _light(chance: random.Random, width: int, height: int) -> Image.Image:
    """Colours that flow into each other, as skies and walls do, with some texture."""
    image = Image.new("RGB", (width, height))
    for cells, share in ((3, 1.0), (24, 0.4), (200, 0.2)):
        down = cells * height // width or 1
        small = Image.frombytes("RGB", (cells, down), chance.randbytes(3 * cells * down))
        image = Image.blend(image, small.resize((width, height), Image.Resampling.BICUBIC), share)
    return image


def _shapes(chance: random.Random, width: int, height: int) -> Iterator[list[tuple[int, int]]]:
    """Triangles of all sizes: edges of houses, people, letters."""
    for _ in range(150):
        x, y = chance.randrange(width), chance.randrange(height)
        reach = int(width * chance.random() ** 3 / 3) + 8
        yield [(x + chance.randint(-reach, reach), y + chance.randint(-reach, reach)) for _ in range(3)]


def _grain(chance: random.Random, width: int, height: int) -> Image.Image:
    """The noise of a sensor, of a few levels around 128."""
    levels = bytes(128 + round(level / 255 * 20 - 10) for level in range(256))
    tile = Image.frombytes("RGB", (_GRAIN, _GRAIN), chance.randbytes(3 * _GRAIN**2).translate(levels))
    grain = Image.new("RGB", (width, height))
    for left in range(0, width, _GRAIN):
        for top in range(0, height, _GRAIN):
            grain.paste(tile, (left, top))
    return grain
