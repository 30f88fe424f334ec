"""The output folder: staged, then published by renames.

The folder `.broadsheet/` inside the output holds the manifest (what Broadsheet wrote, with digests)
and, during a build, the staged files. Nothing in it is for publication.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath

from filelock import FileLock

from generator.disk import write_new, write_stream
from generator.manifest import STATE
from generator.model import Record

ABSENT, PRESENT, BLOCKED = 0, 1, 2
"""Nothing is in the place of a file; something is; a file is where one of its folders has to be."""


Stream = Callable[[], Generator[bytes]]
"""Gives a file from its start, a chunk at a time, at each call."""


class Staged(Record, frozen=True, array_like=True):
    """One file on the stage, or found in the output as it is."""

    path: str
    digest: str  # SHA-256, hexadecimal
    changed: bool
    size: int  # bytes
    mtime: int  # nanoseconds; renaming leaves it as it is
    place: int = ABSENT


class Stage:
    """The files of one build on their way into the output folder.

    `put` compares with what is there and lays aside what differs; it may run in any process. Nothing is
    visible until `publish`. As a context manager it holds the output for itself (another build waits) and
    leaves no stage behind. Raises `OSError` when the disk fails.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._root = f"{output}/"
        self._folder = f"{output / STATE / 'stage'}/"
        self._lock = FileLock(output / STATE / "lock")

    def __enter__(self) -> Stage:
        (self.output / STATE).mkdir(parents=True, exist_ok=True)
        self._lock.acquire()  # the kernel lets go of it when the process ends, however it ends
        self._clear()
        os.mkdir(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
        self._lock.release()

    def _clear(self) -> None:
        """Remove the stage, which is empty but where a build was stopped or published nothing."""
        try:
            os.rmdir(self._folder)
        except FileNotFoundError:
            return
        except OSError:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, path: str, data: bytes) -> Staged:
        """Put one file on the stage, unless the same bytes are in the output already."""
        digest = hashlib.sha256(data).hexdigest()
        found, place = self._there(path)
        if found and found.st_size == len(data) and self._holds(path, data):
            return Staged(path, digest, False, len(data), found.st_mtime_ns, PRESENT)
        return Staged(path, digest, True, len(data), write_new(self._place(path), data), place)

    def pour(self, path: str, stream: Stream) -> Staged:
        """`put` for a file that is too large for memory; `stream` gives it from its start at each call."""
        found, place = self._there(path)
        if found and (digest := self._same(path, stream)):
            return Staged(path, digest, False, found.st_size, found.st_mtime_ns, PRESENT)
        sums = hashlib.sha256()
        size, mtime = write_stream(self._place(path), _noted(stream(), sums.update))
        return Staged(path, sums.hexdigest(), True, size, mtime, place)

    def _there(self, path: str) -> tuple[os.stat_result | None, int]:
        """The file that is in the output at a path, if it is one, and whether anything is in the way."""
        try:
            found = os.lstat(self._root + path)
        except FileNotFoundError:
            return None, ABSENT
        except NotADirectoryError:
            return None, BLOCKED
        return found if stat.S_ISREG(found.st_mode) else None, PRESENT

    def _same(self, path: str, stream: Stream) -> str:
        """The digest of a file in the output that holds what a stream gives, else ""."""
        sums = hashlib.sha256()
        with open(self._root + path, "rb") as found, closing(stream()) as chunks:
            for chunk in chunks:
                if found.read(len(chunk)) != chunk:
                    return ""
                sums.update(chunk)
            return "" if found.read(1) else sums.hexdigest()

    def _holds(self, path: str, data: bytes) -> bool:
        with open(self._root + path, "rb") as found:
            return found.read() == data

    def _place(self, path: str) -> str:
        """Where a file waits: one flat folder, for making thousands would cost more than the files."""
        return self._folder + hashlib.blake2b(path.encode(), digest_size=16).hexdigest()

    def publish(self, changed: Sequence[str], gone: Iterable[str]) -> None:
        """Rename staged files into place, in the order in which they are given, then remove what is gone."""
        gone = sorted(gone)
        first = _making_way(changed, gone)
        for path in first:
            self._remove(path)
        folders: set[str] = set()
        for path in changed:
            target = self._root + path
            folder = os.path.dirname(target)
            if folder not in folders:
                os.makedirs(folder, exist_ok=True)
                folders.add(folder)
            os.replace(self._place(path), target)
        for path in sorted(set(gone).difference(first)):
            self._remove(path)

    def _remove(self, path: str) -> None:
        target = self.output / path
        target.unlink(missing_ok=True)
        folder = target.parent
        while folder != self.output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _noted(chunks: Iterator[bytes], note: Callable[[bytes], object]) -> Iterator[bytes]:
    for chunk in chunks:
        note(chunk)
        yield chunk


def _making_way(changed: Iterable[str], gone: Sequence[str]) -> list[str]:
    """The files to remove first: each is where a folder must be, or in a folder where a file must be."""
    if not gone:
        return []
    folders = {str(parent) for path in changed for parent in PurePosixPath(path).parents}
    files = set(changed)
    return [
        path
        for path in gone
        if path in folders or not files.isdisjoint(map(str, PurePosixPath(path).parents))
    ]
