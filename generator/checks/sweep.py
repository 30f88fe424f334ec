"""A look at every file of an output: those that are as they were are known, the others are read.

What comes of it is the same as that of a look from nothing, for all that is kept of a file follows from its
bytes, and the texts that are sought in it.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.checks.addresses import Address
from generator.checks.facts import NOTHING, Facts
from generator.checks.looking import KINDS, TEXTS, look
from generator.checks.memory import Memory, Seen
from generator.folders import SETTLED, Stamp, stamp_of
from generator.manifest import STATE
from generator.model import Record
from generator.workers import spread

Progress = Callable[[int, int], None]
"""Told how many files have been read, and of how many."""


class Sweep(Record, frozen=True):
    """Every file in an output, whoever has put it there."""

    files: dict[str, Seen]  # by their paths below it
    sizes: dict[str, int]  # bytes
    read: int = 0  # files that had to be read


class _Task(Record, frozen=True):
    """A file to be read. Where it has the digest of `known`, it is only searched for `more` texts."""

    path: str
    stamp: Stamp
    known: Seen | None
    texts: tuple[str, ...]
    more: tuple[str, ...]


def sweep(
    output: Path, address: Address, texts: Sequence[str], memory: Memory, progress: Progress = lambda *_: None
) -> Sweep:
    """Look at an output, and keep what was seen. `texts` are sought in all files that hold words.

    Raises `OSError` when the disk fails.
    """
    known, stamps = memory.files(), dict(_stamps(output))
    wanted, sought = tuple(sorted(set(texts))), set(memory.texts())
    tasks = list(_tasks(stamps, known, wanted, tuple(text for text in wanted if text not in sought)))
    new: dict[str, Seen] = {}
    work = _Reader(output, address)
    with closing(spread(work.read, tasks)) as results:
        for done, (task, seen) in enumerate(zip(tasks, results, strict=True), 1):
            if seen is not None:
                new[task.path] = seen
            progress(done, len(tasks))
    went = {task.path for task in tasks} - new.keys()  # while this looked
    files = {
        path: new.get(path) or known.get(path) or Seen(stamp, b"", NOTHING)
        for path, stamp in sorted(stamps.items())
        if path not in went
    }
    _keep(memory, known, files, new, wanted)
    held = set(wanted)
    sizes = {path: stamps[path].size for path in files}
    return Sweep({path: _holding(seen, held) for path, seen in files.items()}, sizes, len(tasks))


def _tasks(
    stamps: Mapping[str, Stamp], known: Mapping[str, Seen], texts: tuple[str, ...], more: tuple[str, ...]
) -> Iterator[_Task]:
    """What is to be read: the files that are others than before, and all in which more texts are sought."""
    for path, stamp in stamps.items():
        seen = known.get(path)
        if not path.endswith(KINDS):
            continue  # a film is no smaller for being looked into
        if seen is None or seen.stamp != stamp or (more and path.endswith(TEXTS)):
            yield _Task(path, stamp, seen, texts, more)


def _holding(seen: Seen, texts: set[str]) -> Seen:
    """A file with those of the texts that are sought now."""
    if not seen.said or texts.issuperset(seen.said):
        return seen
    return msgspec.structs.replace(seen, said=tuple(text for text in seen.said if text in texts))


def _keep(
    memory: Memory,
    known: Mapping[str, Seen],
    files: Mapping[str, Seen],
    new: Mapping[str, Seen],
    texts: tuple[str, ...],
) -> None:
    if new or texts != memory.texts() or known.keys() - files.keys():
        with memory.transaction():
            memory.put_files(new.items(), known.keys() - files.keys())
            memory.put_texts(texts)


class _Reader:
    """Reads files, in any process."""

    def __init__(self, output: Path, address: Address) -> None:
        self._output = output
        self._address = address

    def read(self, task: _Task) -> Seen | None:
        """A file as it is now; None where it has gone."""
        try:
            data = (self._output / task.path).read_bytes()
        except FileNotFoundError:
            return None
        digest = hashlib.blake2b(data, digest_size=20).digest()
        same = task.known if task.known and task.known.digest == digest else None
        facts: Facts = same.facts if same else look(task.path, data, self._address)
        said = set(same.said) if same else set()
        texts = task.more if same else task.texts
        if texts and task.path.endswith(TEXTS):
            said |= _said(texts, data.decode("utf-8", "replace"))
        young = max(task.stamp.mtime, task.stamp.ctime) > time.time_ns() - SETTLED
        return Seen(None if young else task.stamp, digest, facts, tuple(sorted(said)))


def _said(texts: tuple[str, ...], content: str) -> set[str]:
    """Those of the texts that stand in another one."""
    # Few files hold any. Where one does, each is looked for by itself: they may overlap.
    return {text for text in texts if text in content} if _any_of(texts).search(content) else set()


@lru_cache(maxsize=4)
def _any_of(texts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _stamps(output: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below an output but those of Broadsheet's own folder in it, in the order of paths."""
    start = f"{output}/"
    folders = [str(output)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in found:
            path = entry.path.removeprefix(start)
            if entry.is_dir(follow_symlinks=False):
                folders += [entry.path] if path != STATE else []
            elif entry.is_file():
                yield path, stamp_of(entry.stat())
