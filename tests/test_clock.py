"""Bytes depend on the clock only through the moments that `broadsheet due` names.

Random newsrooms are built clean, as though for the first time, at each named moment, in the middle of the
time until the next, and just before that. Between two moments all are alike; at a moment something changes.
`make torture` looks at more of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from incremental.patience import settled_at_once
from newsrooms import NOON, YEAR, newsroom
from scale import scaled
from sites import Site

from generator.due import Due, upcoming
from generator.store.keeping import store_for

NEWSROOMS = range(1000, 1000 + scaled(6, 120))
START = NOON - 2 * YEAR
AFTER_ALL = NOON + 20 * YEAR
INSTANT = dt.timedelta(microseconds=1)
NEARLY_EVERY = 0.9


@dataclass(frozen=True)
class Silent:
    """A moment at which nothing changed."""

    seed: int
    due: Due


@dataclass(frozen=True)
class Measured:
    moments: int
    builds: int
    restless: tuple[str, ...]  # between which moments something changed
    silent: tuple[Silent, ...]


@pytest.fixture(scope="module")
def measured() -> Iterator[Measured]:
    """What came of all newsrooms."""
    with settled_at_once():
        yield measure(tuple(NEWSROOMS))


def measure(seeds: tuple[int, ...]) -> Measured:
    from tempfile import TemporaryDirectory

    lives: list[Measured] = []
    for seed in seeds:
        with TemporaryDirectory() as folder:
            lives.append(live(seed, newsroom(seed, stories=4).write(Path(folder))))
    return Measured(
        sum(each.moments for each in lives),
        sum(each.builds for each in lives),
        tuple(text for each in lives for text in each.restless),
        tuple(silent for each in lives for silent in each.silent),
    )


def live(seed: int, here: Site) -> Measured:
    """Build a newsroom from before its first moment until after its last."""
    dues = named(here, START)
    times = (START, *(due.at for due in dues), AFTER_ALL)
    restless: list[str] = []
    ends: list[tuple[dict[str, bytes], dict[str, bytes]]] = []  # the output after and before each moment
    for start, end in pairwise(times):
        first, middle, last = (built(here, now) for now in (start, start + (end - start) / 2, end - INSTANT))
        restless += [f"newsroom {seed}, {start} to {end}: {path}" for path in differing(first, middle, last)]
        ends.append((first, last))
    silent = [
        Silent(seed, due)
        for due, ((_, before), (after, _)) in zip(dues, pairwise(ends), strict=True)
        if before == after
    ]
    return Measured(len(dues), 3 * len(ends), tuple(restless), tuple(silent))


def named(here: Site, now: dt.datetime) -> list[Due]:
    """All moments after a time."""
    result = here.build(str(now), frozen=True)
    assert result.report.published, result.report.problems
    return store_for(here.root, result.output, lambda store: list(upcoming(store, now, dt.UTC)))


def built(here: Site, now: dt.datetime) -> dict[str, bytes]:
    result = here.build(now.isoformat(), frozen=True, clean=True)
    assert result.report.published, result.report.problems
    return result.files


def differing(*trees: dict[str, bytes]) -> list[str]:
    """The files that are not the same in all."""
    paths = sorted({path for tree in trees for path in tree})
    return [path for path in paths if len({tree.get(path) for tree in trees}) > 1]


@pytest.mark.torture
def test_nothing_changes_between_two_moments(measured: Measured) -> None:
    assert measured.moments > 5 * len(NEWSROOMS)
    assert measured.restless == ()


def test_nearly_every_moment_changes_something(measured: Measured) -> None:
    share = 1 - len(measured.silent) / measured.moments
    print(
        f"{measured.moments} moments, {measured.builds} builds, {share:.1%} of the moments change something"
    )
    assert share >= NEARLY_EVERY, measured.silent
