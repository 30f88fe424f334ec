"""Files of a host that is a file system: looking at them, putting them in place whole, removing them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.deploy.host import HostError, Parcel, stamp
from generator.disk import named


def look_at(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The stamps of those of some files that are there; what is there and no file has an empty one."""
    import stat

    start, found = f"{root}/", {}
    for path in paths:
        try:
            there = os.lstat(start + path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        found[path] = stamp(there.st_size, int(there.st_mtime)) if stat.S_ISREG(there.st_mode) else ""
    return found


def place(target: Path, parcel: Parcel) -> None:
    """Put a file in place, with its time, by a rename."""
    write_beside(target, parcel.blocks(), parcel.mtime)


def write_beside(target: Path, blocks: Iterable[bytes], mtime: int | None = None) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, and the disk too if it fails.

    Where giving the blocks fails, the old bytes stay.
    """
    temporary = target.with_name(f".{target.name[:200]}.broadsheet")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with named(target), temporary.open("wb") as file:
            file.writelines(blocks)
        if mtime is not None:
            os.utime(temporary, (mtime, mtime))
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
            raise HostError(f"{target} is in the way, or in a folder that is a file there") from None
        raise


def remove_file(root: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    file = root / path
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:  # something else is in it
            return
        folder = folder.parent
