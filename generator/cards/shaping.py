"""Text to glyphs: the forms of letters, and where they stand, by HarfBuzz.

All lengths are in ems of the size at which the line will be drawn; y grows upward from the baseline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.cards.bidi import levels, line_levels, visual
from generator.cards.faces import Face, choose, font, principal, unit
from generator.model import Record

_TAIWAN = {"zh-hk": "zh-Hant", "zh-mo": "zh-Hant"}
"""Languages whose forms the fonts do not have, and whose are nearest."""


class Script(Record, frozen=True):
    """How a text is written: BCP 47 language, and whether its paragraphs run from right to left."""

    language: str
    right_to_left: bool


class Glyph(Record, frozen=True):
    face: Face
    number: int
    x: float
    y: float


class Line(Record, frozen=True):
    """One line as it is drawn. `ascent` and `descent` are those of its ink, counted upward."""

    glyphs: tuple[Glyph, ...]
    width: float
    ascent: float
    descent: float


class Run(Record, frozen=True):
    """Letters of one font and one level. `start` is the place of the first."""

    face: Face
    level: int
    start: int
    text: str


def clusters(text: str) -> Iterator[str]:
    """Letters with the marks that stand on them."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not (_joins(text[place]) or text[place - 1] == "\u200d"):
            yield text[start:place]
            start = place


def _joins(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M") or letter in "\u200c\u200d"


def runs(text: str, found: list[int], first: Face) -> list[Run]:
    """What can be shaped in one go, in the order of the text. Clusters that no font has are left out."""
    pieces: list[Run] = []
    place = 0
    for cluster in clusters(text):
        face, level = choose(cluster, first), found[place]
        last = pieces[-1] if pieces else None
        if face is None:
            pass
        elif last and (last.face, last.level, last.start + len(last.text)) == (face, level, place):
            pieces[-1] = Run(face, level, last.start, last.text + cluster)
        else:
            pieces.append(Run(face, level, place, cluster))
        place += len(cluster)
    return pieces


def advances(text: str, script: Script) -> list[float]:
    """The width of each character in a text that is not broken; that of a ligature is its first one's."""
    found = [0.0] * len(text)
    for run in runs(text, levels(text, script.right_to_left), principal(text)):
        for glyph, across in _shape(run, script.language):
            found[run.start + glyph.cluster] += across.x_advance * unit(run.face)
    return found


def line(text: str, script: Script, first: Face | None = None) -> Line:
    """A line of text, shaped and in visual order. `first` is the principal font of the whole paragraph."""
    found = line_levels(text, levels(text, script.right_to_left), script.right_to_left)
    pieces = runs(text, found, first or principal(text))
    glyphs: list[Glyph] = []
    x = ascent = descent = 0.0
    for number in visual([run.level for run in pieces]):
        face = pieces[number].face
        scale = unit(face)
        for glyph, place in _shape(pieces[number], script.language):
            box = font(face).get_glyph_extents(glyph.codepoint)
            y = place.y_offset * scale
            if box and box.width:
                glyphs.append(Glyph(face, glyph.codepoint, x + place.x_offset * scale, y))
                ascent = max(ascent, y + box.y_bearing * scale)
                descent = min(descent, y + (box.y_bearing + box.height) * scale)
            x += place.x_advance * scale
    return Line(tuple(glyphs), x, ascent, descent)


def _shape(run: Run, language: str):  # type: ignore[no-untyped-def]
    """HarfBuzz' glyphs with their positions, from left to right."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = _TAIWAN.get(language.lower(), language) or "und"
    buffer.guess_segment_properties()
    uharfbuzz.shape(font(run.face), buffer)
    return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
