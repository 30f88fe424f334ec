"""Where work is done: in this process, or spread over several. One signature for both.

Processes are forked, so that what the function closes over (the indexes, the templates) is there at
once and never copied through a pipe; where the system cannot fork, the work is done here.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]
Prepare = Callable[[], None]
Weigh = Callable[[Item], int]

WORTH_A_POOL = 200  # the weight of items; fewer are done sooner than processes start
BATCH = 64  # the weight of items that travel together at most
AHEAD = 4  # batches for each process that may be on their way, or done and not yet taken


def spread(
    function: Work[Item, Result],
    items: Sequence[Item],
    processes: int = 0,
    prepare: Prepare | None = None,
    weigh: Weigh[Item] = lambda _: 1,
) -> Iterator[Result]:
    """The result for each item, in order. `processes` is how many to use; 0 means what the work is worth.

    `weigh` tells how much work an item is, if that of reading or printing one text is 1. `prepare` runs once
    in each process other than this one, before its first item: it opens what processes cannot share. Items
    and results travel between processes and must be plain data.
    Results are made only a little ahead of the one that is taken, so that they do not pile up. Raises
    `ChildProcessError` when the system ends a worker.
    """
    weights = list(map(weigh, items))
    count = processes or (available() if sum(weights) >= WORTH_A_POOL and len(items) > 1 else 1)
    if count == 1 or not hasattr(os, "fork"):
        return map(function, items)
    most = max(1, min(BATCH, sum(weights) // (count * AHEAD)))
    return _in_processes(function, _batches(items, weights, most), count, prepare)


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(
    function: Work[Item, Result], batches: Iterator[Sequence[Item]], count: int, prepare: Prepare | None
) -> Iterator[Result]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(count, context, _install, (function, prepare)) as pool:
            ahead = deque(pool.submit(_call, batch) for batch in islice(batches, count * AHEAD))
            try:
                while ahead:
                    yield from ahead.popleft().result()
                    ahead.extend(pool.submit(_call, batch) for batch in islice(batches, 1))
            finally:  # when nobody takes the results any more, what has not begun is not done
                pool.shutdown(wait=False, cancel_futures=True)
    except BrokenProcessPool:
        raise ChildProcessError("the system ended a worker process, perhaps for want of memory") from None


def _batches(items: Sequence[Item], weights: Sequence[int], most: int) -> Iterator[Sequence[Item]]:
    """Neighbouring items up to a weight; a heavier one is alone."""
    start = weight = 0
    for number, each in enumerate(weights):
        if number > start and weight + each > most:
            yield items[start:number]
            start, weight = number, 0
        weight += each
    if items:
        yield items[start:]


# A worker process does one kind of work in its life; a closure cannot travel to it through a pipe, so
# it is put here once, when the process is forked.
_installed: list[Callable[[Any], Any]] = []
_unprepared: list[Prepare] = []


def _install(function: Callable[[Any], Any], prepare: Prepare | None) -> None:
    # Memory is shared until someone writes to it, and the collector writes to whatever it looks at.
    gc.freeze()
    _installed[:] = [function]
    _unprepared[:] = [prepare] if prepare else []


def _call(batch: Sequence[Any]) -> list[Any]:
    # Not when the process begins: what is raised there ends it, and nobody learns why.
    for prepare in _unprepared:
        prepare()
    _unprepared.clear()
    return [_installed[0](item) for item in batch]
