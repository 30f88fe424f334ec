"""Setting a text: the largest size at which it fits its box, in lines of like length."""

from __future__ import annotations

from itertools import accumulate, pairwise

from generator.cards.balance import Measured, balanced
from generator.cards.breaking import Break, pieces
from generator.cards.faces import principal
from generator.cards.shaping import Line, Script, advances, line
from generator.model import Record

LONGEST = 320  # characters that are looked at
WORTH = 0.78  # how much smaller letters may be for the sake of phrases that stay whole
APART = 0.06  # ems between the ink of two lines, at least
STEP = 2  # pixels between the sizes that are tried


class Box(Record, frozen=True):
    """Room for a text, and the sizes of letters to try, in pixels; how many lines it may have."""

    width: float
    height: float
    largest: int
    smallest: int
    lines: int = 1


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
    def width(self) -> float:
        return self.size * max((each.width for each in self.lines), default=0.0)


def fit(text: str, script: Script, box: Box) -> Setting:
    """Set a text in a box. What does not fit even in the smallest size ends in an ellipsis."""
    best: tuple[int, list[str]] | None = None
    if len(text) <= LONGEST:
        measured = measure(text, script)
        for most in Break:
            found = _largest(measured, most, box)
            if found and (best is None or (most is Break.LETTER and best[0] < WORTH * found[0])):
                best = found
    size, lines = best or _shortened(text[:LONGEST], script, box)
    return _set(lines, script, size, box)


def measure(text: str, script: Script) -> Measured:
    far = tuple(accumulate(advances(text, script), initial=0.0))
    return Measured(text, script.language, far, principal(text).leading)


def _largest(measured: Measured, most: Break, box: Box) -> tuple[int, list[str]] | None:
    """The largest size at which a text fits, and its lines, divided at breaks no less welcome than `most`."""
    parts = pieces(measured.text, measured.language, most)
    for size in range(box.largest, box.smallest - 1, -STEP):
        room = min(box.lines, int(box.height / (measured.leading * size) + 0.15))
        lines = balanced(measured, parts, box.width / size, room)
        if lines is not None:
            return size, lines
    return None


def _shortened(text: str, script: Script, box: Box) -> tuple[int, list[str]]:
    """As many words as fit in the smallest size, or letters where not even one does, and an ellipsis."""
    tight = Box(box.width, box.height, box.smallest, box.smallest, box.lines)
    for most in (Break.LETTER, Break.WORD):
        ends = [piece.end for piece in pieces(text, script.language, most)]
        fitting: tuple[int, list[str]] | None = None
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            cut = text[: ends[middle]].rstrip(" ,.;:–—-،、，。") + "…"
            found = _largest(measure(cut, script), most, tight)
            if found:
                fitting, low = found, middle + 1
            else:
                high = middle
        if fitting:
            return fitting
    return box.smallest, []


def _set(lines: list[str], script: Script, size: float, box: Box) -> Setting:
    """Lines, shaped. A line whose letters changed where it was broken makes all a little smaller."""
    face = principal(" ".join(lines))
    shaped = tuple(line(each, script, face) for each in lines)
    wide = max((each.width for each in shaped), default=0.0)
    close = max((APART + below.ascent - above.descent for above, below in pairwise(shaped)), default=0.0)
    setting = Setting(shaped, size, 0)
    leading = max(face.leading, close)
    tall = Setting(shaped, 1.0, leading).height
    size = min(size, box.width / wide if wide else size, box.height / tall if tall else size)
    return Setting(setting.lines, size, leading * size)
