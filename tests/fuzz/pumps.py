"""Texts on which a regular expression works hardest: each of its repetitions many times, then a wrong end.

Samples are made from the tree of the pattern, as Python parses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from re import _constants as kinds, _parser as parser  # type: ignore[attr-defined]  # isort: skip

_CANDIDATES = "a1 -.A\n\t_/<\"'é\x00日"
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_MANY = 10  # repetitions at most, below which a repeat is harmless
WRONG = ("\x00", "!\n", "")
"""What stands at the end, which hardly any pattern takes."""


def hard(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about so many characters for one pattern."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(written, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0)
    for before, pump in _pumps(list(tree), ""):
        if pump:
            for wrong in WRONG:
                yield before + pump * (size // len(pump)) + wrong


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Each repetition: a text that leads up to it, and a text that it takes once."""
    for kind, value in items:
        if kind in _REPEATS:
            _, most, body = value
            if most is kinds.MAXREPEAT or most > _MANY:
                yield before, _sample(list(body))
            yield from _pumps(list(body), before)
        elif kind is kinds.SUBPATTERN:
            yield from _pumps(list(value[3]), before)
        elif kind is kinds.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), before)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.ATOMIC_GROUP):
            yield from _pumps(list(value[1] if isinstance(value, tuple) else value), before)
        before += _sample([(kind, value)])


def _sample(items: list[Any]) -> str:
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.NOT_LITERAL:
        return next(each for each in _CANDIDATES if ord(each) != value)
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.IN:
        return next((each for each in _CANDIDATES if _holds(value, each)), _first(value))
    if kind in _REPEATS:
        return _sample(list(value[2])) * max(1, value[0])
    if kind is kinds.SUBPATTERN:
        return _sample(list(value[3]))
    if kind is kinds.BRANCH:
        return _sample(list(value[1][0]))
    return _sample(list(value)) if kind is kinds.ATOMIC_GROUP else ""


def _holds(items: list[Any], char: str) -> bool:
    """Whether a set in square brackets holds a character."""
    negated = bool(items) and items[0][0] is kinds.NEGATE
    return negated != any(_is(kind, value, char) for kind, value in items)


def _is(kind: Any, value: Any, char: str) -> bool:
    if kind is kinds.LITERAL:
        return ord(char) == value
    if kind is kinds.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if kind is kinds.CATEGORY:
        name = str(value).rpartition("_")[2].lower()
        found = {"digit": char.isdigit(), "space": char.isspace(), "word": char.isalnum() or char == "_"}[
            name
        ]
        return found != ("NOT" in str(value))
    return False


def _first(items: list[Any]) -> str:
    kind, value = next((each for each in items if each[0] is not kinds.NEGATE), (None, None))
    return chr(value if kind is kinds.LITERAL else value[0]) if kind in (kinds.LITERAL, kinds.RANGE) else ""
