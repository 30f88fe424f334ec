"""Where work is done: in this process, or spread over several. One signature for both.

Processes are forked, so that what the function closes over (the indexes, the templates) is there at
once and never copied through a pipe; where the system cannot fork, the work is done here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]

WORTH_A_POOL = 200  # items; fewer are done sooner than processes start


def spread(function: Work[Item, Result], items: Sequence[Item], processes: int = 0) -> Iterator[Result]:
    """The result for each item, in order. `processes` is how many to use; 0 means what the work is worth.

    Items and results travel between processes and must be plain data. Raises `ChildProcessError` when
    the system ends a worker.
    """
    count = processes or (available() if len(items) >= WORTH_A_POOL else 1)
    if count == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return map(function, items)
    return _in_processes(function, items, count)


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(function: Work[Item, Result], items: Sequence[Item], count: int) -> Iterator[Result]:
    context = multiprocessing.get_context("fork")
    chunk = max(1, min(64, len(items) // (count * 4)))
    try:
        with ProcessPoolExecutor(count, context, _install, (function,)) as pool:
            yield from pool.map(_call, items, chunksize=chunk)
    except BrokenProcessPool:
        raise ChildProcessError("the system ended a worker process, perhaps for want of memory") from None


# A worker process does one kind of work in its life; a closure cannot travel to it through a pipe, so
# it is put here once, when the process is forked.
_installed: list[Callable[[Any], Any]] = []


def _install(function: Callable[[Any], Any]) -> None:
    _installed[:] = [function]


def _call(item: Any) -> Any:
    return _installed[0](item)
