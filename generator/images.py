"""Pictures: what is read from their bytes."""

from __future__ import annotations

import io

PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""The media type of each kind of picture, by the suffix of its files.

https://www.iana.org/assignments/media-types/media-types.xhtml
"""

PICTURES = frozenset(PICTURE_TYPES)


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as shown (EXIF orientation applied); None for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            turned = (
                image.getexif().get(0x0112, 1) >= 5
            )  # EXIF 2.32, tag Orientation: 5 to 8 lie on their side
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return (height, width) if turned else (width, height)
