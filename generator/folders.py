"""What lies in the folders of a site, and the stamps by which a change is told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.ground import DEEPEST, LONGEST_NAME, LONGEST_PATH, misfit, size_of
from generator.model import Problem, Record
from generator.visible import is_visible

SETTLED = 2_000_000_000
"""Nanoseconds. The coarsest clock of a file system in use (FAT) counts in steps of two seconds: a file
that is younger when it is looked at may change again without a change of its times."""


class Stamp(NamedTuple):
    """What tells that a file is still the same, without reading it."""

    size: int  # bytes
    mtime: int  # nanoseconds
    ctime: int  # nanoseconds; it moves at every change, also of one that puts the mtime back
    inode: int


class Found(Record, frozen=True):
    """One file of a folder."""

    path: str  # relative to the root, with slashes
    stamp: Stamp


class Scan(Record, frozen=True):
    files: tuple[Found, ...]
    problems: tuple[Problem, ...]


def scan(root: Path, folder: str) -> Scan:
    """Every file below a folder of the site, in the order of paths, without hidden and backup files."""
    files: list[Found] = []
    problems: list[Problem] = []
    for found in _walk(os.path.join(root, folder), folder, os.path.realpath(root)):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    return Scan(tuple(files), tuple(problems))


def look(root: Path, path: str) -> Found | Problem | None:
    """One file of the site by its path, as a scan would give it; None where it would give none."""
    full = os.path.join(root, path)
    if any(map(is_private, path.split("/"))) or is_behind_link(root, path):
        return None
    if not os.path.lexists(full) or (os.path.isdir(full) and not os.path.islink(full)):
        return None
    return too_long(path) or _judge(full, path, os.path.realpath(root), os.path.islink(full))


def is_behind_link(root: Path, path: str) -> bool:
    """Whether a folder above a path, but for the first, is a link: no scan follows one."""
    parts = path.split("/")[:-1]
    return any(root.joinpath(*parts[:depth]).is_symlink() for depth in range(2, len(parts) + 1))


def is_private(name: str) -> bool:
    """Whether a name is that of a hidden file, or of one that an editor keeps beside another."""
    return name.startswith((".", "#", "~")) or name.endswith(("~", ".swp", ".tmp", ".bak"))


def _walk(folder: str, name: str, root: str) -> Iterator[Found | Problem]:
    """Files below a folder; links to folders are given as problems, never followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if is_private(entry.name):
            continue
        path = f"{name}/{entry.name}"
        if problem := too_long(path):
            yield problem
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, path, root)
        else:
            yield _judge(entry.path, path, root, entry.is_symlink())


def _judge(full: str, path: str, root: str, is_link: bool) -> Found | Problem:
    """A file, or why it cannot be a source."""
    if not is_visible(path):
        message = "The name of this file is not UTF-8, or holds a control character"
        return Problem(_shown(path), 0, 0, "bad-name", message, "Give the file another name")
    if is_link:
        target = os.path.realpath(full)  # calm about a link to itself
        if not f"{target}/".startswith(f"{root}/"):
            message = "This link leads out of the site's folder"
            cure = "Put a copy of the file here in place of the link"
            return Problem(path, 0, 0, "link-outside-site", message, cure)
        if os.path.isdir(target):
            cure = "Put the folder itself here in place of the link"
            return Problem(path, 0, 0, "link-to-folder", "This is a link to a folder", cure)
    try:
        found = os.stat(full)
    except OSError:
        message = "This link leads to a file that is not there"
        return Problem(path, 0, 0, "broken-link-file", message, "Remove the link, or put the file back")
    return Found(path, stamp_of(found)) if stat.S_ISREG(found.st_mode) else not_a_file(path)


def not_a_file(path: str) -> Problem:
    return Problem(path, 0, 0, "not-a-file", "This is neither a file nor a folder", "Remove it")


def too_long(path: str) -> Problem | None:
    """The error for a path that does not fit everywhere, at the first folder that is too deep or too long."""
    found = misfit(path)
    if not found:
        return None
    message = f"This lies in more than {DEEPEST} folders, or has a path of over {LONGEST_PATH} bytes"
    if size_of(found.rpartition("/")[2]) > LONGEST_NAME:
        message = f"The name of this is longer than {LONGEST_NAME} bytes"
    cure = "Give it a shorter name, or put it higher up"
    return Problem(_shown(found), 0, 0, "long-path", message, cure)


def _shown(path: str) -> str:
    """A path as a problem can name it."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in shown)


def stamp_of(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
