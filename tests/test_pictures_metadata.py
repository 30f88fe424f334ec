"""What a photograph tells: rights are read, those of the article are written, and all else is gone."""

from __future__ import annotations

import io
import re
from typing import Any

import photographs
import pytest
from photographs import ALT, CAPTION, RIGHTS, SECRETS, exif, iim, moving, photograph, png, webp, xmp
from PIL import Image

from generator.model import NO_RIGHTS, Rights
from generator.pictures import metadata
from generator.pictures.develop import develop
from generator.pictures.inspect import Seen, inspect
from generator.pictures.margins import Margin
from generator.pictures.packet import packet
from generator.pictures.recipes import Format, Recipe

PIXELS: tuple[Format, ...] = ("webp", "jpeg", "png", "avif")
OTHERS = Rights(
    "José & <Söhne>", "Süd/AFP", "© 2025 “Süd”", "https://sued.example/?a=1&b=2", "algorithmicMedia"
)
MACHINE = Rights(source_type="trainedAlgorithmicMedia")
PHOTOSHOP = 'xmlns:p="http://ns.adobe.com/photoshop/1.0/"'


def seen(data: bytes, name: str = "a.jpg") -> Seen:
    found = inspect(data, name)
    assert isinstance(found, Seen), found
    return found


def test_the_photographs_hold_what_may_not_leak() -> None:
    data = photograph()
    assert not [secret for secret in SECRETS if secret not in data]
    place = Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    assert place[2] == (50.0, 27.0, 1.0)


SOURCES = {
    "jpeg": photograph(300, 200),
    "turned": photograph(300, 200, orientation=6),
    "progressive": photograph(300, 200, progressive=True),
    "grey": photograph(300, 200, image=photographs.scene(300, 200).convert("L"), profile=b""),
    "cmyk": photograph(300, 200, image=photographs.scene(300, 200).convert("CMYK"), profile=b""),
    "png": png(icc_profile=photographs.wide_gamut()),
    "palette": png(image=photographs.scene(300, 200).quantize(4)),
    "veiled": png(image=photographs.scene(300, 200).convert("RGBA")),
    "webp": webp(icc_profile=photographs.wide_gamut()),
    "gif": moving("GIF"),
    "apng": moving("PNG"),
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("rights", [NO_RIGHTS, OTHERS], ids=["nothing", "rights"])
def test_nothing_of_a_source_is_published(source: str, rights: Rights) -> None:
    recipes = [Recipe(format, width, rights=rights) for format in PIXELS for width in (0, 100)]
    recipes += [Recipe("webp", moving=True, rights=rights)]
    for recipe, published in zip(recipes, develop(SOURCES[source], recipes), strict=True):
        assert not [secret for secret in SECRETS if secret in published]
        for word in (b"GPS", "Lüders".encode(), b"8BIM", b"Exif"):
            assert word not in published, (word, recipe)
        image = Image.open(io.BytesIO(published))
        image.load()
        assert not dict(image.getexif())
        assert "icc_profile" not in image.info
        told = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        assert bool(told) == (rights != NO_RIGHTS)


@pytest.mark.parametrize("format", PIXELS)
@pytest.mark.parametrize("rights", [OTHERS, Rights(credit="AP"), MACHINE])
def test_rights_are_written_and_read_back(format: Format, rights: Rights) -> None:
    published = develop(photograph(200, 100), [Recipe(format, rights=rights)])[0]
    assert seen(published, f"a.{format}").rights == rights


def test_rights_of_a_picture_that_moves() -> None:
    published = develop(moving("GIF"), [Recipe("webp", moving=True, rights=OTHERS)])[0]
    assert seen(published, "a.webp").rights == OTHERS


def test_a_source_type_is_written_as_its_address() -> None:
    written = packet(Rights(source_type="digitalArt"))
    assert b">http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt<" in written


@pytest.mark.parametrize("data", [photograph(90, 60), webp(90, 60)], ids=["jpeg", "webp"])
def test_xmp_is_read(data: bytes) -> None:
    found = seen(data)
    assert (found.rights, found.caption, found.alt) == (RIGHTS, CAPTION, ALT)


def test_xmp_in_a_png_is_read() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp(RIGHTS, CAPTION, ALT).decode())
    assert seen(png(pnginfo=info), "a.png").rights == RIGHTS


