"""Builds that do not come to their end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from generator.output import Stage
from generator.store import database


class Crash(BaseException):
    """Neither a fault of the disk nor of the store: nobody may catch it."""


PLACES = {"statement": 200, "rename": 8, "stage": 12}
"""Where a build may end: at a statement to the store, a rename, or a staged file; before how many of them."""


@contextmanager
def crashing(place: str, after: int, end: Callable[[], None]) -> Iterator[None]:
    """Call `end` at a place that has been passed `after` times."""
    left = [after]

    def passing() -> None:
        left[0] -= 1
        if left[0] == -1:
            end()

    def then(function: Callable[..., Any]) -> Callable[..., Any]:
        def passed(*arguments: Any, **named: Any) -> Any:
            passing()
            return function(*arguments, **named)

        return passed

    class Connection(sqlite3.Connection):
        execute = then(sqlite3.Connection.execute)
        executemany = then(sqlite3.Connection.executemany)

    patches = {
        "rename": mock.patch.object(os, "replace", then(os.replace)),
        "stage": mock.patch.object(Stage, "put", then(Stage.put)),
        "statement": mock.patch.object(
            database.sqlite3, "connect", lambda *given, **named: _connect(*given, factory=Connection, **named)
        ),
    }
    with patches[place]:
        yield


_connect = sqlite3.connect


def crash() -> None:
    raise Crash


def interrupted(build: Callable[[], object], place: str, after: int) -> bool:
    """Let a build end early by an exception; whether it did."""
    try:
        with crashing(place, after, crash):
            build()
    except Crash:
        return True
    return False


def killed(build: Callable[[], object], place: str, after: int) -> bool:
    """Let a build in a process of its own be killed by the system, without a word; whether it was."""

    def work() -> None:
        with crashing(place, after, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            build()

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    return process.exitcode == -signal.SIGKILL
