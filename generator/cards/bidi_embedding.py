"""The first half of the bidirectional algorithm: levels by marks in the text, and what they divide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

DEEPEST = 125  # BD2
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
REMOVED = frozenset({*EMBEDDINGS, "PDF", "BN"})  # X9: they keep their places, and count for nothing


class _Stack:
    """What is open at a place: X1. Each entry is a level, an override, and whether an isolate opened it."""

    def __init__(self, base: int) -> None:
        self.entries = [(base, "", False)]
        self.lost_isolates = self.lost_embeddings = self.isolates = 0

    def open(self, odd: int, override: str, isolate: bool) -> None:
        """X2 to X5b."""
        level = self.entries[-1][0]
        deeper = level + 1 if (level + 1) % 2 == odd else level + 2
        if deeper <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.entries.append((deeper, override, isolate))
            self.isolates += isolate
        elif isolate:
            self.lost_isolates += 1
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def close_isolate(self) -> None:
        """X6a."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.entries.pop()[2]:
                pass
            self.isolates -= 1

    def close_embedding(self) -> None:
        """X7."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif len(self.entries) > 1 and not self.entries[-1][2]:
            self.entries.pop()


def explicit(kinds: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """The levels of a paragraph by its marks alone, and its types after overrides: X1 to X8."""
    stack, levels, types = _Stack(base), [], list(kinds)
    closers = _closers(kinds)
    for place, kind in enumerate(kinds):
        if kind == "PDI":
            stack.close_isolate()
        level, override, _ = stack.entries[-1]
        levels.append(level)
        if override and kind not in REMOVED:
            types[place] = override
        if kind in ISOLATES:
            inside = kinds[place + 1 : closers.get(place)]
            stack.open(starts(inside) if kind == "FSI" else int(kind == "RLI"), "", True)
        elif kind in EMBEDDINGS:
            stack.open(*EMBEDDINGS[kind], False)
        elif kind == "PDF":
            stack.close_embedding()
    return levels, types


def starts(kinds: Sequence[str]) -> int:
    """The level that a text asks for by its first letter: P2, P3."""
    depth = 0
    for kind in kinds:
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth -= depth > 0
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def sequences(kinds: Sequence[str], levels: Sequence[int], base: int) -> Iterator[tuple[list[int], str, str]]:
    """The isolating run sequences: their places, and the types before and after them (BD13, X10)."""
    kept = [place for place, kind in enumerate(kinds) if kind not in REMOVED]
    runs = [list(group) for _, group in groupby(kept, key=levels.__getitem__)]
    openers = {closer: opener for opener, closer in _closers(kinds).items()}
    joined: list[list[int]] = []
    ending: dict[int, list[int]] = {}  # by the isolate that a sequence ends with
    for run in runs:
        sequence = ending.pop(openers.get(run[0], -1), None)
        if sequence is None:
            sequence = []
            joined.append(sequence)
        sequence += run
        if kinds[run[-1]] in ISOLATES:
            ending[run[-1]] = sequence
    number = {place: at for at, place in enumerate(kept)}
    for places in joined:
        first, last = number[places[0]], number[places[-1]]
        level = levels[places[0]]
        before = levels[kept[first - 1]] if first else base
        unclosed = kinds[places[-1]] in ISOLATES
        after = levels[kept[last + 1]] if last + 1 < len(kept) and not unclosed else base
        yield places, _side(max(level, before)), _side(max(level, after))


def _closers(kinds: Sequence[str]) -> dict[int, int]:
    """The place of the PDI that ends each isolate, by the place of the isolate: BD9."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, kind in enumerate(kinds):
        if kind in ISOLATES:
            waiting.append(place)
        elif kind == "PDI" and waiting:
            found[waiting.pop()] = place
    return found


def _side(level: int) -> str:
    return "R" if level % 2 else "L"
