"""Cleans an SVG: what is left draws and describes, and cannot run, load, or lead elsewhere.

Elements and attributes are kept by name (`svg_names.py`) and written anew, so that comments, instructions,
editors' notes and document types are gone. Pictures inside are handed over to be drawn anew.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape, quoteattr

from generator.pictures import svg_names as names
from generator.pictures.markup import Forbidden, parse
from generator.pictures.svg_size import size, view_box
from generator.pictures.svg_styles import harmless, without_comments
from generator.pictures.svg_uses import drawn
from generator.pictures.verdicts import Unusable

MOST_BYTES = 2_000_000
MOST_ELEMENTS = 20_000
_MOST_DRAWN = 200_000
_MOST_PICTURES = 20
_SPACE = "http://www.w3.org/2000/svg"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)

Redraw = Callable[[bytes], tuple[str, bytes]]
"""Gives the media type and bytes of a picture drawn anew; raises `Unusable`."""


class Drawing(NamedTuple):
    """A cleaned SVG. `removed` names what went that someone might miss: `script`, `onclick`."""

    data: bytes
    width: int
    height: int
    removed: tuple[str, ...]


def cleaned(data: bytes, redraw: Redraw) -> Drawing:
    """Clean an SVG. Raises `Unusable`."""
    root = _root(data)
    if root.get("viewBox") is None and view_box(root) is None and root.get("width") and root.get("height"):
        width, height = size(root)
        root.set("viewBox", f"0 0 {width} {height}")  # without one it would be cut, not scaled, on a page
    writer = _Writer(redraw)
    writer.element(root, outermost=True)
    removed = tuple(dict.fromkeys(writer.removed))
    return Drawing("".join(writer.parts).encode(), *size(root), removed)


def _root(data: bytes) -> Element:
    if len(data) > MOST_BYTES:
        raise Unusable("picture-svg", f"the SVG has more than {MOST_BYTES // 1_000_000} MB", _SIMPLER)
    try:
        root = parse(data, MOST_ELEMENTS)
    except Forbidden as error:
        raise Unusable("picture-svg", f"the SVG {error}", _SIMPLER) from error
    except (ExpatError, ValueError, LookupError) as error:
        wrong = f"the SVG is not well-formed XML: {error}"
        raise Unusable("picture-svg", wrong, "Export it again") from error
    if _name(root) != "svg":
        raise Unusable("picture-svg", "the file is XML, but no SVG", "Export it as SVG")
    if drawn(root, _MOST_DRAWN) > _MOST_DRAWN:
        many = f"the SVG draws more than {_MOST_DRAWN:,} shapes by copying some of them"
        raise Unusable("picture-svg", many, _SIMPLER)
    return root


_SIMPLER = "Export it as a plain, simpler SVG, or as PNG"


def _name(element: Element) -> str:
    """The name of an element of SVG; empty for elements of other kinds."""
    space, _, name = element.tag.rpartition("}")
    return name if space in ("", "{" + _SPACE) else ""


class _Writer:
    """Writes elements one after the other; a tree is at most as deep as `markup.parse` lets it be."""

    def __init__(self, redraw: Redraw) -> None:
        self.parts: list[str] = []
        self.removed: list[str] = []
        self._redraw = redraw
        self._pictures = 0

    def element(self, element: Element, outermost: bool = False) -> None:
        name = _name(element)
        if name in names.UNWRAPPED:
            self.removed.append(name)
            self._inside(element)
        elif name in names.ELEMENTS and self._may_animate(element):
            self._kept(element, name, outermost)
        elif name and name not in names.QUIET:
            self.removed.append(name)

    def _may_animate(self, element: Element) -> bool:
        """Whether an element animates nothing, or what may be kept: a reference never may change."""
        target = element.get("attributeName")
        return target is None or (target in names.ATTRIBUTES and target not in ("style", "id", "class"))

    def _kept(self, element: Element, name: str, outermost: bool) -> None:
        attributes = self._attributes(element, name)
        if name in names.PAINTING and "href" not in attributes:
            return
        written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        space = f' xmlns="{_SPACE}"' if outermost else ""
        self.parts.append(f"<{name}{space}{written}")
        end = len(self.parts)
        if name == "style":
            self.parts.append(escape(self._style(name, "".join(element.itertext()))))
        else:
            self._inside(element)
        empty = not any(self.parts[end:])
        self.parts[end:] = ["/>"] if empty else [">", *self.parts[end:], f"</{name}>"]

    def _inside(self, element: Element) -> None:
        self.parts.append(escape(element.text or ""))
        for child in element:
            self.element(child)
            self.parts.append(escape(child.tail or ""))

    def _attributes(self, element: Element, name: str) -> dict[str, str]:
        """The attributes that are kept; those of editors go without a word."""
        kept = {}
        for key, value in element.items():
            if key in names.REFERRING:
                if address := self._reference(name, value):
                    kept["href"] = address
                else:
                    self.removed.append("href")
            elif key in (f"{_XML}space", f"{_XML}lang"):
                kept["xml:" + key.removeprefix(_XML)] = value
            elif key in names.ATTRIBUTES:
                kept[key] = self._value(key, value)
            elif not key.startswith(("{", "data-")):
                self.removed.append(key)
        return {key: value for key, value in kept.items() if value or not element.get(key)}

    def _value(self, key: str, value: str) -> str:
        if key == "style":
            return ";".join(self._style(key, declaration) for declaration in value.split(";"))
        painted = not key.startswith("aria-") and ("(" in value or "\\" in value)
        return self._style(key, value) if painted else value

    def _style(self, name: str, css: str) -> str:
        kept = harmless(css)
        if kept != without_comments(css):
            self.removed.append(name)
        return kept

    def _reference(self, element: str, value: str) -> str | None:
        """A reference within the drawing, or a picture that it holds itself."""
        value = value.strip()
        if value.startswith("#"):
            return value
        found = _DATA.fullmatch(value) if element in names.PAINTING else None
        if found is None or self._pictures == _MOST_PICTURES:
            return None
        self._pictures += 1
        try:
            media_type, data = self._redraw(base64.b64decode(found[1], validate=False))
        except (Unusable, binascii.Error):
            return None
        return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
