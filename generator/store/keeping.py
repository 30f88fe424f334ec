"""Where a store is kept, and what is done when it cannot be kept or trusted."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from generator.disk import scratch
from generator.store import Store, open_store, seals, sums
from generator.store.database import (
    DAMAGED,
    Opened,
    Waiting,
    close,
    connect,
    copy,
    discard,
    locked,
    loosened,
    settle,
)
from generator.versions import version

FOLDER = ".broadsheet"
NOT_KEPT = "The store could not be written, so that the next build starts from nothing."

FAULTS_OF_THE_DISK = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_BUSY",
)  # https://sqlite.org/rescode.html

Result = TypeVar("Result")


def store_path(root: Path, output: Path) -> Path:
    """The file of the store that belongs to an output folder."""
    here, there = root.resolve(), output.resolve()
    if there == here / "public":
        return here / FOLDER / "public.sqlite"
    place = there.relative_to(here).as_posix() if there.is_relative_to(here) else there.as_posix()
    return here / FOLDER / f"{there.name}-{hashlib.blake2b(place.encode(), digest_size=4).hexdigest()}.sqlite"


def store_for(
    root: Path,
    output: Path,
    work: Callable[[Store], Result],
    clean: bool = False,
    waiting: Waiting = lambda _: None,
    like: Path | None = None,
) -> Result:
    """Do some work with the store of an output; with a new one where the old one is damaged.

    A new one begins as a copy of the store of the output `like`, where that can be had: it knows the
    articles, and learns from the output what is to be made. Raises `OSError` when the disk fails.
    """
    return _trusting(_with, store_path(root, output), work, clean, waiting, like and store_path(root, like))


class Keeper:
    """Holds the store of one output open from one build to the next, in the thread that builds.

    Between builds it is not locked: other processes may read it, or take it over and leave another one.
    """

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._path: Path | None = None  # of the store that is open
        self._opened: Opened | None = None
        self._inode = 0

    def store_for(
        self,
        root: Path,
        output: Path,
        work: Callable[[Store], Result],
        clean: bool = False,
        waiting: Waiting = lambda _: None,
        like: Path | None = None,
    ) -> Result:
        """See `store_for`."""
        path = store_path(root, output)
        return _trusting(self._with, path, work, clean, waiting, like and store_path(root, like))

    def look(self, work: Callable[[Store], Result]) -> Result | None:
        """Read from the store, also in the midst of a build; None where none is open."""
        if self._opened is None or self._path is None:
            return None
        return work(Store(self._opened, self._path))

    def close(self) -> None:
        self._opened = self._path = None
        with suppress(sqlite3.Error):  # of a store that is damaged, and so of no use to anybody
            self._ends.close()

    def _with(self, path: Path, work: Callable[[Store], Result], clean: bool, waiting: Waiting) -> Result:
        with ExitStack() as lock:
            if _can_be_kept(path):
                lock.enter_context(locked(path, waiting))
            remark = self._open(path, clean)
            assert self._opened is not None and self._path is not None
            try:
                # The tables are new ones each time: what they remember holds for one build.
                return work(_told(Store(self._opened, self._path), remark))
            except (sqlite3.DatabaseError, msgspec.DecodeError):
                self.close()
                raise
            finally:
                if self._opened:
                    settle(self._opened.connection)

    def _open(self, path: Path, clean: bool) -> str:
        """Open the store, unless it is open and still the one that lies there; give what is to be told."""
        if self._opened and not clean and self._path and self._inode == _inode(self._path):
            seals.claim(self._path)
            sums.forget(self._path)  # another process may have left some
            return ""
        self.close()
        remark = ""
        if not _can_be_kept(path):
            path = self._ends.enter_context(scratch()) / path.name
            remark = NOT_KEPT
        if clean:
            discard(path)
        opened = loosened(connect(path, version()), path)
        self._ends.callback(close, opened, path)
        self._opened, self._path, self._inode = opened, path, _inode(path)
        return remark or opened.remark


class _Using(Protocol):
    """Does some work with the store at a path."""

    def __call__(
        self, path: Path, work: Callable[[Store], Result], clean: bool, waiting: Waiting
    ) -> Result: ...


def _trusting(
    using: _Using,
    path: Path,
    work: Callable[[Store], Result],
    clean: bool,
    waiting: Waiting,
    like: Path | None,
) -> Result:
    """Do some work with a store, and once more with a new one where it turns out to be damaged."""
    if like and not clean and _can_be_kept(path):
        copy(like, path)
    try:
        return using(path, work, clean, waiting)
    except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
        if _is_fault_of_the_disk(error):
            raise OSError(f"the store {path} cannot be used: {error}") from error
        discard(path)
        return using(path, lambda store: work(_told(store, DAMAGED)), clean, waiting)


def _with(path: Path, work: Callable[[Store], Result], clean: bool, waiting: Waiting) -> Result:
    if _can_be_kept(path):
        with open_store(path, version(), waiting, clean) as store:
            return _vouched(store, work)
    with scratch() as folder, open_store(folder / path.name, version()) as store:
        return work(_told(store, NOT_KEPT))


def _vouched(store: Store, work: Callable[[Store], Result]) -> Result:
    """Do some work, and see that it was done with a sound store: one that is not may lead to any failure."""
    try:
        result = work(store)
    except OSError:
        raise
    except Exception:
        store.vouch()
        raise
    store.vouch()
    return result


def _can_be_kept(path: Path) -> bool:
    """Whether files can be made in the folder of the store, and the store itself be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    usable = not path.exists() or (path.is_file() and os.access(path, os.W_OK))
    return usable and os.access(path.parent, os.W_OK)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _told(store: Store, remark: str) -> Store:
    store.remark = remark
    return store


def _is_fault_of_the_disk(error: Exception) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(FAULTS_OF_THE_DISK)
