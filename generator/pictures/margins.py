"""What stands in a picture beside its pixels, taken out before the picture is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.pictures import opening

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.ImageFile import ImageFile

# EXIF 2.32, section 4.6.4
_ORIENTATION, _ARTIST, _COPYRIGHT = 0x0112, 0x013B, 0x8298
_IIM_IN_PHOTOSHOP, _IIM_IN_TIFF = 0x0404, 33723


class Margin(NamedTuple):
    """`orientation` is 1 to 8: how the picture is to be turned (EXIF 2.32, section 4.6.4)."""

    orientation: int = 1
    profile: bytes = b""
    xmp: bytes = b""
    iim: bytes = b""
    artist: str = ""
    copyright: str = ""


def margin_of(image: ImageFile) -> Margin:
    """Read it from a picture; formats that have it behind the pixels must be decoded before."""
    with opening.hostile():
        exif = image.getexif()
        turn = exif.get(_ORIENTATION)  # of XMP, where EXIF has none
        return Margin(
            orientation=turn if isinstance(turn, int) and 1 <= turn <= 8 else 1,
            profile=_bytes(image.info.get("icc_profile")),
            xmp=_bytes(image.info.get("xmp")),
            iim=_iim(image),
            artist=_text(exif, _ARTIST),
            copyright=_text(exif, _COPYRIGHT),
        )


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode(errors="replace")
    return value if isinstance(value, bytes) else b""


def _iim(image: ImageFile) -> bytes:
    """The block of IPTC-IIM: in a JPEG among Photoshop's resources, in a TIFF under a tag of its own."""
    resources: Any = image.info.get("photoshop")
    if isinstance(resources, dict):
        return _bytes(resources.get(_IIM_IN_PHOTOSHOP))
    return _bytes(getattr(image, "tag_v2", {}).get(_IIM_IN_TIFF))


def _text(exif: Exif, tag: int) -> str:
    """A text of EXIF, which is ASCII by the book and UTF-8 in life; Pillow reads it as Latin-1."""
    value = exif.get(tag)
    if not isinstance(value, str):
        return ""
    value = value.replace("\0", ", ").strip(", ")
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
