"""Pictures for tests, made here: a photograph with all that cameras and editors write into one, and others.

    data = photograph(800, 600, orientation=6)   # a JPEG that is upright only when it has been turned
    not any(secret in published for secret in SECRETS)

Every photograph shows four quarters in red, green, blue and white, from the top left on, when it is upright.
"""

from __future__ import annotations

import io
import struct
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.model import Rights

QUARTERS = ((200, 40, 40), (40, 180, 60), (40, 60, 200), (240, 240, 240))
"""The colours of a photograph: top left, top right, bottom left, bottom right."""
RIGHTS = Rights(
    creator="Ana Lüders",
    credit="Ana Lüders/North Agency",
    copyright="© 2024 North Agency",
    licence="https://north.example/licence",
    source_type="digitalCapture",
)
"""What `photograph` tells of its rights, in XMP."""
CAPTION = "The bridge at dawn, seen from the east bank"
ALT = "A bridge over a wide river, with mist below it"
_PLANTED = """
serial lens owner makernote place thumbnail face region history comment location resource iim profile
"""
SECRETS = tuple(f"SECRET-{name}".encode() for name in _PLANTED.split())
"""Strings that stand in a photograph and may stand in nothing that is published."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is turned to be stored with an orientation."""


def scene(width: int, height: int) -> Image.Image:
    """The upright picture that photographs are of."""
    small = Image.new("RGB", (2, 2))
    small.putdata(QUARTERS)
    return small.resize((width, height), Image.Resampling.NEAREST)


def photograph(
    width: int = 1200,
    height: int = 800,
    *,
    orientation: int = 1,
    rights: Rights | None = RIGHTS,
    caption: str = CAPTION,
    alt: str = ALT,
    profile: bytes | None = None,
    image: Image.Image | None = None,
    block: bytes | None = None,
    **options: Any,
) -> bytes:
    """A JPEG that stands `width` by `height` when upright, with EXIF, GPS, XMP, IPTC-IIM and a thumbnail.

    Colours are of `wide_gamut`, unless a `profile` is given; b"" is none.
    `rights=None` writes neither rights nor caption nor alternative text; `image` replaces the scene,
    `block` the IPTC-IIM; `options` go to Pillow's `save`.
    """
    upright = image or scene(width, height)
    stored = upright.transpose(_TURNS[orientation]) if orientation in _TURNS else upright
    stream = io.BytesIO()
    packet = xmp(rights or Rights(), caption if rights else "", alt if rights else "")
    given: dict[str, Any] = {
        "quality": 92,
        "exif": exif(orientation),
        "xmp": packet,
        "icc_profile": wide_gamut() if profile is None else profile,
        "comment": b"SECRET-comment",
    }
    stored.save(stream, "JPEG", **(given | options))
    data = stream.getvalue()
    return data[:2] + _photoshop(iim() if block is None else block) + data[2:]


