"""How much room a text takes, told without a font at hand, so that every machine draws the same picture.

The widths are those of Helvetica, with a margin for the wider ones of the faces that may stand in for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_NARROW = frozenset("fijlrtI.,:;!|'’()[]/\\·- \u00a0\u202f")
_WIDE = frozenset("mwMWOQGCDHNU%@—")
_MARGIN = 1.07
_BOLD = 1.08


def width(text: str, size: float, bold: bool = False) -> float:
    """The width in pixels of a text of one line, rather too large than too small."""
    return _MARGIN * (_BOLD if bold else 1.0) * size * sum(map(_advance, text))


def _advance(char: str) -> float:
    """In ems."""
    if char in _NARROW:
        return 0.32
    if char in _WIDE:
        return 0.8
    if char.isascii():
        return 0.64 if char.isupper() else 0.56
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.62


def fitted(text: str, size: float, room: float) -> str:
    """A text cut so that it fits."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """A text in at most so many lines, broken between words, the last one cut where it is too long."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < most - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(fitted(line, size, room))
    if words:
        found.append(fitted(" ".join(words), size, room))
    return found


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places in any order moved apart until no two are nearer than `gap`, and none is out of bounds.

    Groups of neighbours that would touch are centred on the mean of where their members belong.
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    groups: list[list[int]] = []
    for number in order:
        groups.append([number])
        while len(groups) > 1 and _start(groups[-1], places, gap, low, high) < _end(
            groups[-2], places, gap, low, high
        ):
            last = groups.pop()
            groups[-1] += last
    found = [0.0] * len(places)
    for group in groups:
        start = _start(group, places, gap, low, high)
        for position, number in enumerate(group):
            found[number] = start + position * gap
    return found


def _start(group: list[int], places: Sequence[float], gap: float, low: float, high: float) -> float:
    middle = sum(places[number] for number in group) / len(group)
    extent = (len(group) - 1) * gap
    return max(low, min(middle - extent / 2, high - extent))


def _end(group: list[int], places: Sequence[float], gap: float, low: float, high: float) -> float:
    """Where the next one may stand at the earliest."""
    return _start(group, places, gap, low, high) + len(group) * gap
