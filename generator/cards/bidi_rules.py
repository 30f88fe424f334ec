"""The second half of the bidirectional algorithm: levels by the letters themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

_PAIRS = dict(zip("([{⁅⟦⟨⟪〈《「『【〔〖〘（［｛｢", ")]}⁆⟧⟩⟫〉》」』】〕〗〙）］｝｣", strict=True))
_CLOSERS = frozenset(_PAIRS.values())
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_SIDES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # how N0 to N2 see a type
_MOST_OPEN = 63  # BD16


def resolve(
    text: str, places: Sequence[int], types: list[str], levels: list[int], around: tuple[str, str]
) -> None:
    """Put the final levels of one isolating run sequence in place: W1 to W7, N0 to N2, I1, I2.

    `around` are the types before and after it.
    """
    kinds = [types[place] for place in places]
    level = levels[places[0]]
    own = "R" if level % 2 else "L"
    original = list(kinds)
    _weaken(kinds, around[0])
    _pair([text[place] for place in places], kinds, original, own, around[0])
    _settle(kinds, own, around)
    for place, kind in zip(places, kinds, strict=True):
        if level % 2:
            levels[place] = level + (kind != "R")
        else:
            levels[place] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weaken(kinds: list[str], start: str) -> None:
    """Numbers, and the marks beside them: W1 to W7."""
    strong = before = start
    for at, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[at] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        sides = {kinds[at - 1], kinds[at + 1]}
        if (kinds[at] in ("ES", "CS") and sides == {"EN"}) or (kinds[at] == "CS" and sides == {"AN"}):
            kinds[at] = kinds[at - 1]
    _terminate(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"


def _terminate(kinds: list[str]) -> None:
    """Signs such as % belong to the number that they stand at: W5, W6."""
    at = 0
    for kind, group in [(kind, len(list(group))) for kind, group in groupby(kinds)]:
        end = at + group
        if kind == "ET":
            beside = (at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[at:end] = ["EN" if beside else "ON"] * group
        elif kind in ("ES", "CS"):
            kinds[at:end] = ["ON"] * group
        at = end


def _pair(letters: Sequence[str], kinds: list[str], original: Sequence[str], own: str, start: str) -> None:
    """Brackets of a pair take one side: N0."""
    for opener, closer in sorted(_brackets(letters, kinds)):
        inside = {_SIDES.get(kind, "") for kind in kinds[opener + 1 : closer]} - {""}
        if own in inside:
            side = own
        elif inside:
            before = (_SIDES[kind] for kind in reversed(kinds[:opener]) if kind in _SIDES)
            other = "L" if own == "R" else "R"
            side = other if next(before, start) == other else own
        else:
            continue
        for bracket in (opener, closer):
            kinds[bracket] = side
            for mark in range(bracket + 1, len(kinds)):
                if original[mark] != "NSM":
                    break
                kinds[mark] = side


def _brackets(letters: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the brackets that make pairs: BD16."""
    waiting: list[tuple[str, int]] = []
    for at, letter in enumerate(letters):
        if kinds[at] != "ON":
            continue
        if letter in _PAIRS:
            if len(waiting) == _MOST_OPEN:
                return
            waiting.append((_PAIRS[letter], at))
        elif letter in _CLOSERS:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == letter:
                    yield waiting[depth][1], at
                    del waiting[depth:]
                    break


def _settle(kinds: list[str], own: str, around: tuple[str, str]) -> None:
    """What is neutral goes with its neighbours where they agree, else with the text: N1, N2."""
    at = 0
    for neutral, group in [(key, len(list(group))) for key, group in groupby(kinds, _NEUTRAL.__contains__)]:
        end = at + group
        if neutral:
            before = _SIDES[kinds[at - 1]] if at else around[0]
            after = _SIDES[kinds[end]] if end < len(kinds) else around[1]
            kinds[at:end] = [before if before == after else own] * group
        at = end
