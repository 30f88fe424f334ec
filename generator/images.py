"""Pictures: what is read from their bytes."""

from __future__ import annotations

import io

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"))


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
