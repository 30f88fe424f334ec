"""Which jobs there are, and which of them are to be done: births, deaths and what has become stale."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import Config
from generator.indexes import Key
from generator.pages import KINDS, Kind, Rows
from generator.stale import ALL, GONE, NEW, Point, Reason, stale
from generator.stock.takeup import TakeUp
from generator.store import Store
from generator.store import jobs as states

Group = tuple[int, Key]
"""A line of `KINDS`, and how the keys of its group begin."""


def plan(store: Store, take_up: TakeUp, config: Config, points: list[Point], everything: bool) -> None:
    """Bring the jobs up to date. `points` have changed beside what was taken up; `everything`: `site.yaml` too."""
    groups = _all_groups(store, config) if everything else _touched(take_up, points)
    born = [point for group in groups for point in _renew(store, config, *group)]
    if not take_up.first:
        changed = (*take_up.all_points(), *points, *born)
        store.jobs.mark_stale(stale(changed, store.reads.of).items())


def _all_groups(store: Store, config: Config) -> list[Group]:
    found: dict[Group, None] = {}
    for number, kind in enumerate(KINDS):
        keys = (key for key, _ in store.entries.keys(kind.grows_from)) if kind.grows_from else ()
        for key in (*keys, *kind.fixed(config), *store.jobs.families(number)):
            found[number, key[: kind.depth]] = None
    return list(found)


def _touched(take_up: TakeUp, points: Iterable[Point]) -> list[Group]:
    """The groups in which a key has another count, or a single value has come, gone or changed."""
    keys = [(fold.index, fold.key) for fold in take_up.folds]
    keys += ((point.index, point.key) for point in points)
    found = {
        (number, key[: kind.depth]): None
        for index, key in keys
        for number, kind in enumerate(KINDS)
        if kind.grows_from == index
    }
    return list(found)


def _renew(store: Store, config: Config, number: int, family: Key) -> list[Point]:
    """Make the jobs of one group those that it should have; give the places of pages that come or go."""
    kind = KINDS[number]
    wanted = _jobs(kind, family, config, store)
    there = store.jobs.in_family(number, family)
    born = [key for key in wanted if key not in there]
    back = [key for key in wanted if key in there and there[key][1] == states.GONE]
    gone = [key for key, (_, state) in there.items() if key not in wanted and state != states.GONE]
    store.jobs.add([(number, family, key, kind.url(key) if kind.url else None) for key in born], Reason(NEW))
    store.jobs.bring_back((there[key][0], Reason(NEW)) for key in back)
    store.jobs.mark_gone((there[key][0], Reason(GONE)) for key in gone)
    return [Point("page", (kind.url(key),)) for key in (*born, *back, *gone) if kind.url]


def _jobs(kind: Kind, family: Key, config: Config, store: Store) -> dict[Key, None]:
    rows: Rows = list(store.entries.keys(kind.grows_from, family)) if kind.grows_from else []
    fixed = [key for key in kind.fixed(config) if key[: kind.depth] == family]
    return dict.fromkeys((*(kind.jobs(rows, config) if rows else ()), *fixed))


def all_stale(store: Store) -> None:
    """Let every job be done again."""
    store.jobs.mark_all(Reason(ALL))
