"""A bell that wakes one thread."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from weakref import finalize

MANY = 4096  # rings that are heard at once


class Bell:
    """Rung by any thread, and by the system when a signal arrives, whatever that interrupts.

    An event of `threading` would not do. It has a lock, which a handler may find taken by the very thread
    that it interrupts; and a signal that comes in the instant before a thread goes to sleep does not wake it.
    """

    def __init__(self) -> None:
        self._ear, self._rope = socket.socketpair()
        self._rope.setblocking(False)
        for end in (self._ear, self._rope):
            finalize(self, end.close)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # it has been rung so often that it will be heard
            self._rope.send(b"\0")

    def ring_at_signals(self) -> None:
        """To be called in the main thread (`signal.set_wakeup_fd`)."""
        signal.set_wakeup_fd(self._rope.fileno(), warn_on_full_buffer=False)

    def wait(self, timeout: float) -> None:
        """Wait at most so many seconds until it has been rung since the last time."""
        self._ear.settimeout(max(0.0, timeout))
        with suppress(TimeoutError, BlockingIOError):
            self._ear.recv(MANY)
