"""Text to glyphs: the forms of letters, and where they stand, by HarfBuzz.

All lengths are in ems of the size at which the line will be drawn; y grows upward from the baseline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.cards.bidi import levels, line_levels, visual
from generator.cards.faces import EAST_ASIAN, Face, choose, font, principal, unit
from generator.model import Record

Edges = tuple[float, float, float, float]

_NEAREST = {"zh-hk": "zh-Hant", "zh-hant-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant-mo": "zh-Hant"}
"""Languages whose forms the fonts do not have, and those that have the nearest."""


class Script(Record, frozen=True):
    """How a text is written: BCP 47 language, and whether its paragraphs run from right to left.

    `spacing` is put after each letter of an alphabet with capitals, in ems.
    """

    language: str
    right_to_left: bool
    spacing: float = 0.0


class Glyph(Record, frozen=True):
    face: Face
    number: int
    x: float
    y: float


class Shape(Record, frozen=True):
    """A glyph of a run: its number, the place of its letter, its advance, and how far it is moved."""

    number: int
    place: int
    advance: float
    x: float
    y: float


class Line(Record, frozen=True):
    """One line as it is drawn. Its ink reaches from `left` to `right`, and from `descent` up to `ascent`."""

    text: str = ""
    glyphs: tuple[Glyph, ...] = ()
    left: float = 0.0
    right: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0

    @property
    def width(self) -> float:
        return self.right - self.left


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
        for shape in _shapes(run, script):
            found[run.start + shape.place] += shape.advance
    return found


def line(text: str, script: Script, first: Face) -> Line:
    """A line of a paragraph, shaped and in visual order. `first` is the paragraph's principal font."""
    found = line_levels(text, levels(text, script.right_to_left), script.right_to_left)
    pieces = runs(text, found, first)
    glyphs: list[Glyph] = []
    edges: list[Edges] = []
    x = 0.0
    for number in visual([run.level for run in pieces]):
        face = pieces[number].face
        for shape in _shapes(pieces[number], script):
            glyph = Glyph(face, shape.number, x + shape.x, shape.y)
            box = _box(glyph)
            if box:
                glyphs.append(glyph)
                edges.append(box)
            x += shape.advance
    if not edges:
        return Line(text)
    lefts, rights, tops, bottoms = zip(*edges, strict=True)
    return Line(text, tuple(glyphs), min(lefts), max(rights), max(tops), min(bottoms))


def _shapes(run: Run, script: Script) -> Iterator[Shape]:
    """What HarfBuzz makes of a run, from left to right."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = _NEAREST.get(script.language.lower(), script.language) or "und"
    buffer.guess_segment_properties()
    if run.face is EAST_ASIAN and not buffer.script:  # signs alone have a form by language too
        buffer.script = "Hani"
    uharfbuzz.shape(font(run.face), buffer)
    scale, spacing = unit(run.face), script.spacing if run.face.cased else 0.0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance = place.x_advance * scale + (spacing if place.x_advance else 0.0)
        yield Shape(glyph.codepoint, glyph.cluster, advance, place.x_offset * scale, place.y_offset * scale)


def _box(glyph: Glyph) -> Edges | None:
    """The left, right, upper and lower edge of a glyph's ink; None where it has none."""
    box = font(glyph.face).get_glyph_extents(glyph.number)
    if not box or not box.width or not box.height:
        return None
    scale = unit(glyph.face)
    left, top = glyph.x + box.x_bearing * scale, glyph.y + box.y_bearing * scale
    return left, left + box.width * scale, top, top + box.height * scale
