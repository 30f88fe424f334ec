"""Paths of the disk, as a person names them, as paths below a folder."""

from __future__ import annotations

import os
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


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))
