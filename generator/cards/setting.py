"""Setting a text: the largest size at which it fits its box, in lines of like length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.cards.balance import Measured, balanced
from generator.cards.breaking import Break, Piece, pieces
from generator.cards.faces import principal
from generator.cards.shaping import Line, Script, advances, line
from generator.model import Record

LONGEST = 320  # characters that are looked at
WORTH = 0.78  # how much smaller letters may be for the sake of phrases that stay whole
APART = 0.06  # ems between the ink of two lines, at least
SMALL = 46  # pixels; below it a headline has one line more rather than smaller letters
STEP = 2  # pixels between the sizes that are tried

_BEFORE_ELLIPSIS = " ,.;:–—-،、，。"

Fitting = tuple[int, list[str]]
"""A size in pixels at which a text fits, and its lines."""


class Box(Record, frozen=True):
    """Room for a text, and the sizes of letters to try, in pixels; how many lines it may have."""

    width: float
    height: float
    largest: int
    smallest: int
    lines: int = 1

    @property
    def rest(self) -> tuple[float, int, int, int]:
        """All but the width."""
        return self.height, self.largest, self.smallest, self.lines


class Setting(Record, frozen=True):
    """A text that is set: its lines, the size of its letters and the distance of its baselines in pixels."""

    lines: tuple[Line, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the top of the ink of its first line to the bottom of that of its last, in pixels."""
        if not self.lines:
            return 0.0
        first, last = self.lines[0], self.lines[-1]
        return self.leading * (len(self.lines) - 1) + self.size * (first.ascent - last.descent)

    @property
    def rise(self) -> float:
        """From the top of the ink of its first line down to the baseline, in pixels."""
        return self.size * self.lines[0].ascent if self.lines else 0.0

    @property
    def width(self) -> float:
        return self.size * max((each.width for each in self.lines), default=0.0)


def fit(text: str, script: Script, box: Box) -> Setting:
    """Set a text in a box. What does not fit even in the smallest size ends in an ellipsis."""
    found = _whole(text, script, box) if len(text) <= LONGEST else None
    size, lines = found or _shortened(text[:LONGEST], script, box)
    return _set(lines, script, size, box)


def measure(text: str, script: Script) -> Measured:
    far = tuple(accumulate(advances(text, script), initial=0.0))
    return Measured(text, script.language, far, principal(text).leading)


def _whole(text: str, script: Script, box: Box) -> Fitting | None:
    """All of a text, or None. Rather smaller than with a phrase divided; words are divided only at need."""
    measured = measure(text, script)
    phrases = _largest(measured, pieces(text, script.language, Break.PHRASE), box)
    letters = _largest(measured, pieces(text, script.language, Break.LETTER), box)
    if phrases and letters:
        return phrases if phrases[0] >= WORTH * letters[0] else letters
    return letters or _largest(measured, _pieces(measured, box), box)


def _pieces(measured: Measured, box: Box) -> list[Piece]:
    """The pieces of a text, where words that are too long for any line are divided too."""
    widest = box.width / box.smallest
    words = pieces(measured.text, measured.language, Break.LETTER)
    long = [word for word in words if measured.far[word.end] - measured.far[word.start] > widest]
    ends = {word.end for word in words}
    start = 0
    found: list[Piece] = []
    for piece in pieces(measured.text, measured.language, Break.WORD):
        if piece.end in ends or any(word.start < piece.end < word.end for word in long):
            found.append(Piece(start, piece.end, piece.after, piece.hyphen))
            start = piece.end + len(measured.text[piece.end :]) - len(measured.text[piece.end :].lstrip(" "))
    return found


def _largest(measured: Measured, parts: Sequence[Piece], box: Box) -> Fitting | None:
    for size in range(box.largest, box.smallest - 1, -STEP):
        lines_at_most = box.lines + (box.lines > 1 and size < SMALL)
        room = min(lines_at_most, int(box.height / (measured.leading * size) + 0.15))
        lines = balanced(measured, parts, box.width / size, room)
        if lines is not None:
            return size, lines
    return None


def _shortened(text: str, script: Script, box: Box) -> Fitting:
    """As many words as fit in the smallest size, and an ellipsis."""
    tight = Box(box.width, box.height, box.smallest, box.smallest, box.lines)
    ends = [piece.end for piece in _pieces(measure(text, script), tight)]
    best: Fitting = box.smallest, []
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        cut = measure(text[: ends[middle]].rstrip(_BEFORE_ELLIPSIS) + "…", script)
        found = _largest(cut, _pieces(cut, tight), tight)
        if found:
            best, low = found, middle + 1
        else:
            high = middle
    return best


def _set(lines: list[str], script: Script, size: float, box: Box) -> Setting:
    """Lines, shaped. A line whose letters changed where it was broken makes all a little smaller."""
    face = principal(" ".join(lines))
    shaped = tuple(line(each, script, face) for each in lines)
    wide = max((each.width for each in shaped), default=0.0)
    close = max((APART + below.ascent - above.descent for above, below in pairwise(shaped)), default=0.0)
    leading = max(face.leading, close)
    tall = Setting(shaped, 1.0, leading).height
    size = min(size, box.width / wide if wide else size, box.height / tall if tall else size)
    return Setting(shaped, size, leading * size)
