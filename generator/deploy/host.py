"""A host as a deploy sees it: a few verbs, which each kind of host has in its own file."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from generator.deploy.items import Item
from generator.deploy.record import Deployed
from generator.model import Record


class HostError(OSError):
    """A host that does not do what it should. Its text is a sentence without a final full stop.

    `passing` tells that the same may go well a moment later.
    """

    def __init__(self, message: str, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


BLOCK = 1024 * 1024
"""Bytes that are held in memory of a file at a time."""


class Parcel(Record, frozen=True):
    """A file, ready to travel: what is sent is a file of this machine."""

    item: Item
    file: Path
    size: int  # bytes
    mtime: int  # seconds since 1970
    digest: str  # SHA-256 of its bytes, hexadecimal

    @property
    def path(self) -> str:
        return self.item.path

    @property
    def stamp(self) -> str:
        """What a file system tells of the file once it is there."""
        return stamp(self.size, self.mtime)

    def blocks(self) -> Iterator[bytes]:
        """The bytes, a block at a time.

        Where they are not those that were looked at before, a `HostError` comes after the last block: nobody
        may put a file in place before it has asked for all of them.
        """
        digest = hashlib.sha256()
        for block in blocks_of(self.file):
            digest.update(block)
            yield block
        if digest.hexdigest() != self.digest:
            raise HostError(f"{self.item.source} in the output has changed while it was sent")


def blocks_of(file: Path) -> Iterator[bytes]:
    with file.open("rb", buffering=0) as opened:
        while block := opened.read(BLOCK):
            yield block


def stamp(size: int, mtime: int) -> str:
    return f"{size} {mtime}"


class Host(Protocol):
    """Where a site is deployed to. Paths have slashes and are relative to the root of the site.

    Every method raises `OSError` where the host fails. A file at the host is whole at any time, the old or
    the new. What is not seen until `commit` makes it so is marked by `atomic`.
    """

    atomic: bool
    thorough: bool  # whether looking at every file costs little

    def connect(self) -> None: ...

    def close(self) -> None: ...

    def read(self, name: str) -> bytes | None:
        """A file of Broadsheet's own; None where it is not there."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file of Broadsheet's own in place."""

    def is_empty(self) -> bool:
        """Whether there is nothing but files of Broadsheet's own."""

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        """The stamps of those of some files that are there."""

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        """Make ready for a deploy that leaves all of `there` but `leaving`, and sends `coming`."""

    def stamp(self, parcel: Parcel) -> str:
        """What `look` will tell of a parcel that has arrived."""

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        """Put files in place, in any order; give the path of each when it is there."""

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        """Remove files, in this order, and folders that are left empty; give each path."""

    def commit(self, record: bytes, summary: str) -> None:
        """Show what was sent, together with its record."""

    def roll_back(self, now: int) -> str:
        """Show what was there before; give its name. `HostError` where nothing can be shown."""


def no_way_back(kind: str) -> HostError:
    return HostError(f"a target of the type {kind} keeps no earlier releases to go back to")
