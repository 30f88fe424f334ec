"""The disk: reading files, and putting files there whole."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PIECE = 1 << 20  # bytes that are read at once


def open_file(path: str | Path) -> BinaryIO:
    """A file to be read. Raises `OSError` also for what is none.

    Whatever a look has found, a pipe may lie there now, and whoever opens or reads one may wait for ever.
    """
    # The file closes itself, also when Ctrl-C comes in between; a number that is closed twice is an error.
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "This is not a file", str(path))
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


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
