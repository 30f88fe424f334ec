"""Which jobs have to be done again, and why: a job is stale exactly when something changed inside an interval
that it read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.emission import Emission
from generator.indexes import TABLE, Key
from generator.model import Record
from generator.reasons import CHANGED, Reason
from generator.rows import JOINT, Read

Entry = tuple[str, Key, str]
"""Index, key and order."""


class Point(Record, frozen=True):
    """One place in the indexes at which something has changed.

    An entry has come or gone, unless `shapes` says what is to be seen otherwise of the source that stays.
    """

    index: str
    key: Key
    order: str = ""
    shapes: frozenset[str] | None = None
    cause: str = ""  # the file that was changed


def touches(point: Point, read: Read) -> bool:
    """Whether a change lies inside of what was read. Both stand under the same key of the same index."""
    inside = read.low <= point.order < read.high
    return inside and (point.shapes is None or read.shape in point.shapes)


def stale(
    points: Iterable[Point], readers: Callable[[str, Key, str], Iterable[tuple[int, Read]]]
) -> dict[int, Reason]:
    """The jobs that changes make stale, each with its first reason.

    `readers` gives the jobs that have read a place of a key, or any part of it, each with what it read there.
    """
    found: dict[int, Reason] = {}
    for point in points:
        for job, read in readers(point.index, point.key, point.order):
            if job not in found and touches(point, read):
                found[job] = Reason(CHANGED, point.index, point.key, point.cause)
    return found


def standing(emission: Emission | None, faulty: bool) -> dict[str, tuple[Key, ...]]:
    """Under which keys an article stands: a faulty one lays its claims and is seen nowhere."""
    if emission is None:
        return {}
    return emission.claims if faulty else {**emission.claims, **emission.entries}


def ordered(keys: dict[str, tuple[Key, ...]], order: str) -> set[Entry]:
    """The entries that have a place in an order."""
    return {
        (index, key[:-1], key[-1]) if TABLE[index].own_order else (index, key, order)
        for index, found in keys.items()
        if TABLE[index].ordered
        for key in found
    }


def counted(keys: dict[str, tuple[Key, ...]]) -> set[tuple[str, Key]]:
    """The keys whose articles are counted."""
    return {
        (index, key[:-1] if TABLE[index].own_order else key)
        for index, found in keys.items()
        if TABLE[index].counted
        for key in found
    }


def entry_points(
    before: set[Entry], after: set[Entry], shapes: frozenset[str], cause: str
) -> Iterator[Point]:
    """What one article changes: entries come and go, and those that stay may show something else."""
    for index, key, order in before ^ after:
        yield Point(index, key, order, None, cause)
    if shapes:
        for index, key, order in before & after:
            yield Point(index, key, order, shapes, cause)


def fold_points(index: str, key: Key, before: int, after: int) -> Iterator[Point]:
    """What a changed count changes: the counts below each beginning of its key, and perhaps the keys."""
    for depth in range(len(key) + 1):
        yield Point(f"{index} count", key[:depth])
        if (before == 0) != (after == 0):
            yield Point(f"{index} key", key[:depth], JOINT.join(key[depth:]))
