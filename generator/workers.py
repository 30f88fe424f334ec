"""Where work is done: in this process, or spread over several. One signature for both.

Processes are forked, so that what the function closes over (the indexes, the templates) is there at
once and never copied through a pipe; where the system cannot fork, the work is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]
Prepare = Callable[[], None]
Weigh = Callable[[Item], int]

WORTH_A_POOL = 200  # the weight of items; fewer are done sooner than processes start
BATCH = 64  # the weight of items whose results travel together at most
AHEAD = 4  # batches for each process that may be on their way, or done and not yet taken


def spread(
    function: Work[Item, Result],
    items: Sequence[Item],
    processes: int = 0,
    prepare: Prepare = lambda: None,
    weigh: Weigh[Item] = lambda _: 1,
) -> Generator[Result, None, None]:
    """The result for each item, in order. `processes` is how many to use; 0 means what the work is worth.

    `weigh` tells how much work an item is, if that of reading or printing one text is 1. `prepare` runs once
    in each process other than this one, before its first item: it opens what processes cannot share. Results
    travel between processes and must be plain data.
    Results are made only a little ahead of the one that is taken, so that they do not pile up. Who takes
    no more of them closes the generator, which ends the processes in the midst of their work. Raises
    `ChildProcessError` when the system ends a worker.
    """
    weights = list(map(weigh, items))
    count = processes or (available() if sum(weights) >= WORTH_A_POOL and len(items) > 1 else 1)
    if count == 1 or not hasattr(os, "fork"):
        return (function(item) for item in items)
    most = max(1, min(BATCH, sum(weights) // (count * AHEAD)))
    return _in_processes(function, list(_batches(items, weights, most)), count, prepare)


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(
    function: Work[Item, Result], batches: Sequence[Sequence[Item]], count: int, prepare: Prepare
) -> Generator[Result, None, None]:
    from generator.team import Team

    def work(number: int) -> list[Result]:
        return [function(item) for item in batches[number]]

    team = Team(work, prepare, count)
    try:
        for number in range(len(batches))[: count * AHEAD]:
            team.ask(number)
        for number in range(len(batches)):
            yield from team.answer(number)
            for more in range(len(batches))[number + count * AHEAD :][:1]:
                team.ask(more)
    finally:
        team.close()


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
