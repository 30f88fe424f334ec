"""How long a process may take over one piece of work, which the kernel keeps count of.

Whatever it is that does not come to an end, a loop in Python, a regular expression or a library in another
language: the kernel ends the process, and its parent learns at which piece it was.
"""

from __future__ import annotations

import signal
import struct
from mmap import mmap
from multiprocessing.process import BaseProcess

_PLACE = struct.Struct("=qq")


class TooSlow(Exception):
    """A piece of work took longer than it may: the number of its batch, and its place there."""

    def __init__(self, batch: int, place: int) -> None:
        super().__init__(f"item {place} of batch {batch} takes too long")
        self.batch = batch
        self.place = place


class Watch:
    """The pieces at which some processes are, in memory that they share with their parent.

    `seconds` of processor time are for each piece, 0 for no limit: what waits for a disk, or is stopped at
    the terminal, is not slow.
    """

    def __init__(self, seconds: float, processes: int) -> None:
        self._seconds = seconds
        self._places = mmap(-1, _PLACE.size * processes)

    def begin(self, process: int, batch: int, place: int) -> None:
        """Start the clock for a piece; called in the process that does it."""
        if self._seconds:
            _PLACE.pack_into(self._places, process * _PLACE.size, batch, place)
            signal.setitimer(signal.ITIMER_PROF, self._seconds)

    def rest(self) -> None:
        """Stop the clock."""
        if self._seconds:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def judge(self, number: int, process: BaseProcess) -> TooSlow | None:
        """Why a process has ended, if it took too long; called in its parent."""
        process.join()
        if not self._seconds or process.exitcode != -signal.SIGPROF:
            return None
        return TooSlow(*_PLACE.unpack_from(self._places, number * _PLACE.size))
