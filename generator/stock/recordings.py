"""Sound and film under `content/`, with the captions and transcripts beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from generator.disk import open_file
from generator.facts import encode
from generator.folders import Stamp
from generator.kinds import accompanied, is_active, is_captions, is_recording, is_transcript
from generator.model import Problem, Record, Severity
from generator.recordings.pieces import CHUNK, Bytes, Unusable, length
from generator.shapes import Beside, MediaFile, RecordingFile
from generator.stale import Point
from generator.stock.measuring import active
from generator.stock.survey import Changes, settled
from generator.store import Store
from generator.urls import media_url
from generator.workers import spread

INDEXES = ("recorded", "recording", "captions", "transcript", "file")
"""What is told of one file; `file` is for links to it."""

LARGEST_TEXT = 4 * 1024 * 1024
"""Bytes of captions or a transcript; those of a day of talk are a tenth of it."""


class Measured(Record, frozen=True, array_like=True):
    """What was read of one file: its digest, the encoded facts by their index, and what is wrong with it."""

    path: str
    digest: bytes
    facts: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def belongs(path: str) -> bool:
    """Whether a file is a recording, or goes with one."""
    return path.startswith("content/") and (is_recording(path) or is_captions(path) or is_transcript(path))


def take_up(
    store: Store, root: Path, files: Mapping[str, Stamp], differing: Changes, processes: int
) -> list[Point]:
    """Read the files that are new or changed; give the places of those that are others now."""
    points: list[Point] = []
    touched = [path for path in differing.touched if belongs(path)]
    for found in spread(partial(measure, root=root), touched, processes):
        store.files.put(found.path, settled(files[found.path]), found.digest)
        store.problems.put(f"recording {found.path}", found.problems)
        points += _put(store, found.path, found.facts)
    gone = [path for path in differing.gone if belongs(path)]
    for path in gone:
        store.problems.put(f"recording {path}", ())
        points += _put(store, path, {})
    points += _beside(store, dict.fromkeys(stem for path in (*touched, *gone) for stem in accompanied(path)))
    return points


def _put(store: Store, path: str, facts: Mapping[str, bytes]) -> Iterator[Point]:
    for index in INDEXES:
        if store.facts.put((index, (path,)), facts.get(index)):
            yield Point(index, (path,), cause=path)


def _beside(store: Store, stems: Iterable[str]) -> Iterator[Point]:
    """What lies beside each other now, for the names of the files that have come or gone."""
    if not (wanted := set(stems)):
        return
    found: dict[str, list[str]] = {stem: [] for stem in wanted}
    for _, (path,) in store.facts.all("recorded"):
        for stem in wanted.intersection(accompanied(path)):
            found[stem].append(path)
    for stem, paths in found.items():
        value = Beside(
            tuple(sorted(filter(is_recording, paths))),
            tuple(sorted(filter(is_captions, paths))),
            tuple(sorted(filter(is_transcript, paths))),
        )
        if store.facts.put(("beside", (stem,)), encode(value) if paths else None):
            yield Point("beside", (stem,), cause=paths[0] if paths else stem)


def measure(path: str, root: Path) -> Measured:
    """Read one file, in whatever process. Raises `OSError` where the disk fails."""
    if is_recording(path) and not is_active(path):
        return _recording(path, root)
    with open_file(root / path) as file:
        data = file.read(LARGEST_TEXT + 1)
    told = {"recorded": hashlib.sha256(data).hexdigest()}
    if is_active(path):
        return _measured(path, told, (active(path),))
    if len(data) > LARGEST_TEXT:
        cure = "Split it, or look whether it is what its name says"
        return _measured(path, told, (_unusable(path, "This text is larger than 4 MB", cure),))
    facts, problems = _text(path, data)
    return _measured(path, {**told, **facts}, problems)


def _recording(path: str, root: Path) -> Measured:
    from generator.recordings.examination import examine

    with open_file(root / path) as file:
        digest = hashlib.sha256()
        while data := file.read(CHUNK):
            digest.update(data)
        told: dict[str, Any] = {"recorded": digest.hexdigest()}
        try:
            found = examine(path, Bytes(file))
        except Unusable as reason:
            cure = "Export it again; the articles are published without it"
            return _measured(path, told, (_unusable(path, f"This recording {reason}", cure),))
    track, size = found.track, length(found.pieces)
    seconds = max(1, round(track.seconds)) if track.seconds > 0 else 0
    told["recording"] = RecordingFile(media_url(path), track.type, size, seconds, track.width, track.height)
    return _measured(path, told)


def _text(path: str, data: bytes) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What captions or a transcript hold."""
    from generator.readers.encoding import decode
    from generator.recordings.transcripts import of_captions, of_text
    from generator.recordings.webvtt import read_captions, write_captions

    text, found = decode(data, path)
    problems = tuple(_as_warning(problem) for problem in found)
    if any(problem.severity is Severity.ERROR for problem in found):
        return {}, problems
    if is_transcript(path):
        return {"transcript": of_text(text)}, problems
    captions = read_captions(path, text)
    problems = (*problems, *captions.problems)
    if not captions.cues:
        return {}, problems
    told = {"captions": write_captions(captions.cues), "transcript": of_captions(captions.cues)}
    return told, problems


def _measured(path: str, facts: Mapping[str, Any], problems: tuple[Problem, ...] = ()) -> Measured:
    digest = facts["recorded"]
    facts = {**facts, "file": MediaFile(media_url(path) if len(facts) > 1 else "", digest, copied=False)}
    return Measured(
        path, bytes.fromhex(digest), {index: encode(value) for index, value in facts.items()}, problems
    )


def _unusable(path: str, message: str, cure: str) -> Problem:
    return Problem(path, 0, 0, "unusable-recording", message, cure, Severity.WARNING)


def _as_warning(problem: Problem) -> Problem:
    """Captions that cannot be read are missed; no article fails for it."""
    if problem.rule == "empty-file":
        cure = "Write what is said into it, or remove the file"
        return _unusable(problem.path, "This text is empty", cure)
    if problem.severity is not Severity.ERROR:
        return problem
    return msgspec.structs.replace(problem, severity=Severity.WARNING)
