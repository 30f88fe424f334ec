"""Files of the output, made ready to travel: looked at, and compressed where the host wants that."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from generator.deploy.host import Parcel
from generator.deploy.items import Item, is_text
from generator.model import Problem
from generator.targets import Objects, Target

BLOCK = 1024 * 1024


class Missing(ImportError):
    """A library that a setting needs. Its text is a sentence without a final full stop."""


def compress(data: bytes, encoding: str) -> bytes:
    """Bytes in an encoding, the same for the same bytes; as small as it gets, for many will fetch them."""
    if encoding in ("gz", "gzip"):
        return gzip.compress(data, 9, mtime=0)
    if encoding == "br":
        return bytes(library("brotli").compress(data, quality=11))
    return bytes(library("zstandard").ZstdCompressor(level=19).compress(data))


def library(name: str):  # type: ignore[no-untyped-def]
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise Missing(
            f"{name} is not installed, with which this target compresses; `pip install broadsheet[compress]`"
        ) from None


class Packer:
    """Makes parcels. Compressed files are made in `folder`, which is to be empty and lasts as long as they.

    Raises `OSError`, and `Missing` where a library is.
    """

    def __init__(self, output: Path, folder: Path, target: Target) -> None:
        self._output = output
        self._folder = folder
        self._encoding = target.place.compress if isinstance(target.place, Objects) else ""

    def pack(
        self, items: Iterable[Item], done: Callable[[int], None]
    ) -> tuple[dict[str, Parcel], list[Problem]]:
        """The parcels of some items by their paths, and an error for each that is not as it was built."""
        parcels: dict[str, Parcel] = {}
        problems: dict[str, Problem] = {}
        for number, item in enumerate(items, 1):
            packed = self._packed(item)
            if isinstance(packed, Problem):
                problems[packed.path] = packed
            else:
                parcels[packed.path] = packed
            done(number)
        return parcels, list(problems.values())

    def _packed(self, item: Item) -> Parcel | Problem:
        if item.location:  # nothing but its headers travel
            return Parcel(item, self._folder, 0, 0, item.digest)
        file = self._output / item.source
        try:
            found = file.lstat()
            digest = _digest(file)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return _altered(item.source, "is not there any more")
        if digest != item.digest:
            return _altered(item.source, "is not as the build has left it")
        plain = Parcel(item, file, found.st_size, int(found.st_mtime), digest)
        encoding = item.encoding or (self._encoding if is_text(item.path) else "")
        return self._compressed(plain, encoding) if encoding else plain

    def _compressed(self, plain: Parcel, encoding: str) -> Parcel:
        data = compress(plain.file.read_bytes(), encoding)
        file = self._folder / plain.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        os.utime(file, (plain.mtime, plain.mtime))  # beside its file it must not look older or newer
        digest = hashlib.sha256(data).hexdigest()
        return msgspec.structs.replace(plain, file=file, size=len(data), digest=digest)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            yield block


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    for block in _blocks(file):
        digest.update(block)
    return digest.hexdigest()


def _altered(path: str, what: str) -> Problem:
    cure = "Run `broadsheet build`, which puts it right"
    return Problem(path, 0, 0, "altered-file", f"This file of the output {what}", cure)
