"""Which files are pictures: by their name, or by how their bytes begin."""

from __future__ import annotations

import posixpath

SUFFIXES = frozenset({
    ".apng", ".avif", ".bmp", ".dng", ".gif", ".heic", ".heif", ".ico", ".jfif", ".jp2", ".jpe", ".jpeg",
    ".jpg", ".jxl", ".png", ".psd", ".svg", ".svgz", ".tif", ".tiff", ".webp",
})  # fmt: skip
"""Those that cannot be shown are refused with a word about it, and are never published as they are."""

_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS")
_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
"""Of files in the ISO base media format (ISO/IEC 23008-12, annex B): pictures, where others are films."""


def is_picture(name: str, data: bytes) -> bool:
    """Whether a file is to be treated as a picture: whatever it is called, it may tell where it was taken."""
    if posixpath.splitext(name)[1].lower() in SUFFIXES:
        return True
    boxed = data[4:8] == b"ftyp" and data[8:12] in _BRANDS
    return boxed or data.startswith(_MAGIC) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
