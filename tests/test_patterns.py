"""No regular expression of ours works itself to death: none backtracks without end."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from fuzz.pumps import hard
from scale import scaled

import generator

SIZE = scaled(1_200, 20_000)  # characters; what takes the cube of it takes minutes
LIMIT = scaled(500, 20_000) / 1000  # seconds of processor time for one text


class TooLong(Exception):
    pass


def test_no_pattern_backtracks_without_end() -> None:
    found = {(each.pattern, each.flags): (name, each) for name, each in patterns()}
    assert len(found) > 200
    slow = {
        name for name, pattern in found.values() for text in hard(pattern, SIZE) if is_slow(pattern, text)
    }
    assert not slow


def test_what_does_is_found() -> None:
    for pattern in (r"(a+)+b", r"(?:x|x)*y", r"(\w+\s*)+:"):
        assert any(is_slow(re.compile(pattern), text) for text in hard(re.compile(pattern), SIZE)), pattern


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Those of all modules, also within tuples and tables."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from ((f"{module.name}.{name}", each) for each in within(value))


def within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from within(each)
    elif isinstance(value, dict):
        yield from within(list(value.values()))


def is_slow(pattern: re.Pattern[Any], text: str) -> bool:
    subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    try:
        with limit():
            pattern.search(subject)
            pattern.fullmatch(subject)
    except TooLong:
        return True
    return False


@contextmanager
def limit() -> Iterator[None]:
    def give_up(_: int, __: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
