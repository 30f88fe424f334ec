"""When something has changed: what the site should be now, and the jobs that are to be done for it."""

from __future__ import annotations

from generator.config import Config
from generator.indexes import instant
from generator.stock import agenda, articles, front, ledger, looks, media, namesakes, recordings, site
from generator.stock.intake import settings_of
from generator.stock.judgement import judge
from generator.stock.order import Order, Progress
from generator.stock.survey import Changes, Survey
from generator.stock.takeup import TakeUp
from generator.store import Store


def renew(
    store: Store, order: Order, config: Config, found: Survey, differing: Changes, progress: Progress
) -> int:
    """Take up all that differs from the last build; give the number of articles that do."""
    settings = settings_of(order.root, site.as_written(store, config), order.moment)
    take_up = TakeUp(store, first=store.recall("as of") is None)
    points = site.take_up(store, config)
    renewed = bool(points) or take_up.first
    as_of = order.moment.as_of
    points += front.take_up(store, order.root, config, as_of, found.files, differing, renewed)
    points += looks.take_up(store, order.root, config, found.files, differing)
    told = ledger.take_up(store, order.root, found.files, differing)
    points += media.take_up(store, order.root, found.files, differing, order.processes)
    points += recordings.take_up(store, order.root, found.files, differing, order.processes)
    whole = found.below is None
    articles.take_up(take_up, store, settings, found.files, differing, whole, order, progress)
    store.files.forget(differing.gone)
    judge(store, take_up, config, everything=renewed, told=told)
    points += namesakes.judge(store, order.root, differing)
    agenda.plan(store, take_up, config, points, renewed)
    store.note("as of", instant(order.moment.as_of))
    store.note("forwarded", False)  # what has no page any more is to be looked at again
    store.note("settings", site.digest_of(config))
    return len(take_up.articles)
