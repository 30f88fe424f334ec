"""Taking stock: what has changed since the last build, and which jobs are to be done for it.

The store knows afterwards what the site should be; the jobs that are not fresh are all that its output lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from generator.config import Config
from generator.design import Design
from generator.emission import Moment
from generator.indexes import instant
from generator.model import Problem, Record
from generator.stock import agenda, articles, looks, media, site
from generator.stock.intake import settings_of
from generator.stock.judgement import judge
from generator.stock.survey import SITE, Changes, changes, settled, survey, survey_some
from generator.stock.takeup import TakeUp
from generator.store import Store

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how many are done, and how many there are."""


class Order(Record, frozen=True):
    """What is to be looked at, and how."""

    root: Path
    moment: Moment
    base_url: str = ""  # in place of the one in site.yaml
    changed: tuple[str, ...] | None = None  # all else is taken to be as it was
    processes: int = 0


class Stock(Record, frozen=True):
    """What was found."""

    config: Config
    design: Design
    articles: int  # that were read anew, or have gone
    first: bool  # nothing was known before


def take_stock(store: Store, order: Order, progress: Progress = lambda *_: None) -> Stock | None:
    """Bring the store up to date with the sources and the clock; None where `site.yaml` cannot be used.

    Problems are in the store. Raises `OSError` when the disk fails.
    """
    complete = store.recall("complete")
    store.note("complete", False)  # until this one comes to its end, the next has to look at everything
    if not complete:
        order = msgspec.structs.replace(order, changed=None)
    with store.transaction():
        stock = _take_stock(store, order, progress)
        store.note("complete", stock is not None)
    return stock


def _take_stock(store: Store, order: Order, progress: Progress) -> Stock | None:
    first = store.recall("as of") is None
    if first or order.changed is None:
        found = survey(order.root)
    else:
        found = survey_some(order.root, (*order.changed, *articles.undated(store)))
    known = store.files.known() if found.below is None else store.files.known_below(found.below)
    differing = changes(found, known)
    _note_problems(store, found.below, found.problems)

    stamp = found.files.get(SITE)
    config = site.read(store, order.root, order.base_url, stamp and settled(stamp), _all(differing))
    if config is None:
        return None
    settings = settings_of(order.root, config, order.moment)
    take_up = TakeUp(store, first)
    points = site.take_up(store, config)
    renewed = bool(points) or first
    design, changed = looks.take_up(store, order.root, config, found.files, differing)
    points += changed
    points += media.take_up(store, order.root, found.files, differing, order.processes)
    whole = found.below is None
    articles.take_up(take_up, store, settings, found.files, differing, whole, order.processes, progress)
    store.files.forget(differing.gone)
    judge(store, take_up, config, renewed)
    agenda.plan(store, take_up, config, points, renewed)
    store.note("as of", instant(order.moment.as_of))
    return Stock(config, design, len(take_up.articles), first)


def _all(differing: Changes) -> set[str]:
    return {*differing.touched, *differing.gone}


def _note_problems(store: Store, below: Sequence[str] | None, problems: Sequence[Problem]) -> None:
    """What cannot be a source, in place of what could not be one the last time where it was looked for."""
    for owner, _ in list(store.problems.owned("scan")):
        path = owner.removeprefix("scan ")
        if below is None or any(path == each or path.startswith(f"{each}/") for each in below):
            store.problems.put(owner, ())
    for problem in problems:
        store.problems.put(f"scan {problem.path}", (problem,))
