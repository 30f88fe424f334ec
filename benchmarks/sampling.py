"""Where a Broadsheet command spends its processor time: `python -m benchmarks.sampling REPORT -- build …`.

The command runs in this process alone, so that it does all its work here. A timer
interrupts it every few milliseconds; the processor time since the last interruption is booked to the
innermost function on the stack whose module belongs to a step. Helpers belong to no step, nor do
libraries: their time is that of the step that calls them.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from benchmarks.fingerprint import REPOSITORY

INTERVAL_SECONDS = 0.002
SHOWN = 25  # functions
OTHER = "other"
START = "start"  # imports
STEPS = {
    "readers": "parse",
    "readers/markdown": "Markdown",
    "articles": "parse",
    "assembly": "parse",
    "characters": "parse",
    "data": "parse",
    "dating": "parse",
    "settings": "parse",
    "stock/intake": "parse",
    "stock": "store",
    "store": "store",
    "conflicts": "store",
    "edition": "store",
    "emission": "store",
    "indexes": "store",
    "manifest": "store",
    "references": "store",
    "stale": "store",
    "inspection": "store",
    "pages": "compose",
    "facts": "compose",
    "interface": "compose",
    "shapes": "compose",
    "structured": "compose",
    "view": "compose",
    "closures": "render",
    "design": "render",
    "templates": "render",
    "assets": "write",
    "journal": "write",
    "output": "write",
    "placing": "write",
    "pictures": "write",
    "build": OTHER,
    "cli": OTHER,
}
"""Modules of the generator by the beginning of their path, and their step; the longest beginning counts."""


def step_of(module: str) -> str | None:
    """Return the step of a module (its path below the package, without `.py`), None for a helper."""
    parts = module.split("/")
    beginnings = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((STEPS[name] for name in beginnings if name in STEPS), None)


class Sampler:
    """Books processor time to steps, and to functions of the generator, while it is on."""

    def __init__(self, package: Path) -> None:
        self._package = f"{package}{os.sep}"
        self._modules: dict[str, str | None] = {}
        self._last = time.process_time()
        self.steps: defaultdict[str, float] = defaultdict(float)
        self.functions: defaultdict[str, float] = defaultdict(float)

    def start(self) -> None:
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL_SECONDS, INTERVAL_SECONDS)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        self._sample(0, None)

    def _sample(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        spent, self._last = now - self._last, now
        step = OTHER
        innermost = True
        for module, function in self._stack(frame):
            if innermost:
                self.functions[f"{module}.{function}"] += spent
                innermost = False
            if (found := START if function == "<module>" else step_of(module)) is not None:
                step = found
                break
        self.steps[step] += spent

    def _stack(self, frame: FrameType | None) -> Iterator[tuple[str, str]]:
        """Yield the functions of the generator on the stack, innermost first, as module and name."""
        while frame is not None:
            code = frame.f_code
            if code.co_filename not in self._modules:
                self._modules[code.co_filename] = self._module(code.co_filename)
            if (module := self._modules[code.co_filename]) is not None:
                yield module, code.co_name
            frame = frame.f_back

    def _module(self, filename: str) -> str | None:
        below = filename.removeprefix(self._package)
        return below.removesuffix(".py") if below != filename and below.endswith(".py") else None


def main() -> None:
    report, arguments = Path(sys.argv[1]), sys.argv[3:]
    if hasattr(os, "fork"):
        del os.fork  # where there is none, nothing is given to other processes
    sampler = Sampler(REPOSITORY / "generator")
    begin = time.perf_counter()
    sampler.start()
    code: object = 0
    try:
        from generator.cli import main as broadsheet

        broadsheet(arguments)
    except SystemExit as ended:
        code = ended.code
    finally:
        sampler.stop()
    _write(report, sampler, time.perf_counter() - begin)
    sys.exit(code)  # type: ignore[arg-type]


def _write(path: Path, sampler: Sampler, wall: float) -> None:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    found: Mapping[str, object] = {
        "wall": round(wall, 3),
        "cpu": round(time.process_time(), 3),
        "elsewhere": round(children.ru_utime + children.ru_stime, 3),
        "steps": _largest(sampler.steps),
        "functions": _largest(sampler.functions),
    }
    path.write_text(json.dumps(found), encoding="utf-8")


def _largest(spent: Mapping[str, float]) -> dict[str, float]:
    ranked = sorted(spent.items(), key=lambda item: item[1], reverse=True)
    return {name: round(seconds, 3) for name, seconds in ranked[:SHOWN]}


if __name__ == "__main__":
    main()
