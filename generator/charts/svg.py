"""From what Vega draws to the picture that is published: small, titled, without a script, light and dark.

The colours of the light are written at every mark, so that a reader who knows no style sheets sees them; the
dark replaces them by a style sheet of the picture's own, which follows whoever shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from generator.charts.colours import NIGHT, PAPER, Ink
from generator.charts.frames import FONT, Sketch
from generator.model import Record

_SVG = "http://www.w3.org/2000/svg"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FACES = (
    '"Franklin Gothic Book","Libre Franklin","Helvetica Neue","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif'
)
_NOISE = frozenset({"class", "role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events"})
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_CLIP = re.compile(r"(?<=[\"#])clip\d+(?=[\")])")
_PLAIN = {"stroke-miterlimit": "10", "opacity": "1", "font-weight": "normal", "fill-opacity": "1"}


class Words(Record, frozen=True):
    """What is said of a picture to those who do not see it, and in which language."""

    title: str
    description: str
    language: str


def finish(drawn: str, sketch: Sketch, words: Words) -> str:
    """The published picture. `drawn` is the SVG that Vega wrote of a sketch."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawn)
    _clean(root)
    root.attrib.clear()
    root.attrib |= {
        "role": "img",
        "aria-labelledby": "t d",
        _LANG: words.language,
        "width": str(sketch.width),
        "height": str(sketch.height),
        "viewBox": f"0 0 {sketch.width} {sketch.height}",
        "font-family": _FACES,
    }
    for number, (tag, text, name) in enumerate(
        (("title", words.title, "t"), ("desc", words.description, "d"))
    ):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": name})
        element.text = text
        root.insert(number, element)
    style = ElementTree.Element(f"{{{_SVG}}}style")
    style.text = _style(sketch.inks)
    root.insert(2, style)
    return _renumbered(ElementTree.tostring(root, encoding="unicode")) + "\n"


def _renumbered(svg: str) -> str:
    """Vega numbers its clips through all pictures of a process; here each picture begins with the first."""
    numbers: dict[str, int] = {}
    return _CLIP.sub(lambda found: f"clip{numbers.setdefault(found[0], len(numbers))}", svg)


def _clean(parent: ElementTree.Element) -> None:
    """Leave out what draws nothing, groups that group nothing, and digits that nobody sees."""
    for element in list(parent):
        _clean(element)
        if _draws_nothing(element):
            parent.remove(element)
            continue
        for name in list(element.attrib):
            if (
                name in _NOISE
                or _PLAIN.get(name) == element.attrib[name]
                or (name == "font-family" and FONT in element.attrib[name])
            ):
                del element.attrib[name]
            else:
                element.attrib[name] = _NUMBER.sub(_rounded, element.attrib[name])
        if element.tag == f"{{{_SVG}}}g" and not element.attrib:
            place = list(parent).index(element)
            parent.remove(element)
            for number, child in enumerate(element):
                parent.insert(place + number, child)


def _draws_nothing(element: ElementTree.Element) -> bool:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if element.get("display") == "none" or (tag == "g" and not len(element)):
        return True
    if tag == "path" and element.get("class") in ("background", "foreground"):
        return element.get("stroke") is None and element.get("fill") in (None, "none")
    return tag == "rect" and element.get("fill") == "white" and element.get("class") is None


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0").replace("-0", "0" if float(found[0]) > -0.05 else "-0")


def _style(inks: Iterable[Ink]) -> str:
    """Numbers of one width, texts in their own direction, and the colours of the dark."""
    dark = "".join(
        f'[fill="{ink.light}"]{{fill:{ink.dark}}}[stroke="{ink.light}"]{{stroke:{ink.dark}}}'
        for ink in (*inks, Ink(PAPER, NIGHT))
    )
    plain = "text{unicode-bidi:plaintext;font-variant-numeric:tabular-nums;white-space:pre}"
    return f"{plain}@media screen and (prefers-color-scheme:dark){{{dark}}}"
