"""What kind of file some bytes are, by how they begin."""

from __future__ import annotations

import re

from generator.pictures.verdicts import Unusable

SUFFIXES = {
    "avif": (".avif",),
    "bmp": (".bmp", ".dib"),
    "gif": (".gif",),
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png", ".apng"),
    "svg": (".svg",),
    "tiff": (".tif", ".tiff"),
    "webp": (".webp",),
}
"""Each format that can be read, with the suffixes of its files."""

_BEGINNINGS = {
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "tiff": (b"II*\0", b"MM\0*"),
    "bmp": (b"BM",),
}
_STRANGERS = {
    "a PDF": (b"%PDF",),
    "a Photoshop file": (b"8BPS",),
    "a JPEG XL picture": (b"\xff\x0a", b"\0\0\0\x0cJXL "),
    "a JPEG 2000 picture": (b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"),
    "an icon": (b"\0\0\1\0",),
    "a GIMP file": (b"gimp xcf",),
    "a compressed archive": (b"PK\3\4", b"\x1f\x8b"),
    "a camera's raw file": (b"FUJIFILMCCD-RAW", b"IIRO", b"IIU\0"),
}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_SVG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_HEAD = 16_384  # an editor's comments and entities may stand before the first element


def kind(data: bytes) -> str:
    """The format that bytes are in, one of `SUFFIXES`. Raises `Unusable` for what is no picture."""
    if not data:
        raise Unusable("picture-empty", "the file is empty", "Copy the picture again")
    for name, beginnings in _BEGINNINGS.items():
        if data.startswith(beginnings):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "avif"
    if _is_svg(data[:_HEAD]):
        return "svg"
    raise Unusable("picture-format", f"{_stranger(data)}", "Export it as JPEG, PNG or WebP")


def _is_svg(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        head = head[2:].replace(b"\0", b"")
    return bool(_MARKUP.match(head) and _SVG.search(head))


def _stranger(data: bytes) -> str:
    """Say what a file is that cannot be read."""
    for what, beginnings in _STRANGERS.items():
        if data.startswith(beginnings):
            return f"this is {what}, which browsers do not show"
    if data[4:8] == b"ftyp":
        if data[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"):
            return "this is a HEIC picture, which few browsers show"
        return "this is a film, not a picture"
    if _MARKUP.match(data[:_HEAD]):
        return "this is a web page or other markup, not a picture"
    return "this is not a picture"
