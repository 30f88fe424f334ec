"""Where a store is kept, and what is done when it cannot be kept or trusted."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.store import Store, open_store
from generator.store.database import DAMAGED, Waiting, copy, discard
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
    path = store_path(root, output)
    if like and not clean and _can_be_kept(path):
        copy(store_path(root, like), path)
    try:
        return _with(path, work, clean, waiting)
    except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
        if _is_fault_of_the_disk(error):
            raise OSError(f"the store {path} cannot be used: {error}") from error
        discard(path)
        return _with(path, lambda store: work(_told(store, DAMAGED)), clean, waiting)


def _with(path: Path, work: Callable[[Store], Result], clean: bool, waiting: Waiting) -> Result:
    if _can_be_kept(path):
        with open_store(path, version(), waiting, clean) as store:
            return work(store)
    import tempfile

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / path.name, version()) as store:
        return work(_told(store, NOT_KEPT))


def _can_be_kept(path: Path) -> bool:
    """Whether files can be made in the folder of the store, and the store itself be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    usable = not path.exists() or (path.is_file() and os.access(path, os.W_OK))
    return usable and os.access(path.parent, os.W_OK)


def _told(store: Store, remark: str) -> Store:
    store.remark = remark
    return store


def _is_fault_of_the_disk(error: Exception) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(FAULTS_OF_THE_DISK)
