"""The seal of a store: what its database was when it was closed, or who has it open."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from generator.disk import write_whole
from generator.model import Record


class Seal(Record, frozen=True):
    """What lies beside the database."""

    process: int = 0  # that has the store open
    size: int = -1  # of the database when it was closed
    mtime: int = -1


def read(database: Path) -> Seal:
    """One that says nothing where there is none."""
    try:
        return msgspec.json.decode(Path(f"{database}.seal").read_bytes(), type=Seal)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Seal()


def write(database: Path, seal: Seal) -> None:
    write_whole(Path(f"{database}.seal"), msgspec.json.encode(seal))


def claim(database: Path) -> None:
    """Note that this process is at work on the store."""
    write(database, Seal(process=os.getpid()))
