"""Where work is done: in this process, or spread over several. One signature for both.

Processes are forked, so that what the function closes over (the indexes, the templates) is there at
once and never copied through a pipe; where the system cannot fork, the work is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]
Prepare = Callable[[], None]

WORTH_A_POOL = 200  # items; fewer are done sooner than processes start
BATCH = 64  # items whose results travel together at most
AHEAD = 4  # batches for each process that may be on their way, or done and not yet taken


def spread(
    function: Work[Item, Result], items: Sequence[Item], processes: int = 0, prepare: Prepare = lambda: None
) -> Generator[Result, None, None]:
    """The result for each item, in order. `processes` is how many to use; 0 means what the work is worth.

    `prepare` runs once in each process other than this one, before its first item: it opens what processes
    cannot share. Results travel between processes and must be plain data.
    Results are made only a little ahead of the one that is taken, so that they do not pile up. Who takes
    no more of them closes the generator, which ends the processes in the midst of their work. Raises
    `ChildProcessError` when the system ends a worker.
    """
    count = processes or (available() if len(items) >= WORTH_A_POOL else 1)
    if count == 1 or not hasattr(os, "fork"):
        return (function(item) for item in items)
    return _in_processes(function, items, count, prepare)


def available() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(
    function: Work[Item, Result], items: Sequence[Item], count: int, prepare: Prepare
) -> Generator[Result, None, None]:
    from generator.team import Team

    size = max(1, min(BATCH, len(items) // (count * AHEAD)))
    batches = range(0, len(items), size)

    def work(number: int) -> list[Result]:
        return [function(item) for item in items[number : number + size]]

    team = Team(work, prepare, count)
    try:
        for number in batches[: count * AHEAD]:
            team.ask(number)
        for done, number in enumerate(batches):
            yield from team.answer(number)
            for more in batches[done + count * AHEAD :][:1]:
                team.ask(more)
    finally:
        team.close()
