"""Gathers what a picture tells of itself: from XMP, IPTC-IIM, EXIF, and content credentials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.model import Rights
from generator.pictures import iim, opening, xmp
from generator.pictures.notes import NOTHING, Notes, merged
from generator.pictures.packet import SOURCE_TYPES

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # EXIF 2.32, section 4.6.4
_IIM_IN_PHOTOSHOP, _IIM_IN_TIFF = 0x0404, 33723
_CREDENTIAL = re.compile(re.escape(SOURCE_TYPES.partition("//")[2].encode()) + rb"([A-Za-z]{3,60})")


def told(image: ImageFile, data: bytes) -> Notes:
    """What stands in a picture that is decoded (some formats have it behind the pixels)."""
    with opening.hostile():
        packet = image.info.get("xmp") or b""
        exif = image.getexif()
        artist, owner = (_text(exif.get(tag)) for tag in (_ARTIST, _COPYRIGHT))
        block = _iim(image)
    sources = (
        xmp.notes(packet.encode() if isinstance(packet, str) else packet),
        iim.notes(block) if block else NOTHING,
        Notes(rights=Rights(creator=artist, copyright=owner)),
        _credentials(data),
    )
    return merged(sources)


def _iim(image: ImageFile) -> bytes:
    """The block of IPTC-IIM: in a JPEG among Photoshop's resources, in a TIFF under a tag of its own."""
    resources: Any = image.info.get("photoshop")
    if isinstance(resources, dict):
        block = resources.get(_IIM_IN_PHOTOSHOP)
    else:
        block = getattr(image, "tag_v2", {}).get(_IIM_IN_TIFF)
    return block if isinstance(block, bytes) else b""


def _text(value: object) -> str:
    """A text of EXIF, which is ASCII by the book and UTF-8 in life; Pillow reads it as Latin-1."""
    if not isinstance(value, str):
        return ""
    value = value.replace("\0", ", ").strip(", ")
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _credentials(data: bytes) -> Notes:
    """The digital source type in the content credentials (C2PA 2.1) that makers of AI pictures embed.

    Their signatures are not looked at: who removes or forges them can as well change the article.
    """
    found = {name.decode() for name in _CREDENTIAL.findall(data)}
    # One that says of a picture that a machine made it outweighs those of what went into it.
    chosen = max(found, key=lambda name: ("lgorithmicMedia" in name, name), default="")
    return Notes(rights=Rights(source_type=chosen))
