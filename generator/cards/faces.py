"""The fonts of cards, and which of them sets a letter (tests/card_fonts.py makes them).

Their bytes are part of this package, and each is read once in a process.
"""

from __future__ import annotations

import pkgutil
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.model import Record

if TYPE_CHECKING:
    import uharfbuzz


class Face(Record, frozen=True):
    """One font. `scale` makes its letters as large as those of the others, `leading` is its line in ems.

    `blocks` are the first and last characters of the Unicode blocks for which it is asked.
    """

    file: str
    blocks: tuple[tuple[int, int], ...]
    scale: float = 0.9
    leading: float = 1.32
    cased: bool = False  # whether its letters stand apart, and have capitals


LATIN = Face(
    "latin.ttf", ((0x20, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0xFB00, 0xFB06)), 1.0, 1.06, True
)
CYRILLIC_GREEK = Face(
    "cyrillic-greek.ttf",
    ((0x20, 0x52F), (0x1C80, 0x1C8F), (0x1E00, 0x22FF), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
    0.92,
    1.1,
    True,
)
ARABIC = Face("arabic.ttf", ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFEFF)), 1.02, 1.4)
EXTENDED = Face(
    "extended.ttf", ((0x20, 0x36F), (0x1E00, 0x22FF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF)), 0.88, 1.1, True
)
HEBREW = Face("hebrew.ttf", ((0x590, 0x5FF), (0x20AA, 0x20AA), (0xFB1D, 0xFB4F)), 1.0, 1.14)
EAST_ASIAN = Face(
    "cjk.otf",
    ((0x1100, 0x11FF), (0x2010, 0x27BF), (0x2E80, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFFEF)),
    0.88,
)
FACES = (
    LATIN,
    CYRILLIC_GREEK,
    EXTENDED,
    ARABIC,
    HEBREW,
    EAST_ASIAN,
    Face("armenian.ttf", ((0x530, 0x58F), (0xFB13, 0xFB17)), leading=1.2, cased=True),
    Face("bengali.ttf", ((0x964, 0x965), (0x980, 0x9FF))),
    Face("devanagari.ttf", ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    Face("ethiopic.ttf", ((0x1200, 0x139F),), leading=1.25),
    Face("georgian.ttf", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF)), leading=1.2),
    Face("gujarati.ttf", ((0xA80, 0xAFF),)),
    Face("gurmukhi.ttf", ((0xA00, 0xA7F),)),
    Face("kannada.ttf", ((0xC80, 0xCFF),)),
    Face("malayalam.ttf", ((0xD00, 0xD7F),)),
    Face("sinhala.ttf", ((0xD80, 0xDFF),)),
    Face("tamil.ttf", ((0xB80, 0xBFF),)),
    Face("telugu.ttf", ((0xC00, 0xC7F),)),
    Face("thai.ttf", ((0xE00, 0xE7F),), leading=1.4),
)
"""In the order in which they are asked for a letter."""


@cache
def font(face: Face) -> uharfbuzz.Font:
    """The font itself, in its own units."""
    import uharfbuzz

    data = pkgutil.get_data("generator.cards", f"fonts/{face.file}")
    assert data is not None  # None only from a loader that has no data
    return uharfbuzz.Font(uharfbuzz.Face(data))


@cache
def unit(face: Face) -> float:
    """The size in ems of one unit of a font, brought to the size of the others."""
    return face.scale / int(font(face).face.upem)


@cache
def _letters(face: Face) -> frozenset[int]:
    return frozenset(font(face).face.unicodes)


@lru_cache(4096)
def choose(cluster: str, first: Face) -> Face | None:
    """The font that has a letter with its marks: `first`, where it can. None where no font has it."""
    codes = [ord(letter) for letter in cluster if not invisible(letter)]
    if not codes:
        return first
    if _letters(first).issuperset(codes):
        return first
    for face in FACES:
        asked = any(start <= codes[0] <= end for start, end in face.blocks)
        if asked and _letters(face).issuperset(codes):
            return face
    return None


def principal(text: str) -> Face:
    """The font that sets most letters of a text; it sets digits and signs too, as far as it has them."""
    counts: dict[Face, int] = {}
    for letter in text:
        if letter.isalpha() and (face := choose(letter, LATIN)):
            counts[face] = counts.get(face, 0) + 1
    most = max(counts, key=counts.__getitem__, default=LATIN)
    return _whole_words(text, most) if most in (LATIN, EXTENDED) else most


def _whole_words(text: str, most: Face) -> Face:
    """The first font that has all Latin letters of a text, so that no word is set in two."""
    letters = {ord(letter) for letter in text if letter.isalpha() and _latin(letter)}
    return next((face for face in (LATIN, CYRILLIC_GREEK, EXTENDED) if letters <= _letters(face)), most)


def _latin(letter: str) -> bool:
    return letter < "\u02b0" or "\u1e00" <= letter <= "\u1eff" or "\u2c60" <= letter <= "\u2c7f"


def invisible(letter: str) -> bool:
    """Whether a character steers the letters around it and has no form of its own."""
    return (
        letter in "\u00ad\u034f\u061c\u2060\ufeff"
        or "\u200b" <= letter <= "\u200f"
        or (
            "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" or "\ufe00" <= letter <= "\ufe0f"
        )
    )
