"""What the IPTC-IIM of a picture tells of it: the fields that agencies have written since 1991.

IPTC-NAA Information Interchange Model 4.2, section 1.6 (data sets) and record 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Rights
from generator.pictures.notes import NOTHING, Notes

_TAG = 0x1C
_CHARSET, _UTF8 = (1, 90), b"\x1b%G"
_BYLINE, _CREDIT, _COPYRIGHT, _CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)


def notes(data: bytes) -> Notes:
    """Read the data sets of a picture; they end where they are no longer understood."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for key, value in _datasets(data):
        found.setdefault(key, []).append(value)
    if not found:
        return NOTHING
    declared = found.get(_CHARSET, [b""])[0] == _UTF8

    def text(key: tuple[int, int]) -> str:
        return ", ".join(_decoded(value, declared) for value in found.get(key, ()))

    rights = Rights(creator=text(_BYLINE), credit=text(_CREDIT), copyright=text(_COPYRIGHT))
    return Notes(caption=text(_CAPTION), rights=rights)


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == _TAG:
        key = data[at + 1], data[at + 2]
        length = int.from_bytes(data[at + 3 : at + 5])
        at += 5
        if length & 0x8000:  # an extended data set: the length of the length
            width = length & 0x7FFF
            length = int.from_bytes(data[at : at + width])
            at += width
        yield key, data[at : at + length]
        at += length


def _decoded(value: bytes, declared: bool) -> str:
    """A text in UTF-8; without a declaration, in the Western code page where it is not UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(errors="replace") if declared else value.decode("cp1252", errors="replace")
