"""The pictures and other files under `content/`."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from generator.folders import Stamp
from generator.kinds import is_sidecar, is_text
from generator.pictures.names import SUFFIXES
from generator.stale import Point
from generator.stock import recordings
from generator.stock.measuring import measure
from generator.stock.survey import Changes, settled
from generator.store import Store
from generator.workers import spread

PICTURE = 20
"""The weight of looking into a picture: it has to be decoded, if only at a small size."""


def take_up(
    store: Store, root: Path, files: Mapping[str, Stamp], differing: Changes, processes: int
) -> list[Point]:
    """Measure the files that are new or changed; give the places of those that are others now."""
    points: list[Point] = []
    touched = [path for path in differing.touched if is_media(path)]
    with closing(spread(partial(measure, root=root), touched, processes, weigh=_weight)) as measured:
        for each in measured:
            store.files.put(each.path, settled(files[each.path]), each.digest)
            store.problems.put(f"media {each.path}", each.problems)
            points += _put(store, each.path, each.file, each.picture, each.table)
    for path in filter(is_media, differing.gone):
        store.problems.put(f"media {path}", ())
        points += _put(store, path)
    return points


def _weight(path: str) -> int:
    """How much work it is to look into a file, if that of reading an article is 1."""
    return PICTURE if posixpath.splitext(path)[1].lower() in SUFFIXES else 1


def is_media(path: str) -> bool:
    kept = is_text(path) or is_sidecar(path) or recordings.belongs(path)
    return path.startswith("content/") and not kept


def _put(
    store: Store,
    path: str,
    file: bytes | None = None,
    picture: bytes | None = None,
    table: bytes | None = None,
) -> list[Point]:
    values = {"file": file, "picture": picture, "table": table}
    changed = [index for index, value in values.items() if store.facts.put((index, (path,)), value)]
    return [Point(index, (path,), cause=path) for index in changed]
