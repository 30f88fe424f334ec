"""Taking stock: what has changed since the last build, and which jobs are to be done for it.

The store knows afterwards what the site should be; the jobs that are not fresh are all that its output lacks.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from generator.config import Config
from generator.indexes import instant
from generator.model import Problem, Record
from generator.stock import site
from generator.stock.order import Order, Progress
from generator.stock.survey import SITE, Changes, changes, settled, survey, survey_some
from generator.store import Store


class Stock(Record, frozen=True):
    """What was found."""

    config: Config
    articles: int = 0  # that were read anew, or have gone


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
        from generator.stock.articles import undated

        found = survey_some(order.root, (*order.changed, *undated(store)))
    known = store.files.known() if found.below is None else store.files.known_below(found.below)
    differing = changes(found, known)
    _note_problems(store, found.below, found.problems)

    stamp = found.files.get(SITE)
    config = site.read(store, order.root, order.base_url, stamp and settled(stamp), _all(differing))
    if config is None:
        return None
    if _is_quiet(store, order, config, differing):
        store.note("as of", instant(order.moment.as_of))
        return Stock(config)
    from generator.stock.renewal import renew  # with all that reads articles and knows the kinds of pages

    return Stock(config, renew(store, order, config, found, differing, progress))


def _is_quiet(store: Store, order: Order, config: Config, differing: Changes) -> bool:
    """Whether nothing at all has changed, as at most of the builds that a timer starts."""
    last, now = store.recall("as of"), instant(order.moment.as_of)
    return (
        last is not None
        and not any((differing.touched, differing.gone))
        and store.recall("settings") == site.digest_of(config)
        and store.recall("drafts") == order.moment.drafts
        and not store.moments.passed(last, now)
        and not store.sources.provisional()
    )


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


__all__ = ["Order", "Progress", "Stock", "take_stock"]
