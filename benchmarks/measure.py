"""Runs a command in a fresh process and measures it: wall time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.1


class BuildFailed(RuntimeError):
    """A command ended with another exit code than 0."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds and megabytes of one run. `memory` is the peak of the largest process, `tree` the peak of
    all processes together, sampled ten times a second (shared pages counted once)."""

    wall: float
    cpu: float
    memory: float
    tree: float


def run(command: Sequence[str], folder: Path) -> Measurement:
    """Run a command in a folder. Raises `BuildFailed` with the end of what it printed."""
    with tempfile.TemporaryFile() as printed:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=printed, stderr=printed)
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = sampler.stop()
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace")[-2000:]
            raise BuildFailed(f"{command[0]} ended with exit code {process.returncode}: {said}")
    memory = usage.ru_maxrss / 1024
    return Measurement(
        wall=round(wall, 3),
        cpu=round(usage.ru_utime + usage.ru_stime, 3),
        memory=round(memory, 1),
        tree=round(max(memory, peak), 1),
    )


class _Sampler(threading.Thread):
    """Watches the memory of a process and its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, _megabytes(_tree(self._pid)))

    def stop(self) -> float:
        """Return the peak in megabytes."""
        self._ended.set()
        self.join()
        return self._peak


def _tree(pid: int) -> list[int]:
    """Return a process and its descendants (Linux: /proc/PID/task/TID/children)."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _megabytes(pids: list[int]) -> float:
    """Return the resident memory of one process, or the proportional share of several.

    The share divides pages that forked processes have in common; it costs more to ask for.
    """
    name, field = ("status", "VmRSS:") if len(pids) == 1 else ("smaps_rollup", "Pss:")
    total = 0
    for pid in pids:
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith(field))
    return total / 1024
