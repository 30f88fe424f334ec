"""In which direction each letter of a line runs: Unicode's bidirectional algorithm, for one paragraph.

https://www.unicode.org/reports/tr9/, by its version of Unicode 16; the comments name its rules. Letters are
mirrored by the shaper (rule L4).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile
from unicodedata import bidirectional

from generator.cards.bidi_embedding import ISOLATES, REMOVED, explicit, sequences
from generator.cards.bidi_rules import resolve

_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_AT_THE_END = frozenset({"WS", "S", "B", "PDI", *ISOLATES, *REMOVED})


def levels(text: str, right_to_left: bool) -> list[int]:
    """The level of each character of a paragraph; characters of an odd level run from right to left."""
    kinds = [bidirectional(letter) or "L" for letter in text]
    base = int(right_to_left)
    if not right_to_left and not _TURNING.intersection(kinds):
        return [0] * len(text)
    found, types = explicit(kinds, base)
    for places, start, end in list(sequences(kinds, found, base)):  # all by the levels before any rule
        resolve(text, places, types, found, (start, end))
    for place, kind in enumerate(kinds):
        if kind in REMOVED:  # it has the level of what stands before it, and so splits no run
            found[place] = found[place - 1] if place else base
    return found


def line_levels(text: str, found: Sequence[int], right_to_left: bool) -> list[int]:
    """The levels of one line of a paragraph: spaces at its end run as the paragraph does (L1)."""
    kept = list(found)
    trailing = sum(1 for _ in takewhile(lambda letter: bidirectional(letter) in _AT_THE_END, reversed(text)))
    for place in range(len(kept) - trailing, len(kept)):
        kept[place] = int(right_to_left)
    return kept


def visual(run_levels: Sequence[int]) -> list[int]:
    """The numbers of the runs of a line in the order in which they stand from left to right (L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        inside = {run for run in order if run_levels[run] >= level}
        stretches = [(turned, list(group)) for turned, group in groupby(order, inside.__contains__)]
        order = [run for turned, group in stretches for run in (reversed(group) if turned else group)]
    return order
