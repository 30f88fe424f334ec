"""The output folder: files are staged, and wait there for their publication.

The folder `.broadsheet/` inside the output holds the manifest (what Broadsheet wrote, with digests)
and, during a build, the staged files and the journal of their publication. Nothing in it is for publication.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

from filelock import FileLock

from generator import journal
from generator.disk import write_new, write_stream
from generator.manifest import STATE
from generator.model import Record
from generator.placing import stage_of, waiting_place

ABSENT, PRESENT, BLOCKED, FOLDER = range(4)
"""In the place of a file is nothing, or something; a file is where one of its folders has to be; a folder."""


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
    visible until a journal is carried out. As a context manager it holds the output for itself (another build
    waits), brings what a killed build has left to its end, and leaves no stage behind but for a publication
    that has failed half way. Raises `OSError` when the disk fails.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._root = f"{output}/"
        self._folder = stage_of(str(output))
        self._lock = FileLock(output / STATE / "lock")

    def __enter__(self) -> Stage:
        (self.output / STATE).mkdir(parents=True, exist_ok=True)
        self._lock.acquire()  # the kernel lets go of it when the process ends, however it ends
        try:
            journal.finish(self.output)
            self._clear()
            os.mkdir(self._folder)
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if not journal.is_unfinished(self.output):
                self._clear()
        finally:
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
        if stat.S_ISDIR(found.st_mode):
            return None, FOLDER
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
        return waiting_place(self._folder, path)


def finish(output: Path) -> None:
    """Bring a publication to its end whose build was killed; wait for one that is under way.

    To be called by who looks at an output as a whole. Raises `OSError`.
    """
    if journal.is_unfinished(output):
        with Stage(output):
            pass


def _noted(chunks: Iterator[bytes], note: Callable[[bytes], object]) -> Iterator[bytes]:
    for chunk in chunks:
        note(chunk)
        yield chunk
