"""The front pages that editors steer: `front.yaml`, and `front.uk.yaml` for the edition `uk`.

Each is read when it has changed; what of it holds at this moment is told to the pages by every build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator import front
from generator.config import Config
from generator.disk import read_file
from generator.facts import Fact, encode
from generator.folders import Stamp
from generator.front import Front
from generator.indexes import instant
from generator.model import Problem
from generator.stale import Point
from generator.stock.intake import digest
from generator.stock.survey import Changes, front_edition, settled
from generator.store import Store

INDEX = "front"


def take_up(
    store: Store,
    root: Path,
    config: Config,
    as_of: dt.datetime,
    files: Mapping[str, Stamp],
    differing: Changes,
    again: bool,
) -> list[Point]:
    """Tell the front pages what holds now; give those that are others. `again` reads all files anew."""
    kept = msgspec.convert(store.recall("fronts") or {}, dict[str, Front])
    editions = {each.slug for each in config.editions}
    for path in differing.gone:
        if front_edition(path) is not None:
            kept.pop(path, None)
            store.problems.put(f"front {path}", ())
            store.files.forget([path])
    known = _paths(store) if again else []
    for path in sorted({*differing.touched, *known}):
        edition = front_edition(path)
        if edition is None or not (root / path).is_file():
            continue
        data = read_file(root / path)
        if path in files:
            store.files.put(path, settled(files[path]), digest(data))
        read, problems = _read(path, edition, data, editions, config)
        store.problems.put(f"front {path}", problems)
        kept.pop(path, None)
        if read:
            kept[path] = read
    store.note("fronts", msgspec.to_builtins(kept))
    moments = (moment for each in kept.values() for moment in front.moments(each))
    store.moments.renew_fronts((instant(at), why) for at, why in moments)
    return _tell(store, kept, as_of)


def _paths(store: Store) -> list[str]:
    return [path for path, _ in store.files.below(INDEX) if front_edition(path) is not None]


def _read(
    path: str, edition: str, data: bytes, editions: set[str], config: Config
) -> tuple[Front | None, tuple[Problem, ...]]:
    from generator.settings.front import load_front

    if edition not in editions:
        message = f"`{edition}` is no language edition of this site"
        cure = "Add it under `languages:` in site.yaml, or give the file the name front.yaml"
        return None, (Problem(path, 0, 0, "unknown-edition", message, cure),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None, (Problem(path, 0, 0, "encoding", "This file is not UTF-8", "Save it again as UTF-8"),)
    return load_front(path, text, ZoneInfo(config.timezone))


def _tell(store: Store, fronts: Mapping[str, Front], as_of: dt.datetime) -> list[Point]:
    wanted: dict[Fact, bytes] = {
        (INDEX, (front_edition(path) or "",)): encode(front.at(each, as_of)) for path, each in fronts.items()
    }
    changed = [fact for fact in {*store.facts.all(INDEX), *wanted} if store.facts.put(fact, wanted.get(fact))]
    return [Point(index, key, cause=_file(key[0])) for index, key in changed]


def _file(edition: str) -> str:
    return f"front.{edition}.yaml" if edition else "front.yaml"
