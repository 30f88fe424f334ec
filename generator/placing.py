"""From the stage into place: renames and removals, in an order in which no link leads nowhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import PurePosixPath

from generator.manifest import STATE


def stage_of(output: str) -> str:
    """The folder in which files wait: a flat one, for making thousands would cost more than the files."""
    return f"{output}/{STATE}/stage/"


def waiting_place(stage: str, path: str) -> str:
    """Where a file waits on a stage."""
    return stage + hashlib.blake2b(path.encode(), digest_size=16).hexdigest()


def bring(output: str, changed: Sequence[str], gone: Sequence[str]) -> None:
    """Rename staged files into place, in the order in which they are given, then remove what is gone.

    What has been done already, by a build that was killed, stays done. Raises `OSError`.
    """
    stage = stage_of(output)
    first = _making_way(changed, gone)
    for path in first:
        _remove(output, path)
    folders: set[str] = set()
    for path in changed:
        target = f"{output}/{path}"
        folder = os.path.dirname(target)
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)
            folders.add(folder)
        os.replace(waiting_place(stage, path), target)
    for path in sorted(set(gone).difference(first), key=_linking_first):
        _remove(output, path)


def waiting(output: str, changed: Iterable[str]) -> tuple[str, ...]:
    """Those of some files that are still on the stage."""
    stage = stage_of(output)
    return tuple(path for path in changed if os.path.lexists(waiting_place(stage, path)))


def _linking_first(path: str) -> tuple[bool, str]:
    """The order of removals: a page goes before the pictures and style sheets that it shows."""
    return not path.endswith(".html"), path


def _remove(output: str, path: str) -> None:
    """Remove a file, and the folders that are empty without it. What is no file is none of ours."""
    target = f"{output}/{path}"
    if os.path.islink(target) or not os.path.isdir(target):
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(target)
    for parent in list(PurePosixPath(path).parents)[:-1]:
        folder = f"{output}/{parent}"
        if not os.path.isdir(folder) or os.listdir(folder):
            return
        os.rmdir(folder)


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
