"""Ctrl-C in a preview, which mostly waits, and for that holds locks."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.serve.bell import Bell

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class Interrupt:
    """A handler of the signal that raises `KeyboardInterrupt` in some work alone, and is noted elsewhere.

    Python raises it between any two of its steps: also after a lock is taken and before anybody knows, so
    that what ends then waits for ever. Whoever insists gets the exception wherever it may be.
    """

    def __init__(self, bell: Bell) -> None:
        self.heard = False
        self._bell = bell
        self._opened = False

    def __call__(self, *_: object) -> None:
        insists, self.heard = self.heard, True
        self._bell.ring()
        if self._opened or insists:
            raise KeyboardInterrupt

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Raises `KeyboardInterrupt` in work that may be left anywhere, also for what then fails of it."""
        self._opened = True
        try:
            if self.heard:
                raise KeyboardInterrupt
            yield
        except Exception as error:
            if self.heard:
                raise KeyboardInterrupt from error
            raise
        finally:
            self._opened = False

    def take_over(self) -> None:
        """Be the one that hears of Ctrl-C, unless nobody is to, as shells have it for what goes on behind."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            self._bell.ring_at_signals()
            signal.signal(signal.SIGINT, self)
            sys.unraisablehook = no_news


def no_news(lost: UnraisableHookArgs) -> None:
    """Tell of an exception that Python had to swallow, unless it is an interrupt, which has been noted."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
