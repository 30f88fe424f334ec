"""The articles: read those that have changed, and look again at those that change by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from zoneinfo import ZoneInfo

from generator.disk import read_file
from generator.folders import Stamp
from generator.indexes import instant
from generator.kinds import SIDECARS, is_raw, is_sidecar, is_text
from generator.model import Problem
from generator.stock.intake import LATE, Intake, Item, Settings, digest, given_up, take_in, tell
from generator.stock.order import Order, Progress
from generator.stock.survey import Changes, settled, stem
from generator.stock.takeup import TakeUp
from generator.store import Store
from generator.workers import Patience, spread

TIME_LIMIT = 45.0
"""Seconds of processor time after which a process is ended that has not heard that its time is over."""

Files = Mapping[str, Stamp]


def take_up(
    take_up: TakeUp,
    store: Store,
    settings: Settings,
    files: Files,
    differing: Changes,
    whole: bool,
    order: Order,
    progress: Progress,
) -> None:
    """Take up every article that is not as the last build found it.

    `files` are all of the site, or with `whole` false those that were looked for.
    """
    again = store.recall("reading") != settings.digest
    store.note("reading", settings.digest)
    for path in filter(is_article, differing.gone):
        take_up.remove(path)
    touched = {path for path in (*differing.touched, *differing.gone) if _belongs(path)}
    if again:
        touched |= {path for path in (*store.sources.paths(), *files) if is_article(path)} - {*differing.gone}
    families = _families(store, {stem(path) for path in touched}, files, differing, whole)
    _note_orphans(store, families, differing)
    items = list(_items(store, families, {*differing.gone}))
    read: set[str] = set()
    taking = partial(take_in, settings=settings)
    patience = Patience(TIME_LIMIT, given_up, always=not order.lasting)
    with closing(spread(taking, items, order.processes, patience=patience)) as intakes:
        for done, intake in enumerate(intakes):
            progress("Reading", done, len(items))
            _note_files(store, files, intake)
            if intake.input:
                take_up.read(intake)
                read.add(intake.path)
    _note_rest(store, settings, files, touched)
    _look_again(take_up, store, settings, read)


def is_article(path: str) -> bool:
    return path.startswith("content/") and is_text(path)


def _belongs(path: str) -> bool:
    """Whether a file is an article, or may describe one."""
    return is_article(path) or (path.startswith("content/") and is_sidecar(path))


def _families(
    store: Store, stems: set[str], files: Files, differing: Changes, whole: bool
) -> dict[str, list[str]]:
    """The articles and sidecars by what their names have in common."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    if not stems:
        return found
    names: Iterable[str] = files
    if not whole:
        gone = set(differing.gone)
        beside = (path for each in stems for path in store.files.beside(each) if path not in gone)
        names = sorted({*beside, *files})
    for path in names:
        if _belongs(path) and (key := stem(path)) in stems:
            found[key].append(path)
    return found


def undated(store: Store) -> Iterator[str]:
    """What may lie on the disk of articles without a date: a build may have written them one itself."""
    for path in store.sources.provisional():
        key = stem(path)
        yield from (path, f"{key}{SIDECARS[0]}", *store.files.beside(key))


def _items(store: Store, families: Mapping[str, list[str]], gone: set[str]) -> Iterator[Item]:
    """The articles to be read: those that were touched, with those of touched sidecars, and the undated."""
    undated = dict.fromkeys(store.sources.provisional(), "")
    for paths in families.values():
        sidecars = [path for path in paths if is_sidecar(path)]
        for path in filter(is_text, paths):
            sidecar = sidecars[-1] if sidecars and is_raw(path) else ""
            if path not in undated:
                yield Item(path, sidecar, store.sources.input(path) or b"")
            else:
                undated[path] = sidecar
    for path, sidecar in undated.items():
        known = (each for each in reversed(store.files.beside(stem(path))) if each not in gone)
        beside = sidecar or next(filter(is_sidecar, known), "")
        yield Item(path, beside if is_raw(path) else "", b"")


def _note_orphans(store: Store, families: Mapping[str, list[str]], differing: Changes) -> None:
    """An error at every sidecar without a raw text."""
    for path in filter(is_sidecar, differing.gone):
        store.problems.put(f"orphan {path}", ())
    for key, paths in families.items():
        alone = not any(is_raw(path) for path in paths if is_text(path))
        for path in filter(is_sidecar, paths):
            store.problems.put(f"orphan {path}", (_orphan(path, key),) if alone else ())


def _orphan(path: str, key: str) -> Problem:
    message = f"There is no {key.rpartition('/')[2]}.txt that this file describes"
    return Problem(path, 0, 0, "orphan-sidecar", message, "Give both files one name, or remove this one")


def _note_files(store: Store, files: Files, intake: Intake) -> None:
    if not intake.files:  # given up
        store.files.put(intake.path, None, b"")
    for path, found in intake.files:
        if path in files:
            store.files.put(path, None if intake.input == LATE else settled(files[path]), found)


def _note_rest(store: Store, settings: Settings, files: Files, touched: set[str]) -> None:
    """Sidecars that describe nothing, or that another one goes before, are known all the same."""
    for path in touched:
        if is_sidecar(path) and path in files:
            found = digest(read_file(settings.root / path))
            store.files.put(path, settled(files[path]), found)


def _look_again(take_up: TakeUp, store: Store, settings: Settings, read: set[str]) -> None:
    """What has not changed may still be told otherwise: by the clock, or because drafts are shown."""
    moment = settings.moment
    last, now = store.recall("as of"), instant(moment.as_of)
    everything = store.recall("drafts") != moment.drafts
    store.note("drafts", moment.drafts)
    if last is None:
        return
    if not everything:
        again = store.moments.crossed(last, now)
    elif moment.drafts:  # what is published already looks the same, but for what is to come in it
        again = sorted({*store.sources.hidden(), *store.moments.crossed(last, now)})
        again += store.moments.to_come(min(last, now), ("correction", "entry", "end", "update"))
    else:
        again = store.sources.paths()
    zone = ZoneInfo(settings.config.timezone)
    for path in again:
        article = None if path in read else store.sources.article(path, zone)
        if article is not None:
            take_up.told(path, *tell(article, settings))
