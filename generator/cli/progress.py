"""A progress bar for long work on a terminal; silence in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.stock import Progress

PATIENCE = 0.7  # seconds before a bar is worth its place on the screen


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress]:
    """Gives what a build calls with the name of a step, how many are done, and how many there are."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    with ExitStack() as screen:
        yield _bars(screen)


def _bars(screen: ExitStack) -> Progress:
    """One bar for each step, none for steps that end at once."""
    shows_from = time.monotonic() + PATIENCE
    bars: dict[str, tuple[click._termui_impl.ProgressBar[int], list[int]]] = {}

    def update(step: str, done: int, total: int) -> None:
        if time.monotonic() < shows_from:
            return
        if step not in bars:
            screen.close()
            bar = click.progressbar(length=total, label=step, file=sys.stderr, show_pos=True)
            bars[step] = screen.enter_context(bar), [0]
        bar, shown = bars[step]
        bar.update(done - shown[0])
        shown[0] = done

    return update
