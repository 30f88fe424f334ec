"""Where work is done: in this process, or spread over several. One signature for both.

Processes are forked, so that what the function closes over (the indexes, the templates) is there at
once and never copied through a pipe; where the system cannot fork, the work is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from threading import current_thread, main_thread
from typing import Generic, NamedTuple, TypeVar

from generator.patience import TooSlow

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]
Prepare = Callable[[], None]
Weigh = Callable[[Item], int]


class Patience(NamedTuple, Generic[Item, Result]):
    """How many seconds of processor time an item may take, and what its result is when it takes longer."""

    seconds: float
    late: Work[Item, Result]
    always: bool = True  # also a few items are done by another process, which can be ended


WORTH_A_POOL = 200  # the weight of items; fewer are done sooner than processes start
BATCH = 64  # the weight of items whose results travel together at most
AHEAD = 4  # batches for each process that may be on their way, or done and not yet taken


def spread(
    function: Work[Item, Result],
    items: Sequence[Item],
    processes: int = 0,
    prepare: Prepare = lambda: None,
    weigh: Weigh[Item] = lambda _: 1,
    patience: Patience[Item, Result] | None = None,
) -> Generator[Result, None, None]:
    """The result for each item, in order. `processes` is how many to use; 0 means what the work is worth.

    `weigh` tells how much work an item is, if that of reading or printing one text is 1. `prepare` runs once
    in each process other than this one, before its first item: it opens what processes cannot share. Results
    travel between processes and must be plain data. With `patience` even a single item may be done by another
    process; but not in a thread, for a process that is forked has no others. Results are made only a little
    ahead of the one that is taken, so that they do not pile up. Who takes no more of them closes the
    generator, which ends the processes in the midst of their work. Raises `ChildProcessError` when the system
    ends a worker.
    """
    weights = list(map(weigh, items))
    count = processes or (available() if sum(weights) >= WORTH_A_POOL and len(items) > 1 else 1)
    apart = patience is not None and patience.always and current_thread() is main_thread()
    if not items or (count == 1 and not apart) or not hasattr(os, "fork"):
        return (function(item) for item in items)
    most = max(1, min(BATCH, sum(weights) // (count * AHEAD)))
    if patience is None:
        return _in_processes(function, list(_batches(items, weights, most)), count, prepare)
    return _with_patience(function, items, weights, most, count, prepare, patience)


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _with_patience(
    function: Work[Item, Result],
    items: Sequence[Item],
    weights: Sequence[int],
    most: int,
    count: int,
    prepare: Prepare,
    patience: Patience[Item, Result],
) -> Generator[Result, None, None]:
    """Whenever an item takes too long, other processes go on behind the last result that was taken."""
    late: set[int] = set()
    done = 0

    def work(number: int) -> Result:
        return (patience.late if number in late else function)(items[number])

    while done < len(items):
        batches = list(_batches(range(done, len(items)), weights[done:], most))
        try:
            with closing(_in_processes(work, batches, count, prepare, patience.seconds)) as results:
                for result in results:
                    done += 1
                    yield result
        except TooSlow as slow:
            late.add(batches[slow.batch][slow.place])


def _in_processes(
    function: Work[Item, Result],
    batches: Sequence[Sequence[Item]],
    count: int,
    prepare: Prepare,
    seconds: float = 0,
) -> Generator[Result, None, None]:
    from generator.team import Team

    team = Team(lambda number: map(function, batches[number]), prepare, count, seconds)
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
