"""Runs a command in a fresh process and measures it: wall time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Sampler


class BuildFailed(RuntimeError):
    """A command ended with another exit code than 0."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds and megabytes of one run. `memory` is the peak of the largest process, `tree` the peak of
    all processes together, sampled ten times a second (shared pages counted once).

    `changed` is the number of files of the output whose bytes are others than before, `touched` the
    number of those whose modification time is; None where there was no output before. `start` is how
    long a server took to serve its first page, None for builds.
    """

    wall: float
    cpu: float
    memory: float
    tree: float
    changed: int | None = None
    touched: int | None = None
    start: float | None = None


def run(command: Sequence[str], folder: Path) -> Measurement:
    """Run a command in a folder. Raises `BuildFailed` with the end of what it printed."""
    with tempfile.TemporaryFile() as printed:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=printed, stderr=printed)
        sampler = Sampler(process.pid)
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
