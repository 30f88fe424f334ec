"""The size of an SVG in CSS pixels.

SVG 2, section 8.12 (intrinsic sizing); CSS Values 4, section 6.2 (absolute lengths).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_LENGTH = re.compile(r"\s*\+?(\d{1,7}(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?", re.IGNORECASE)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
_MOST = 100_000
_USUAL = (300, 150)
"""What browsers show of a picture that tells no size (CSS Images 3, section 5.2)."""


def view_box(root: Element) -> tuple[float, float] | None:
    """Width and height of the view box, where it has one that shows anything."""
    numbers = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) == 4 and 0 < numbers[2] < 1e9 and 0 < numbers[3] < 1e9:
        return numbers[2], numbers[3]
    return None


def size(root: Element) -> tuple[int, int]:
    """Width and height, each at least 1."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = view_box(root)
    if box and not (width and height):
        proportion = box[1] / box[0]
        if width or height:
            width, height = width or height / proportion, height or width * proportion
        else:
            width, height = box
    elif not box:
        width, height = width or _USUAL[0], height or _USUAL[1]
    return _whole(width), _whole(height)


def _whole(length: float) -> int:
    return min(max(round(length), 1), _MOST)


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0
