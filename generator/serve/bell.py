"""A bell that wakes one thread."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue


class Bell:
    """Rung by any thread, and by a handler of a signal, whatever that has interrupted.

    An event of `threading` has a lock, which a handler may find taken by the very thread that it interrupts;
    this kind of queue may be put to in the midst of a `get` (documentation of `queue.SimpleQueue`).
    """

    def __init__(self) -> None:
        self._rings: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        self._rings.put(None)

    def wait(self, timeout: float) -> None:
        """Wait at most so many seconds until it has been rung since the last time."""
        with suppress(Empty):
            self._rings.get(timeout=max(0.0, timeout))
            while True:
                self._rings.get_nowait()
