"""Paths of the disk, as a person names them, as paths below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def below(folder: Path, path: Path) -> str | None:
    """A path below a folder, with slashes: "" for the folder itself, None for one outside of it.

    Nothing need be there. As the path is written, or with the links on the way to it followed; it itself
    may be a link of the folder.
    """
    there, here = _plain(path), _plain(folder)
    for inner, outer in ((there, here), (there.parent.resolve() / there.name, here.resolve())):
        if inner.is_relative_to(outer):
            found = inner.relative_to(outer).as_posix()
            return "" if found == "." else found
    return None


def to_look_at(paths: Iterable[str]) -> tuple[str, ...] | None:
    """Paths below the site that a build is to look at; None, which is all, where not each can be told.

    A name that is in no known encoding is found by looking through its folder.
    """
    wanted = tuple(paths)
    unspeakable = any("\ud800" <= char < "\ue000" for path in wanted for char in path)
    return None if unspeakable or "" in wanted else wanted


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))
