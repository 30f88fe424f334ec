"""Faults put into the notes of reads, and into what changes touch, to see that a wrong build is found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from generator.rows import LAST, Read
from generator.view import View

Fault = Callable[[Read], Read | None]


@contextmanager
def noting(function: str, fault: Fault) -> Iterator[list[Read]]:
    """Let the notes that one function of the view takes be faulty; gives those that came out otherwise."""
    hit: list[Read] = []

    class Notes(set[Read]):
        def add(self, read: Read) -> None:
            noted = fault(read) if sys._getframe(1).f_code.co_name == function else read
            if noted != read:
                hit.append(read)
            if noted:
                super().add(noted)

    plain = View.__init__

    def begin(view: View, *arguments: Any) -> None:
        plain(view, *arguments)
        view.reads = Notes()

    with mock.patch.object(View, "__init__", begin):
        yield hit


@contextmanager
def replaced(module: str, name: str, fault: Callable[..., Any]) -> Iterator[list[object]]:
    """Let a function be replaced; gives the times that it was called. `fault` gets the true one first."""
    true = getattr(import_module(module), name)
    hit: list[object] = []

    def faulty(*arguments: Any) -> Any:
        hit.append(arguments)
        return fault(true, *arguments)

    with mock.patch.object(import_module(module), name, faulty):
        yield hit


def dropped(_: Read) -> None:
    return None


def dropped_of(index: str) -> Fault:
    return lambda read: None if read.where == index else read


def shape(one: str, other: str) -> Fault:
    """Another shape is noted than what was seen."""
    return lambda read: read._replace(shape=other) if read.shape == one else read


def without_last(read: Read) -> Read:
    """The last entry of a full answer is left out."""
    return read._replace(low=f"{read.low}\x01") if read.low else read


def old_only(read: Read) -> Read:
    """Nothing that comes after 2023 is inside."""
    return read._replace(high=min(read.high, "2024"))


def up_to_found(read: Read) -> Read:
    """The entry that was found is left out."""
    return read._replace(high=read.high.removesuffix("\x01"))


def found_only(read: Read) -> Read:
    """What may come between the question and the answer is left out."""
    if read.high.endswith("\x01"):
        return read._replace(low=read.high[:-1])
    return read._replace(high=f"{read.low}\x01") if read.low and read.high != LAST else read
