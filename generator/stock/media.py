"""The pictures and other files under `content/`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from generator.disk import Stamp
from generator.facts import encode
from generator.kinds import is_sidecar, is_text
from generator.stale import Point
from generator.stock.intake import measure
from generator.stock.survey import Changes, settled
from generator.store import Store
from generator.workers import spread


def take_up(
    store: Store, root: Path, files: Mapping[str, Stamp], differing: Changes, processes: int
) -> list[Point]:
    """Measure the files that are new or changed; give the places of those that are others now."""
    points: list[Point] = []
    touched = [path for path in differing.touched if is_media(path)]
    with closing(spread(partial(measure, root=root), touched, processes)) as measured:
        for path, digest, picture in measured:
            store.files.put(path, settled(files[path]), digest)
            points += _put(store, path, encode(digest.hex()), picture)
    for path in filter(is_media, differing.gone):
        points += _put(store, path, None, None)
    return points


def is_media(path: str) -> bool:
    return path.startswith("content/") and not is_text(path) and not is_sidecar(path)


def _put(store: Store, path: str, file: bytes | None, picture: bytes | None) -> list[Point]:
    values = {"file": file, "picture": picture}
    changed = [index for index, value in values.items() if store.facts.put((index, (path,)), value)]
    return [Point(index, (path,), cause=path) for index in changed]
