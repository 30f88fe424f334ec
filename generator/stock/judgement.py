"""Which articles are at odds with others: looked for where a claim, a label, `site.yaml` or the ledger has
changed."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import Config
from generator.indexes import Key
from generator.stock import claims, labels
from generator.stock.takeup import TakeUp
from generator.store import Store


def judge(store: Store, take_up: TakeUp, config: Config, *, everything: bool, told: bool) -> None:
    """Find the conflicts that have come or gone, and take up the articles that this concerns.

    With `told`, the ledger says something else.
    """
    folds = take_up.settle()
    names: set[Key] | None = None
    wanted: Iterable[Key]
    if everything:
        wanted = claims.all_claims(store, config)
    else:
        names = {fold.key[:2] for fold in folds if fold.index == "naming"}
        births = {fold.key[:2] for fold in folds if fold.index == "naming" and 0 in (fold.before, fold.after)}
        wanted = {point.key for point in take_up.points if point.index == "claim"}
        wanted |= {key for list_key in births for key in claims.claims_to(store, config, list_key)}
        if told or take_up.points or take_up.articles:  # who was first may be another one
            names |= labels.at_odds(store)
            wanted |= claims.at_odds(store)
    claims.judge(store, config, wanted)
    labels.judge(store, config, names)
    marked = set(store.sources.faulty())
    faulty = {problem.path for kind in ("claim", "naming") for problem in store.problems.all(kind)}
    faulty |= {path for path in marked if _is_unsound(store, path)}
    for path in marked ^ faulty:
        take_up.judge(path, path in faulty)
    take_up.settle()


def _is_unsound(store: Store, path: str) -> bool:
    kept = store.sources.get(path)
    return bool(kept and kept.emission and not kept.emission.sound)
