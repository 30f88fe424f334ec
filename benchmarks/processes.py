"""What Linux tells of a process and its descendants: memory, and processor time (/proc, see proc(5))."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

SAMPLE_SECONDS = 0.1
TICKS = os.sysconf("SC_CLK_TCK")


class Sampler(threading.Thread):
    """Watches the memory of a process and its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, megabytes(tree(self._pid)))

    def stop(self) -> float:
        """Return the peak in megabytes."""
        self._ended.set()
        self.join()
        return self._peak


def tree(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def megabytes(pids: list[int]) -> float:
    """Return the resident memory of one process, or the proportional share of several.

    The share divides pages that forked processes have in common; it costs more to ask for.
    """
    name, field = ("status", "VmRSS:") if len(pids) == 1 else ("smaps_rollup", "Pss:")
    return sum(_field(pid, name, field) for pid in pids) / 1024


def largest(pids: list[int]) -> float:
    """Return the peak in megabytes of the process that ever took most."""
    return max((_field(pid, "status", "VmHWM:") for pid in pids), default=0) / 1024


def seconds(pids: list[int]) -> float:
    """Return the processor time of processes and of the children that they have waited for."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))  # utime, stime, cutime, cstime
    return total / TICKS


def _field(pid: int, name: str, field: str) -> int:
    """Return a number of kilobytes from a file of /proc, 0 when the process has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/{name}").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1])
    return 0