def exif(orientation: int = 1, artist: str = "", copyright: str = "") -> bytes:
    """EXIF as a camera writes it: place, serial numbers, owner, notes of its maker, and a thumbnail.

    EXIF 2.32, section 4.6; TIFF 6.0, section 2.
    """
    thumbnail = io.BytesIO()
    scene(160, 120).save(thumbnail, "JPEG", comment=b"SECRET-thumbnail")
    camera = [
        (0x927C, 7, b"CAMERA\0\0GPS:SECRET-makernote"),
        (0xA430, 2, b"SECRET-owner\0"),
        (0xA431, 2, b"SECRET-serial\0"),
        (0xA435, 2, b"SECRET-lens\0"),
    ]
    place = [
        (0x0001, 2, b"N\0"),
        (0x0002, 5, struct.pack(">6I", 50, 1, 27, 1, 1, 1)),
        (0x0003, 2, b"E\0"),
        (0x0004, 5, struct.pack(">6I", 30, 1, 31, 1, 2, 1)),
        (0x001B, 7, b"ASCII\0\0\0SECRET-place"),
    ]
    first: list[tuple[int, int, bytes]] = [
        (0x010E, 2, b"CAMERA DEFAULT TEXT\0"),
        (0x010F, 2, b"Maker\0"),
        (0x0112, 3, struct.pack(">H", orientation)),
    ]
    first += [(0x013B, 2, artist.encode() + b"\0")] if artist else []
    first += [(0x8298, 2, copyright.encode() + b"\0")] if copyright else []
    room = 8 + _length([*first, (0x8769, 4, b"....")]) + 12
    camera_at, place_at = room, room + _length(camera)
    picture_at = place_at + _length(place)
    first += [(0x8769, 4, struct.pack(">I", camera_at)), (0x8825, 4, struct.pack(">I", place_at))]
    body = thumbnail.getvalue()
    second = [
        (0x0103, 3, struct.pack(">H", 6)),
        (0x0201, 4, b"...."),
        (0x0202, 4, struct.pack(">I", len(body))),
    ]
    second[1] = (0x0201, 4, struct.pack(">I", picture_at + _length(second)))
    blocks = _directory(first, 8, picture_at) + _directory(camera, camera_at) + _directory(place, place_at)
    return b"Exif\0\0MM\0*\0\0\0\x08" + blocks + _directory(second, picture_at) + body


