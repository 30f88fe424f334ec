"""Lines of like length: of all ways to divide a text into the fewest, the one with the least to regret."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cards.breaking import Break, Piece
from generator.model import Record

HYPHEN = 0.35  # ems
COSTS = {Break.SPACE: 0.0, Break.PHRASE: 0.02, Break.LETTER: 0.05, Break.WORD: 0.5}
"""What a break costs; beside it stands the square of the share of the width that a line leaves free."""

DANGLING = {1: 0.08, 2: 0.03, 3: 0.025}
"""The cost of a line that ends in a word of so few letters."""

WIDOW = 0.1  # the cost of a last line
NARROW = 0.28  # that is so short


class Measured(Record, frozen=True):
    """A text, how far each of its places is from its beginning, and its line height, in ems."""

    text: str
    language: str
    far: tuple[float, ...]
    leading: float


def balanced(measured: Measured, parts: Sequence[Piece], limit: float, most: int) -> list[str] | None:
    """The lines of a text, none wider than `limit` ems; None where that takes more than `most`."""
    count = _fewest(measured, parts, limit)
    if count is None or count > most:
        return None
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(float("inf"), 0)] * len(parts)]
    for _ in range(count):
        row = [(float("inf"), 0)] * (len(parts) + 1)
        for start, (cost, _) in enumerate(best[-1][:-1]):
            if cost == float("inf"):
                continue
            for end in range(start + 1, len(parts) + 1):
                width = _width(measured, parts, start, end)
                if width > limit:
                    break
                total = cost + _regret(measured, parts, start, end, width / limit)
                row[end] = min(row[end], (total, start))
        best.append(row)
    return _lines(measured, parts, best)


def _fewest(measured: Measured, parts: Sequence[Piece], limit: float) -> int | None:
    """How many lines it takes when each is as full as can be; None where a piece is too wide for any."""
    count = start = 0
    while start < len(parts):
        end = start
        while end < len(parts) and _width(measured, parts, start, end + 1) <= limit:
            end += 1
        if end == start:
            return None
        count, start = count + 1, end
    return count


def _width(measured: Measured, parts: Sequence[Piece], start: int, end: int) -> float:
    last = parts[end - 1]
    hyphen = HYPHEN if last.hyphen and end < len(parts) else 0.0
    return measured.far[last.end] - measured.far[parts[start].start] + hyphen


def _regret(measured: Measured, parts: Sequence[Piece], start: int, end: int, filled: float) -> float:
    """What is wrong with a line of these pieces that fills this share of the width."""
    cost = (1 - filled) ** 2
    if end == len(parts):
        return cost + (WIDOW if start and filled < NARROW else 0.0)
    word = measured.text[parts[start].start : parts[end - 1].end].rpartition(" ")[2]
    dangling = DANGLING.get(len(word), 0.0) if word.isalpha() else 0.0
    return cost + COSTS[parts[end - 1].after] + dangling


def _lines(
    measured: Measured, parts: Sequence[Piece], best: Sequence[Sequence[tuple[float, int]]]
) -> list[str]:
    lines: list[str] = []
    end = len(parts)
    for row in reversed(best[1:]):
        start = row[end][1]
        text = measured.text[parts[start].start : parts[end - 1].end]
        lines.append(text + "-" if parts[end - 1].hyphen and end < len(parts) else text)
        end = start
    return lines[::-1]
