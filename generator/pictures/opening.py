"""Opens a picture within limits: what it declares is judged before a pixel is decoded.

The limits keep a process below 600 MiB whatever it is given (tests/test_pictures_memory.py). Pillow's own
limit is global and refuses large JPEGs that can well be read at a part of their size, so its format classes
are called directly.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from generator.pictures import jpeg
from generator.pictures.verdicts import Unusable

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_BYTES = 80_000_000
"""The largest file that is read."""
MOST_PIXELS = {"avif": 25_000_000, "webp": 25_000_000}
"""The largest pictures of the formats whose decoders take several copies of all pixels."""
MOST = 50_000_000
"""The largest picture of the other formats, in pixels."""

_CLASSES = {
    "avif": "Avif",
    "bmp": "Bmp",
    "gif": "Gif",
    "jpeg": "Jpeg",
    "png": "Png",
    "tiff": "Tiff",
    "webp": "WebP",
}
_SMALLER = "Save it smaller; 2,500 pixels across are plenty for a page"


@contextmanager
def hostile() -> Iterator[None]:
    """Runs Pillow on bytes of strangers: whatever it raises becomes `Unusable`, and it does not warn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Unusable:
        raise
    # Decoders raise nearly anything on broken bytes: SyntaxError, struct.error, KeyError, MemoryError.
    except Exception as error:
        if "truncated" in str(error).lower() or isinstance(error, EOFError):
            raise Unusable(
                "picture-truncated", "the picture breaks off before its end", "Copy it again"
            ) from error
        raise Unusable(
            "picture-broken", "the picture is damaged and cannot be read", "Save it again, or copy it anew"
        ) from error


def opened(data: bytes, format: str) -> ImageFile:
    """A picture of which only the header is read, and which may be decoded. Raises `Unusable`."""
    if len(data) > MOST_BYTES:
        weight = f"the file has {len(data) / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}"
        raise Unusable("picture-too-large", weight, _SMALLER)
    if format == "jpeg":
        jpeg.frame(data)
    else:
        _judge(_declared(data, format), format)
    with hostile():
        name = _CLASSES[format]
        image: ImageFile = getattr(import_module(f"PIL.{name}ImagePlugin"), f"{name}ImageFile")(
            io.BytesIO(data)
        )
    if format != "jpeg":
        _judge(image.size, format)
    return image


def loaded(image: ImageFile) -> ImageFile:
    """The same picture with its pixels decoded. Raises `Unusable`."""
    with hostile():
        image.load()
    return image


def _judge(size: tuple[int, int], format: str) -> None:
    width, height = size
    most = MOST_PIXELS.get(format, MOST)
    if width * height > most:
        many = f"{width:,}×{height:,} pixels are more than the {most // 1_000_000} million"
        raise Unusable("picture-too-large", f"{many} that can be read of this format", _SMALLER)


def _declared(data: bytes, format: str) -> tuple[int, int]:
    """Width and height of a WebP, whose decoder takes its memory at once; (0, 0) of other formats.

    https://developers.google.com/speed/webp/docs/riff_container
    """
    chunk = data[12:16] if format == "webp" else b""
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = data[26:28], data[28:30]
        return int.from_bytes(width, "little") & 0x3FFF, int.from_bytes(height, "little") & 0x3FFF
    return 0, 0
