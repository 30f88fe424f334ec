"""Standard output and standard error: a line stays one line, and a stream that takes nothing is told of."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

import click

from generator.visible import visible

_ORDER = re.compile(r"^\s*:(?=:)|#(?=#\w*\[)")
"""How a line begins, or goes on, that a build service takes for an order: `::error::`, `##[group]`."""


def say(line: str = "", err: bool = False, **style: Any) -> None:
    """Print one line, whatever is quoted in it, to standard output or to standard error."""
    hand_over(_ORDER.sub(_escaped, visible(line)), err, **style)


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}"


def hand_over(text: str, err: bool = False, **style: Any) -> None:
    """Print a text as it is.

    Raises `OSError` where standard output fails, once. Where standard error does, there is nobody who could
    be told: the exit code has to say it all.
    """
    try:
        click.echo(click.style(text, **style) if style else text, err=err)
    except OSError as error:
        if err:
            return _silence(sys.stderr)
        if isinstance(error, BrokenPipeError):  # whoever reads our output has seen enough
            raise
        _silence(sys.stdout)
        raise OSError(error.errno, error.strerror, "standard output") from None


@contextmanager
def going_on() -> Iterator[None]:
    """What is done is worth more than what is said of it: where standard output fails, say so, and go on."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"broadsheet: {error.filename}: {error.strerror}. The preview goes on.", err=True)


@contextmanager
def streams() -> Iterator[None]:
    """Streams that are there, to begin with, and at the end nothing in them that Python would fail on."""
    _open_missing()
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                _silence(stream)


def _open_missing() -> None:
    """Where a stream was closed (`2>&-`), what is said there goes nowhere.

    Left closed, its number would be that of the next file: and what a library says, be written into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))


def _silence(stream: TextIO) -> None:
    """What is said from now on goes nowhere, with what the stream still holds."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())
