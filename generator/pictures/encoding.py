"""Pixels written as files that hold nothing but them, and the rights if there are any."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.model import NO_RIGHTS
from generator.pictures.packet import packet
from generator.pictures.recipes import Recipe

if TYPE_CHECKING:
    from PIL.Image import Image

PLUGINS = {"webp": "WebP", "jpeg": "Jpeg", "png": "Png", "avif": "Avif"}
_ONE_THREAD = 1  # the bytes of some encoders depend on how many there are, and each core has its own pictures


def encoded(pixels: Image, recipe: Recipe) -> bytes:
    """One picture in L, RGB or RGBA as a file of the format of a recipe. Their notes are dropped."""
    if recipe.format not in PLUGINS:
        raise ValueError(f"pixels cannot be written as {recipe.format}")
    import_module(f"PIL.{PLUGINS[recipe.format]}ImagePlugin")  # what a lone `save` would search for
    pixels.info = {}  # whatever stands in it, some encoder would write
    if recipe.format == "jpeg" and pixels.mode == "RGBA":
        pixels = _on_white(pixels)
    stream = io.BytesIO()
    pixels.save(stream, recipe.format.upper(), **options(recipe))
    return stream.getvalue()


def options(recipe: Recipe) -> dict[str, Any]:
    """What Pillow is told of a file: nothing of it is taken over from the picture.

    https://pillow.readthedocs.io/en/stable/handbook/image-file-formats.html
    """
    xmp = packet(recipe.rights) if recipe.rights != NO_RIGHTS else b""
    if recipe.format == "webp":
        return {"quality": recipe.quality, "method": 4, "xmp": xmp}
    if recipe.format == "jpeg":
        chosen = {"quality": recipe.quality, "progressive": True, "optimize": True, "subsampling": "4:2:0"}
        return chosen | ({"xmp": xmp} if xmp else {})
    if recipe.format == "avif":
        return {"quality": recipe.quality, "speed": 7, "max_threads": _ONE_THREAD, "xmp": xmp}
    return {"optimize": True} | ({"pnginfo": _text(xmp)} if xmp else {})


def _text(xmp: bytes) -> Any:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode())  # XMP specification, part 3, section 1.1.5
    return info


def _on_white(pixels: Image) -> Image:
    from PIL import Image as images

    white = images.new("RGB", pixels.size, "white")
    white.paste(pixels, mask=pixels.getchannel("A"))
    return white