def test_xmp_comes_before_iim_and_iim_before_exif() -> None:
    camera = exif(1, artist="Émile Exif", copyright="Exif © 2024")
    agency = iim(byline="Ída Iim", credit="Iim/Agency", caption="Told in IIM")
    found = seen(photograph(90, 60, rights=None, exif=camera))
    assert found.rights == Rights(creator="Émile Exif", copyright="Exif © 2024")
    found = seen(photograph(90, 60, rights=None, exif=camera, block=agency))
    assert found.rights == Rights("Ída Iim", "Iim/Agency", "Exif © 2024")
    assert (found.caption, found.alt) == ("Told in IIM", "")
    found = seen(photograph(90, 60, rights=Rights(creator="Xenia Xmp"), exif=camera, block=agency))
    assert found.rights == Rights("Xenia Xmp", "Iim/Agency", "Exif © 2024")
    assert (found.caption, found.alt) == (CAPTION, ALT)


def test_iim_without_a_word_of_its_encoding_is_western() -> None:
    block = b"\x1c\x02\x50\x00\x05Z\xfcri\xe9"
    assert seen(photograph(90, 60, rights=None, block=block)).rights.creator == "Zürié"


def told(text: str) -> Any:
    return metadata.told(Margin(xmp=text.encode()), b"")


RDF = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description {0}</r:Description></r:RDF>"""


@pytest.mark.parametrize(
    ("inner", "credit"),
    [
        (f'{PHOTOSHOP} p:Credit=" AP\n wire ">', "AP wire"),
        (f"{PHOTOSHOP}><p:Credit>AP</p:Credit>", "AP"),
        (f"{PHOTOSHOP}><p:Credit><r:Alt><r:li>AP</r:li></r:Alt></p:Credit>", "AP"),
        ('xmlns:p="http://elsewhere.example/"><p:Credit>AP</p:Credit>', ""),
        (f"{PHOTOSHOP}><p:Credit>A</p:Credit", ""),
    ],
)
def test_forms_of_xmp(inner: str, credit: str) -> None:
    assert told(RDF.replace("{0}", inner)).rights.credit == credit


def test_several_creators_and_the_default_language() -> None:
    inner = (
        'xmlns:d="http://purl.org/dc/elements/1.1/">'
        "<d:creator><r:Seq><r:li>A</r:li><r:li>B</r:li></r:Seq></d:creator>"
        '<d:description><r:Alt><r:li xml:lang="fr">pont</r:li>'
        '<r:li xml:lang="x-default">bridge</r:li></r:Alt></d:description>'
    )
    found = told(RDF.replace("{0}", inner))
    assert (found.rights.creator, found.caption) == ("A, B", "bridge")


def test_xmp_with_entities_tells_nothing() -> None:
    text = '<!DOCTYPE x [<!ENTITY a "AP">]>' + RDF.replace("{0}", f"{PHOTOSHOP}><p:Credit>&a;</p:Credit>")
    assert told(text).rights == NO_RIGHTS


@pytest.mark.parametrize("licence", ["javascript:alert(1)", "see contract", "ftp://a.example"])
def test_a_licence_is_an_address(licence: str) -> None:
    assert seen(photograph(90, 60, rights=Rights(credit="AP", licence=licence))).rights == Rights(credit="AP")


def test_content_credentials_of_ai_pictures_are_seen() -> None:
    """As makers embed them: CBOR in JUMBF in segments APP11, of which the address is plain text."""
    claim = (
        b"\x71digitalSourceType\x78\x46http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    )
    other = claim.replace(b"trainedAlgorithmicMedia", b"digitalCreation").replace(b"\x46", b"\x3e")
    body = b"JP\0\1" + claim + other
    data = photograph(90, 60, rights=None)
    segment = b"\xff\xeb" + (len(body) + 2).to_bytes(2) + body
    found = seen(data[:2] + segment + data[2:])
    assert found.rights.source_type == "trainedAlgorithmicMedia"
    assert not re.search(
        rb"digitalsourcetype|JP\0", develop(data[:2] + segment + data[2:], [Recipe("jpeg")])[0]
    )