def xmp(rights: Rights, caption: str = "", alt: str = "") -> bytes:
    """A packet as an editor writes it: rights, and where, with what and of whom a picture was taken."""
    kept = (
        _property("dc:creator", rights.creator, "Seq")
        + _property("photoshop:Credit", rights.credit)
        + _property("dc:rights", rights.copyright, "Alt")
        + _property("xmpRights:WebStatement", rights.licence)
        + _property(
            "Iptc4xmpExt:DigitalSourceType", rights.source_type and _SOURCE_TYPES + rights.source_type
        )
        + _property("dc:description", caption, "Alt")
        + _property("Iptc4xmpCore:AltTextAccessibility", alt, "Alt")
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 exif:GPSLatitude="50,27.SECRET-placeN" photoshop:City="SECRET-location" photoshop:History="SECRET-history">
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">
<mwg-rs:Name>SECRET-face</mwg-rs:Name><mwg-rs:Description>SECRET-region</mwg-rs:Description>
</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>{kept}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def iim(byline: str = "", credit: str = "", copyright: str = "", caption: str = "") -> bytes:
    """IPTC-IIM in UTF-8, with a place. Information Interchange Model 4.2, sections 1.5 and 6."""
    sets = [(1, 90, b"\x1b%G"), (2, 90, b"SECRET-iim")]
    sets += [
        (2, number, text.encode())
        for number, text in ((80, byline), (110, credit), (116, copyright), (120, caption))
        if text
    ]
    return b"".join(struct.pack(">BBBH", 0x1C, one, two, len(value)) + value for one, two, value in sets)


def png(width: int = 400, height: int = 300, *, image: Image.Image | None = None, **options: Any) -> bytes:
    """A PNG of the scene, or of an image, with comments and a place."""
    info = PngInfo()
    info.add_text("Comment", "SECRET-comment")
    stream = io.BytesIO()
    given: dict[str, Any] = {"pnginfo": info, "exif": exif(), "compress_level": 1}
    (image or scene(width, height)).save(stream, "PNG", **(given | options))
    return stream.getvalue()


def webp(width: int = 400, height: int = 300, *, image: Image.Image | None = None, **options: Any) -> bytes:
    """A WebP of the scene, or of an image, with EXIF."""
    stream = io.BytesIO()
    given: dict[str, Any] = {"exif": exif(), "xmp": xmp(RIGHTS, CAPTION, ALT), "method": 0}
    (image or scene(width, height)).save(stream, "WEBP", **(given | options))
    return stream.getvalue()


def frames(count: int, width: int = 64, height: int = 48) -> list[Image.Image]:
    """Pictures of a white square that goes from left to right over the scene."""
    made = []
    for number in range(count):
        frame = scene(width, height)
        left = (width - 8) * number // max(count - 1, 1)
        frame.paste("black", (left, height // 2 - 4, left + 8, height // 2 + 4))
        frame.paste("black" if number % 2 else "white", (0, height - 2, 2, height))  # no two frames alike
        made.append(frame)
    return made


def moving(
    format: str = "GIF", count: int = 4, width: int = 64, height: int = 48, duration: Any = 80, loop: int = 0
) -> bytes:
    """A picture that moves: a GIF, WEBP or PNG with a comment."""
    first, *rest = frames(count, width, height)
    options: dict[str, Any] = {"comment": b"SECRET-comment"} if format == "GIF" else {}
    stream = io.BytesIO()
    first.save(stream, format, save_all=True, append_images=rest, duration=duration, loop=loop, **options)
    return stream.getvalue()


def svg(inner: str = '<rect width="400" height="300" fill="#26c"/>', attributes: str = "") -> bytes:
    """An SVG of 400 by 300."""
    attributes = attributes or 'width="400" height="300" viewBox="0 0 400 300"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def wide_gamut() -> bytes:
    """A colour profile of the primaries of Adobe RGB (1998), gamma 2.2: ICC.1:2010, sections 7 to 10."""

    def fixed(*numbers: float) -> bytes:
        return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))

    def text(kind: bytes, words: bytes) -> bytes:
        return kind + b"\0\0\0\0" + words

    description = b"SECRET-profile\0"
    curve = text(b"curv", struct.pack(">IH", 1, round(2.2 * 256)))
    tags = {
        b"desc": text(b"desc", struct.pack(">I", len(description)) + description + bytes(78)),
        b"cprt": text(b"text", b"none\0"),
        b"wtpt": text(b"XYZ ", fixed(0.9642, 1.0, 0.8249)),
        b"rXYZ": text(b"XYZ ", fixed(0.60974, 0.31111, 0.01947)),
        b"gXYZ": text(b"XYZ ", fixed(0.20528, 0.62567, 0.06087)),
        b"bXYZ": text(b"XYZ ", fixed(0.14919, 0.06322, 0.74457)),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, bodies = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        table += name + struct.pack(">II", start + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    header = struct.pack(">I4sI4s4s4s", start + len(bodies), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return header + bytes(128 - len(header)) + table + bodies


_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SIZES = {2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
"""Bytes of one value of each type of TIFF."""

_Entry = tuple[int, int, bytes]


def _length(entries: list[_Entry]) -> int:
    return 6 + 12 * len(entries) + sum(len(value) for _, _, value in entries if len(value) > 4)


def _directory(entries: list[_Entry], at: int, following: int = 0) -> bytes:
    """A directory of TIFF that stands at an offset, with its long values behind it."""
    table, values = struct.pack(">H", len(entries)), b""
    for tag, kind, value in entries:
        table += struct.pack(">HHI", tag, kind, len(value) // _SIZES[kind])
        if len(value) > 4:
            table += struct.pack(">I", at + 6 + 12 * len(entries) + len(values))
            values += value
        else:
            table += value.ljust(4, b"\0")
    return table + struct.pack(">I", following) + values


def _photoshop(block: bytes) -> bytes:
    """A segment APP13 with a block of IPTC-IIM, and a thumbnail beside it."""
    resources = b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + bytes(len(data) % 2)
        for number, data in ((0x0404, block), (0x040C, b"SECRET-resource"))
    )
    body = b"Photoshop 3.0\0" + resources
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def _property(name: str, text: str, kind: str = "") -> str:
    if not text:
        return ""
    text = escape(text)
    if kind:
        text = f'<rdf:{kind}><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:{kind}>'
    return f"<{name}>{text}</{name}>"
