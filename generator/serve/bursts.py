"""Changes that come together, gathered into bursts: as late as is safe, and as early as is right."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from generator.model import Record

MANY = 1000  # changes at once, among which the system may have dropped some
FEW = 3  # files that one person saves at once

QUIET = 0.015  # seconds without a change that end a burst of a few files
STORM = 0.12  # and of many, as they come of a version control system or a copy
WRITING = 0.08  # and where a file was written to and not yet closed
LONGEST = 1.0  # seconds that the first change waits, whatever comes after it
RECENT = 0.5  # seconds for which a change counts to the next burst, too


class Burst(Record, frozen=True):
    """Paths below the site that have changed together, and whether there may be others."""

    paths: frozenset[str] = frozenset()
    whole: bool = True  # every change is known

    def __or__(self, other: Burst) -> Burst:
        return Burst(self.paths | other.paths, self.whole and other.whole)

    def __bool__(self) -> bool:
        return bool(self.paths) or not self.whole


class Bursts:
    """Changes on their way from the threads that see them to the one that builds."""

    def __init__(self, ring: Callable[[], None] = lambda: None) -> None:
        self._ring = ring  # called at every change
        self._changed = threading.Condition()
        self._paths: set[str] = set()
        self._whole = True
        self._open: set[str] = set()  # files that somebody writes to
        self._recent: dict[str, float] = {}  # the times of changes
        self._first = self._last = 0.0

    def put(self, path: str, whole: bool = True, writing: bool = False) -> None:
        """Something has changed at a path below the site; `""` stands for anywhere.

        Not `whole` when more may have changed than is told, `writing` when more is to come.
        """
        now = time.monotonic()
        with self._changed:
            self._first = self._first if self else now
            self._last = self._recent[path] = now
            self._whole = self._whole and whole
            self._paths.add(path)
            (self._open.add if writing else self._open.discard)(path)
            self._changed.notify_all()
        self._ring()

    def __bool__(self) -> bool:
        return bool(self._paths)

    def take(self) -> Burst:
        """The burst that has begun, as soon as it has ended."""
        with self._changed:
            while (left := self._ends() - time.monotonic()) > 0:
                self._changed.wait(left)
            burst = Burst(frozenset(self._paths), self._whole and len(self._paths) < MANY)
            self._paths.clear()
            self._open.clear()
            self._whole = True
        return burst

    def _ends(self) -> float:
        """The time at which the burst ends, if nothing else changes."""
        self._recent = {path: at for path, at in self._recent.items() if at > self._last - RECENT}
        quiet = STORM if len(self._recent) > FEW else WRITING if self._open else QUIET
        return min(self._last + quiet, self._first + LONGEST)
