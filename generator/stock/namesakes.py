"""Files beside the articles that would be one file of the output on many disks: `a.pdf` and `A.pdf`.

One of them has the place: one that is in the ledger, else the one to which the oldest article links. No other
is published. Where articles link to one alone, there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.facts import decode, encode
from generator.kinds import accompanied, is_captions, is_transcript
from generator.model import Problem
from generator.renditions import LINKED
from generator.shapes import Beside
from generator.stale import Point
from generator.stock import media, recordings
from generator.stock.measuring import measure
from generator.stock.survey import Changes
from generator.store import Store
from generator.urls import media_url, output_path

KIND = "namesake"
_PUBLISHED = ("picture", "recording", "captions", "transcript")
"""The facts by which pages know that a file is published, beside that of the file."""


def judge(store: Store, root: Path, differing: Changes) -> list[Point]:
    """Find the files that give way to others; give what is told otherwise of files now."""
    groups = store.recall("alike")
    if groups is None or any(map(_is_beside, (*differing.touched, *differing.gone))):
        groups = store.files.alike()
        store.note("alike", groups)
    giving_way = _giving_way(store, groups)
    points: list[Point] = []
    for owner, _ in list(store.problems.owned(KIND)):
        path = owner.removeprefix(f"{KIND} ")
        if path not in giving_way:
            store.problems.put(owner, ())
            points += _bring_back(store, root, path)
    for path, first in giving_way.items():
        store.problems.put(f"{KIND} {path}", (_problem(path, first),))
        points += _hide(store, path)
    return points


def _is_beside(path: str) -> bool:
    return media.is_media(path) or recordings.belongs(path)


def _giving_way(store: Store, groups: Iterable[list[str]]) -> dict[str, str]:
    """The files that are not published, each with the one that has its place."""
    contests = [paths for group in groups if len(paths := _linked(store, group)) > 1]
    since = _since(store, {user for paths in contests for users in paths.values() for user in users})
    found: dict[str, str] = {}
    for paths in contests:
        ranks = {
            path: (not _is_known(store, path), min(map(since.__getitem__, users)), path)
            for path, users in paths.items()
        }
        first, *others = sorted(paths, key=ranks.__getitem__)
        found |= dict.fromkeys(others, first)
    return found


def _linked(store: Store, group: list[str]) -> dict[str, list[str]]:
    """Those of some files that are published by their names, each with the files for whose sake it is."""
    users = {path: [each for each in _with(store, path) if _is_linked(store, each)] for path in group}
    return {path: found for path, found in users.items() if found}


def _with(store: Store, path: str) -> Iterator[str]:
    """A file, and the recordings with which captions or a transcript go."""
    yield path
    for stem in accompanied(path) if is_captions(path) or is_transcript(path) else ():
        value = store.facts.get(("beside", (stem,)))
        beside: Beside = decode("beside", value) if value else Beside()
        yield from beside.recordings


def _is_linked(store: Store, path: str) -> bool:
    return any(key[1] == LINKED for key, _ in store.entries.keys("rendition", (path,)))


def _since(store: Store, paths: set[str]) -> dict[str, str]:
    """Where the oldest article stands that links to each of some files, in the order of time."""
    found: dict[str, str] = {}
    faulty = set(store.sources.faulty()) if paths else set()
    for source, emission in store.sources.emissions() if paths else ():
        for path, use, _ in emission.entries.get("rendition", ()) if source not in faulty else ():
            if use == LINKED and path in paths:
                found[path] = min(found.get(path, emission.order), emission.order)
    return found


def _is_known(store: Store, path: str) -> bool:
    """Whether the ledger knows the address of a file."""
    return bool(store.addresses.at((output_path(media_url(path)),)))


def _hide(store: Store, path: str) -> Iterator[Point]:
    """Let pages see no more of a file than that it is there."""
    value = store.facts.get(("file", (path,)))
    if value is None:
        return
    hidden = msgspec.structs.replace(decode("file", value), url="", copied=False)
    yield from _tell(store, path, {"file": encode(hidden), **dict.fromkeys(_PUBLISHED)})


def _tell(store: Store, path: str, values: Mapping[str, bytes | None]) -> Iterator[Point]:
    for index, value in values.items():
        if store.facts.put((index, (path,)), value):
            yield Point(index, (path,), cause=path)


def _bring_back(store: Store, root: Path, path: str) -> Iterator[Point]:
    """Let pages see a file again, if it is still there."""
    if store.facts.get(("file", (path,))) is None:
        return
    if recordings.belongs(path):
        yield from _tell(store, path, recordings.measure(path, root).facts)
        return
    measured = measure(path, root)
    yield from _tell(store, path, {"file": measured.file, "picture": measured.picture})


def _problem(path: str, first: str) -> Problem:
    message = f"On many disks this would be one file with {first}, which was there first"
    return Problem(path, 0, 0, "same-url", message, "Give one of the two another name; this is not published")
