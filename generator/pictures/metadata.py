"""Gathers what a picture tells of itself: from XMP, IPTC-IIM, EXIF, and content credentials."""

from __future__ import annotations

import re

from generator.model import Rights
from generator.pictures import iim, xmp
from generator.pictures.margins import Margin
from generator.pictures.notes import Notes, merged, source_type
from generator.pictures.packet import SOURCE_TYPES

_SCHEME = SOURCE_TYPES.partition("//")[2]
_CREDENTIAL = re.compile(rb"x(.)(https?://" + re.escape(_SCHEME.encode()) + rb"[A-Za-z]{3,60})", re.DOTALL)
"""A text of up to 255 bytes in CBOR: its kind, its length, itself (RFC 8949, section 3.1)."""


def told(margin: Margin, data: bytes) -> Notes:
    """What a picture tells, by the first of these that tells it."""
    exif = Rights(creator=margin.artist, copyright=margin.copyright)
    return merged((xmp.notes(margin.xmp), iim.notes(margin.iim), Notes(rights=exif), _credentials(data)))


def _credentials(data: bytes) -> Notes:
    """The digital source type in the content credentials (C2PA 2.1) that makers of AI pictures embed.

    Their signatures are not looked at: who removes or forges them can as well change the article.
    """
    texts = (text[: length[0]].decode() for length, text in _CREDENTIAL.findall(data))
    found = {source_type(text) for text in texts}
    # One that says of a picture that a machine made it outweighs those of what went into it.
    chosen = max(found, key=lambda name: ("lgorithmicMedia" in name, name), default="")
    return Notes(rights=Rights(source_type=chosen))
