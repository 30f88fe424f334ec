"""Files of the output, made ready to travel: looked at, and compressed where the host wants that."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from generator.deploy.host import Parcel
from generator.deploy.items import Item, is_text
from generator.disk import digest_of, named
from generator.model import Problem
from generator.targets import Objects, Target

_GZIP = 16
"""Makes zlib write the head and end of a gzip file (RFC 1952), with no time in them."""


class Missing(ImportError):
    """A library that a setting needs. Its text is a sentence without a final full stop."""


def compressed(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Bytes in an encoding, the same for the same bytes; as small as it gets, for many will fetch them."""
    step, end = _compressor(encoding)
    for block in blocks:
        yield step(block)
    yield end()


def _compressor(encoding: str) -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """What takes some bytes and gives some, and what gives the last of them."""
    made: Any
    if encoding in ("gz", "gzip"):
        made = zlib.compressobj(9, wbits=zlib.MAX_WBITS | _GZIP)
        return made.compress, made.flush
    if encoding == "br":
        made = library("brotli").Compressor(quality=11)
        return made.process, made.finish
    made = library("zstandard").ZstdCompressor(level=19).compressobj()
    return made.compress, made.flush


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
            digest = digest_of(file)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return _altered(item.source, "is not there any more")
        if digest != item.digest:
            return _altered(item.source, "is not as the build has left it")
        plain = Parcel(item, file, found.st_size, int(found.st_mtime), digest)
        encoding = item.encoding or (self._encoding if is_text(item.path) else "")
        return self._compressed(plain, encoding) if encoding else plain

    def _compressed(self, plain: Parcel, encoding: str) -> Parcel:
        file = self._folder / plain.path
        file.parent.mkdir(parents=True, exist_ok=True)
        with named(file), file.open("wb") as written:
            written.writelines(compressed(plain.blocks(), encoding))
        os.utime(file, (plain.mtime, plain.mtime))  # beside its file it must not look older or newer
        return msgspec.structs.replace(plain, file=file, size=file.stat().st_size, digest=digest_of(file))


def _altered(path: str, what: str) -> Problem:
    cure = "Run `broadsheet build`, which puts it right"
    return Problem(path, 0, 0, "altered-file", f"This file of the output {what}", cure)
