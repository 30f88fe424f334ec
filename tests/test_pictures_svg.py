"""Drawings are published without anything that runs, loads, or leads elsewhere, and otherwise as they are."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photographs import SECRETS, photograph, svg

from generator.pictures.develop import develop
from generator.pictures.inspect import Refused, Seen, inspect
from generator.pictures.recipes import Recipe


def seen(data: bytes) -> Seen:
    found = inspect(data, "a.svg")
    assert isinstance(found, Seen), found
    return found


def published(data: bytes) -> str:
    text = develop(data, [Recipe("svg")])[0].decode()
    ElementTree.fromstring(text)
    return text


def inner(text: str) -> str:
    """What is published of the inside of a drawing."""
    return re.sub(r"^<svg[^>]*>|</svg>$", "", published(svg(text)))


KEPT = [
    '<title>Rain</title><desc>By month</desc><rect x="1" width="2" height="3" fill="#26c"/>',
    '<g id="a" transform="scale(2)"><path d="M0 0L9 9" stroke="rgb(1, 2, 3)"/></g><use href="#a" x="3"/>',
    '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><rect fill="url(#g)"/>',
    "<style>.a{fill:red} @media (prefers-color-scheme: dark){.a{fill:#fff}}</style>",
    '<text x="1" font-family="Arial, sans-serif">a <tspan dy="3">&lt;b&gt;</tspan> c</text>',
    '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect filter="url(#f)" style="fill:url(#g)"/>',
    '<circle r="3"><animate attributeName="r" from="1" to="3" dur="2s"/></circle>',
    '<g role="img" aria-label="A (b) // \\ c"/>',
    '<text xml:space="preserve" xml:lang="de">a  b</text>',
]


@pytest.mark.parametrize("text", KEPT)
def test_what_draws_is_kept(text: str) -> None:
    assert inner(text) == text
    assert seen(svg(text)).remarks == ()


@pytest.mark.parametrize(
    ("text", "left", "removed"),
    [
        ("<script>alert(1)</script><rect/>", "<rect/>", "script"),
        ('<rect onclick="alert(1)" onload="x" width="1"/>', '<rect width="1"/>', "onclick, onload"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "", "foreignObject"),
        ('<a href="javascript:alert(1)">b<rect/></a>', "b<rect/>", "a"),
        ('<image href="https://e.example/a.png"/>', "", "href"),
        ('<image href="/a.png"/><feImage href="a.png"/>', "", "href"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "", "href"),
        ('<use href="b.svg#c"/>', "<use/>", "href"),
        ('<use xlink:href="#c" href="https://e.example/"/>', '<use href="#c"/>', "href"),
        ('<rect fill="url(https://e.example/a#b)"/>', '<rect fill="url(#)"/>', "fill"),
        (
            '<rect style="fill:red;background:url(//e.example)"/>',
            '<rect style="fill:red;background:url(#)"/>',
            "style",
        ),
        (
            "<style>@import url('https://e.example/?a:b@1;2'); .a{fill:red}</style>",
            "<style> .a{fill:red}</style>",
            "style",
        ),
        ("<style>.a{fill:u\\72l(https://e.example)}</style>", "<style/>", "style"),
        ("<style>.a{background:image-set('a.png' 1x)}</style>", "<style/>", "style"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "", "set"),
        ('<animate attributeName="onload" values="alert(1)"/>', "", "animate"),
        (
            '<animate attributeName="fill" to="url(https://e.example)"/>',
            '<animate attributeName="fill" to="url(#)"/>',
            "to",
        ),
        ("<iframe/><video/><audio/>", "", "iframe, video, audio"),
    ],
)
def test_what_runs_or_loads_is_left_out(text: str, left: str, removed: str) -> None:
    data = svg(text, 'xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" viewBox="0 0 9 9"')
    assert re.sub(r"^<svg[^>]*>|</svg>$|/>$(?<=^/>)", "", published(data)) in (left, "/>", left or "/>")
    (remark,) = seen(data).remarks
    assert remark.rule == "picture-svg-cleaned"
    assert remark.message.endswith(f": {removed}")


def test_what_editors_write_goes_without_a_word() -> None:
    data = b"""<?xml version="1.0"?><?xml-stylesheet href="https://e.example/a.css"?><!-- /home/ana/secret -->
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
     "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape"
     i:export-filename="/home/ana/a.png" width="3cm" height="15mm" data-name="x">
    <s:metadata><secret/></s:metadata>
    <i:grid/><s:rect i:label="secret"/></s:svg>"""
    text = re.sub(r"\s+<", "<", published(data))
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="3cm" height="15mm" viewBox="0 0 113 57">'
    assert text == f"{start}<rect/></svg>"
    found = seen(data)
    assert (found.width, found.height, found.remarks) == (113, 57, ())


def test_a_photograph_in_a_drawing_is_drawn_anew() -> None:
    hidden = base64.b64encode(photograph(64, 48)).decode()
    text = inner(f'<image width="64" height="48" href="data:image/jpeg;base64,{hidden}"/>')
    data = base64.b64decode(text.partition("base64,")[2].partition('"')[0])
    assert data.startswith(b"\xff\xd8")
    assert not [secret for secret in SECRETS if secret in data]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (svg("<rect/>" * 20_000), "20,000 elements"),
        (svg("<rect/>" * 300_000), "2 MB"),
        (svg("<g>" * 300 + "</g>" * 300), "inside each other"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"), "entities"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("&b;"), "entities"),
        (svg("<rect>"), "well-formed"),
        (b'<x><svg xmlns="http://www.w3.org/2000/svg"/></x>', "no SVG"),
        (
            svg(
                '<g id="a0"><rect/></g>'
                + "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 12))
            ),
            "200,000 shapes",
        ),
        (svg("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(5_000))), "200,000 shapes"),
    ],
    ids=["many", "heavy", "deep", "external", "entities", "broken", "other", "copies", "chain"],
)
def test_what_no_browser_should_draw_is_refused(data: bytes, words: str) -> None:
    found = inspect(data, "a.svg")
    assert isinstance(found, Refused)
    assert found.rule == "picture-svg" and words in found.message


def test_a_drawing_of_itself_is_only_drawn_once() -> None:
    assert '<use href="#a"/>' in inner('<g id="a"><use href="#a"/></g>')


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="6pc"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 640 480.4"', (640, 480)),
        ('width="320" viewBox="0,0,640,480"', (320, 240)),
        ('height="240" viewBox="-5 -5 640 480"', (320, 240)),
        ('viewBox="0 0 0 0"', (300, 150)),
        ('width="1e9" height="-3"', (300, 150)),
        (" ", (300, 150)),
        ('width="9999999" height="1"', (100_000, 1)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    found = seen(svg(attributes=attributes))
    assert (found.width, found.height) == size
    assert found.transparent and not found.placeholder


def test_utf_16_is_read() -> None:
    data = ('<?xml version="1.0" encoding="utf-16"?>' + svg("<title>Łódź</title>").decode()).encode("utf-16")
    assert "<title>Łódź</title>" in published(data)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
_NAMES = "svg g rect style script a use image text set title foreignObject"
_ATTRIBUTES = "href style fill onload id to attributeName width xlink:href"
NAMES, ATTRIBUTES = st.sampled_from(_NAMES.split()), st.sampled_from(_ATTRIBUTES.split())
VALUES = st.one_of(
    TEXTS, st.sampled_from(["url(#a)", "url(http://e)", "javascript:alert(1)", "#a", "\\75rl(x)"])
)


def _element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    from xml.sax.saxutils import quoteattr

    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inside: st.builds(
        _element, NAMES, st.dictionaries(ATTRIBUTES, VALUES, max_size=3), st.lists(inside, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(TREES)
def test_no_drawing_keeps_anything_dangerous(tree: str) -> None:
    data = svg(tree, 'xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"')
    if isinstance(inspect(data, "a.svg"), Refused):
        return
    text = published(data)
    for element in ElementTree.fromstring(text).iter():
        assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "a")
        for key, value in element.items():
            assert not key.startswith("on") and key != "onload"
            assert "http://e" not in value and not (key == "href" and not value.startswith("#"))
    assert published(text.encode()) == text
