"""Many requests at once, in step with those who take one result after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


async def side_by_side(
    work: Callable[[T], Awaitable[U]], things: Sequence[T], at_once: int
) -> AsyncIterator[U]:
    """Work on things, some at once, and give each result when it is there.

    After a failure nothing new is begun; what is under way is waited for, and then the failure is raised.
    """
    left, under_way, failure = iter(things), set[asyncio.Task[U]](), None
    while True:
        while len(under_way) < at_once and failure is None and (thing := next(left, None)) is not None:
            under_way.add(asyncio.ensure_future(work(thing)))
        if not under_way:
            break
        done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if error := task.exception():
                failure = failure or error
            else:
                yield task.result()
    if failure:
        raise failure


def driven(runner: asyncio.Runner, results: AsyncIterator[T]) -> Iterator[T]:
    """Asynchronous results, one after the other, for those who do not wait by themselves."""
    while True:
        try:
            yield runner.run(_next(results))
        except StopAsyncIteration:
            return


async def _next(results: AsyncIterator[T]) -> T:
    return await results.__anext__()
