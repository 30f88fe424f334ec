"""Which jobs there are, and which of them are to be done: births, deaths and what has become stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.config import Config
from generator.indexes import Key
from generator.model import Record
from generator.pages import KINDS, Rows
from generator.reasons import GONE, NEW, Reason
from generator.stale import Point, stale
from generator.stock.takeup import TakeUp
from generator.store import Store
from generator.store import jobs as states


class Group(Record, frozen=True):
    """The jobs that grow from keys which begin alike."""

    kind: int  # a line of `KINDS`
    family: Key  # how the keys begin
    jobs: tuple[Key, ...]


def plan(store: Store, take_up: TakeUp, config: Config, points: list[Point], everything: bool) -> None:
    """Bring the jobs up to date.

    `points` have changed beside what was taken up; `everything` is to be gone through when `site.yaml` has.
    """
    groups = _all_groups(store, config) if everything else _touched(store, config, take_up, points)
    born = [point for group in groups for point in _renew(store, group, take_up.first)]
    if not take_up.first:
        changed = (*take_up.all_points(), *points, *born)
        store.jobs.mark_stale(stale(changed, store.reads.of).items())
    store.note("pages", store.jobs.count(number for number, kind in enumerate(KINDS) if kind.is_page))


def extend(store: Store, config: Config, points: list[Point]) -> None:
    """Bring the jobs up to date with what has changed while others were done."""
    keys = [(point.index, point.key) for point in points]
    born = [point for group in _of(store, config, keys) for point in _renew(store, group, first=False)]
    store.jobs.mark_stale(stale((*points, *born), store.reads.of).items())


def _all_groups(store: Store, config: Config) -> Iterator[Group]:
    for number, kind in enumerate(KINDS):
        rows = store.entries.keys(kind.grows_from) if kind.grows_from else iter(())
        grown = {family: list(found) for family, found in groupby(rows, key=lambda row: row[0][: kind.depth])}
        fixed = {key[: kind.depth] for key in kind.fixed(config)}
        for family in (*grown, *(fixed | store.jobs.families(number)) - grown.keys()):
            yield _group(number, family, grown.get(family, []), config)


def _touched(store: Store, config: Config, take_up: TakeUp, points: Iterable[Point]) -> Iterator[Group]:
    """The groups in which a key has another count, or a single value has come, gone or changed."""
    keys = [(fold.index, fold.key) for fold in take_up.folds]
    keys += ((point.index, point.key) for point in points)
    return _of(store, config, keys)


def _of(store: Store, config: Config, keys: Iterable[tuple[str, Key]]) -> Iterator[Group]:
    """The groups that grow from some keys of indexes."""
    families = {
        (number, key[: kind.depth]): None
        for index, key in keys
        for number, kind in enumerate(KINDS)
        if kind.grows_from == index
    }
    for number, family in families:
        rows = list(store.entries.keys(KINDS[number].grows_from, family))
        yield _group(number, family, rows, config)


def _group(number: int, family: Key, rows: Rows, config: Config) -> Group:
    kind = KINDS[number]
    fixed = (key for key in kind.fixed(config) if key[: kind.depth] == family)
    return Group(number, family, tuple(dict.fromkeys((*(kind.jobs(rows, config) if rows else ()), *fixed))))


def _renew(store: Store, group: Group, first: bool) -> list[Point]:
    """Make the jobs of one group those that it should have; give the places of pages that come or go."""
    url = KINDS[group.kind].url
    there = {} if first else store.jobs.in_family(group.kind, group.family)
    born = [key for key in group.jobs if key not in there]
    back = [key for key in group.jobs if key in there and there[key][1] == states.GONE]
    wanted = frozenset(group.jobs)
    gone = [key for key, (_, state) in there.items() if key not in wanted and state != states.GONE]
    new = [(group.kind, group.family, key, url(key) if url else None) for key in born]
    store.jobs.add(new, Reason(NEW))
    store.jobs.bring_back((there[key][0], Reason(NEW)) for key in back)
    store.jobs.mark_gone((there[key][0], Reason(GONE)) for key in gone)
    return [Point("page", (url(key),)) for key in (*born, *back, *gone)] if url and not first else []
