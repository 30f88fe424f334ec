"""The disk: what is there, and putting files there whole."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator.ground import DEEPEST, LONGEST_NAME, LONGEST_PATH, misfit, size_of
from generator.model import Problem, Record
from generator.visible import is_visible

SETTLED = 2_000_000_000
"""Nanoseconds. The coarsest clock of a file system in use (FAT) counts in steps of two seconds: a file
that is younger when it is looked at may change again without a change of its times."""


PIECE = 1 << 20  # bytes that are read at once


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


def open_file(path: str | Path) -> BinaryIO:
    """A file to be read. Raises `OSError` also for what is none.

    Whatever a look has found, a pipe may lie there now, and whoever opens or reads one may wait for ever.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "This is not a file", str(path))
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def read_file(path: str | Path) -> bytes:
    """The bytes of a file. Raises `OSError` as `open_file` does."""
    with open_file(path) as file:
        return file.read()


def pieces(path: str | Path) -> Callable[[], Generator[bytes, None, None]]:
    """Gives a file from its start at each call, a piece at a time: it may be larger than memory."""

    def stream() -> Generator[bytes, None, None]:
        with open_file(path) as file:
            while piece := file.read(PIECE):
                yield piece

    return stream


def digest_of(path: str | Path) -> str:
    """SHA-256 of the bytes of a file, hexadecimal. Raises `OSError` as `open_file` does."""
    digest = hashlib.sha256()
    for piece in pieces(path)():
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def named(path: str | Path) -> Iterator[None]:
    """Have every error of the disk name a file: one that comes of writing does not say where."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:
            error.filename = str(path)
        raise


def write_whole(path: Path, data: bytes, precious: bool = False) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, never a part.

    Several processes may write the same file at once; the last one counts. What is `precious`, for nobody
    could make it again, is on the disk before it takes the place of the old file, should the power fail.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.broadsheet")
    try:
        with named(path), temporary.open("wb") as file:
            file.write(data)
            if precious:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def scratch(prefix: str = "broadsheet-", folder: Path | None = None) -> Iterator[Path]:
    """A folder for a while. Where the disk does not let it be removed, it stays, and nobody hears of it."""
    import shutil
    import tempfile

    made = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_new(path: str, data: bytes) -> int:
    """Write a file that nobody else knows; give its time of modification in nanoseconds."""
    # Without the buffers of `open`, which cost as much as the writing.
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with named(path):
            left = memoryview(data)
            while left:
                left = left[os.write(number, left) :]
            return os.fstat(number).st_mtime_ns
    finally:
        os.close(number)


def write_stream(path: str, chunks: Iterable[bytes]) -> tuple[int, int]:
    """`write_new` for what comes a chunk at a time; give its size, and its time of modification."""
    with named(path), open(path, "wb", buffering=0) as file:
        for chunk in chunks:
            left = memoryview(chunk)
            while left:
                left = left[file.write(left) :]
        found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns
