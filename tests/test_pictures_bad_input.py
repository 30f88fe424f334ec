"""Broken and hostile pictures are refused in clear words, or used with a remark; nothing ever raises."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import photographs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photographs import moving, photograph, png, svg, webp
from PIL import Image

from generator.pictures.develop import develop
from generator.pictures.inspect import Refused, Seen, inspect
from generator.pictures.recipes import Recipe
from generator.pictures.verdicts import Unusable


def refused(data: bytes, name: str = "a.jpg") -> Refused:
    found = inspect(data, name)
    assert isinstance(found, Refused), found
    with pytest.raises(Unusable):
        develop(data, [Recipe("svg" if b"<svg" in data[:99] else "webp", width=50)])
    return found


def avif(**options: Any) -> bytes:
    stream = io.BytesIO()
    photographs.scene(120, 80).save(stream, "AVIF", speed=10, **options)
    return stream.getvalue()


def tiff() -> bytes:
    stream = io.BytesIO()
    photographs.scene(120, 80).save(stream, "TIFF", compression="tiff_lzw")
    return stream.getvalue()


def bmp() -> bytes:
    stream = io.BytesIO()
    photographs.scene(120, 80).save(stream, "BMP")
    return stream.getvalue()


WHOLE = {
    "jpeg": photograph(120, 80),
    "progressive": photograph(120, 80, progressive=True),
    "png": png(120, 80),
    "gif": moving("GIF", width=120, height=80),
    "webp": webp(120, 80),
    "moving-webp": moving("WEBP"),
    "apng": moving("PNG"),
    "avif": avif(),
    "tiff": tiff(),
    "bmp": bmp(),
    "svg": svg(
        '<style>a{fill:red}</style><g id="a"><rect width="9" height="9" fill="url(#b)"/></g><use href="#a"/>'
    ),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_pictures_are_seen(kind: str) -> None:
    assert isinstance(inspect(WHOLE[kind], "a"), Seen)


@pytest.mark.parametrize("kind", ["jpeg", "progressive", "png", "webp", "avif", "tiff", "bmp", "svg"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_what_breaks_off_is_refused(kind: str, part: float) -> None:
    data = WHOLE[kind]
    found = refused(data[: int(len(data) * part)])
    assert found.rule in ("picture-truncated", "picture-broken", "picture-svg", "picture-format")


def test_what_breaks_off_among_its_pixels_is_said_to() -> None:
    data = photograph(1200, 800)
    assert refused(data[: len(data) * 9 // 10]).rule == "picture-truncated"


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"", "picture-empty", "empty"),
        (b"A note to the desk", "picture-format", "not a picture"),
        (bytes(5000), "picture-format", "not a picture"),
        (b"%PDF-1.7 ...", "picture-format", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture-format", "HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "picture-format", "film"),
        (b"<!DOCTYPE html><html><body>404", "picture-format", "web page"),
        (b"8BPS\0\1", "picture-format", "Photoshop"),
        (b"\xff\xd8\xff", "picture-truncated", "breaks off"),
        (b"\x89PNG\r\n\x1a\n", "picture-", ""),
        (b"GIF89a", "picture-", ""),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture-", ""),
    ],
)
def test_what_is_no_picture(data: bytes, rule: str, words: str) -> None:
    found = refused(data)
    assert found.rule.startswith(rule) and words in found.message
    assert found.cure and not found.cure.endswith(".") and not found.message.endswith(".")


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )


def _jpeg_claiming(width: int, height: int, progressive: bool) -> bytes:
    data = photograph(64, 64, rights=None, progressive=progressive, exif=b"")
    at = data.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


@pytest.mark.parametrize(
    "data",
    [
        _png_claiming(100_000, 100_000),
        _png_claiming(8_000, 8_000),
        _jpeg_claiming(65_000, 65_000, progressive=True),
        _jpeg_claiming(65_000, 65_000, progressive=False),
        b"GIF89a"
        + struct.pack("<HHBBB", 65_000, 65_000, 0, 0, 0)
        + b",\0\0\0\0"
        + struct.pack("<HHB", 65_000, 65_000, 0)
        + b"\2\2L\1\0;",
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 99, 0, 0, 54, 40, 100_000, 100_000, 1, 24, 0, 0, 0, 0, 0, 0),
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff\x3f\0\xff\x3f\0",
    ],
    ids=["png", "png-64-megapixels", "jpeg-progressive", "jpeg", "gif", "bmp", "webp"],
)
def test_bombs_are_refused_by_what_they_claim(data: bytes) -> None:
    found = refused(data)
    assert found.rule == "picture-too-large", found
    assert "×" in found.message


@pytest.mark.parametrize(
    ("name", "rules"),
    [("a.JPG", []), ("ä 🦊.jpeg", []), ("a.png", ["picture-suffix"]), ("a", ["picture-suffix"])],
)
def test_the_true_format_counts(name: str, rules: list[str]) -> None:
    found = inspect(WHOLE["jpeg"], name)
    assert isinstance(found, Seen)
    assert found.format == "jpeg"
    assert [remark.rule for remark in found.remarks] == rules


def test_a_jpeg_in_a_thousand_passes_is_refused() -> None:
    data = WHOLE["progressive"]
    at = data.rindex(b"\xff\xda")
    assert refused(data[:-2] + data[at:-2] * 200 + data[-2:]).rule == "picture-broken"


def _changed(data: bytes, changes: list[tuple[float, int]], cut: float) -> bytes:
    broken = bytearray(data[: max(1, int(len(data) * cut))])
    for place, value in changes:
        broken[min(int(place * len(broken)), len(broken) - 1)] = value
    return bytes(broken)


PLACES = st.one_of(st.floats(0, 1), st.floats(0, 0.2), st.floats(0, 0.02))


@settings(max_examples=400, deadline=10_000)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(PLACES, st.integers(0, 255)), max_size=8),
    st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_broken_bytes_never_raise(kind: str, changes: list[tuple[float, int]], cut: float) -> None:
    data = _changed(WHOLE[kind], changes, cut)
    found = inspect(data, "a.jpg")
    if isinstance(found, Refused):
        return
    if found.format == "svg":
        assert develop(data, [Recipe("svg")])[0].startswith(b"<svg")
        return
    recipes = [Recipe("webp", width=40), Recipe("webp", width=40, moving=True), Recipe("jpeg", shape=(1, 1))]
    for made in develop(data, recipes):
        Image.open(io.BytesIO(made)).load()


@settings(max_examples=100, deadline=10_000)
@given(st.binary(max_size=300), st.sampled_from(sorted(WHOLE)))
def test_any_bytes_after_a_beginning_never_raise(tail: bytes, kind: str) -> None:
    for head in (0, 4, 16, 40):
        assert isinstance(inspect(WHOLE[kind][:head] + tail, "a.png"), Refused | Seen)
