"""How the last build of an output ended, for those who would publish it. It lies beside the manifest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from generator.disk import write_whole
from generator.manifest import STATE
from generator.model import Record

NAME = "outcome.json"


class Outcome(Record, frozen=True):
    """The end of a build."""

    as_of: dt.datetime  # the time that the files of the output were made for
    published: bool  # whether the files are what that build made; else they are those of an earlier one
    errors: int = 0


def read_outcome(output: Path) -> Outcome | None:
    """None where no build has left word."""
    try:
        return msgspec.json.decode((output / STATE / NAME).read_bytes(), type=Outcome)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def note_outcome(output: Path, new: Outcome, changed: bool) -> None:
    """Leave word, where it is another than before. A build that changes nothing and fails at nothing does not
    make its files any younger, unless they claim to be of a time to come.

    Raises `OSError`.
    """
    known = read_outcome(output)
    same = known and (known.published, known.errors) == (new.published, new.errors)
    if known and same and not changed and known.as_of <= new.as_of:
        return
    if not new.published and known:
        new = msgspec.structs.replace(new, as_of=known.as_of)
    if (output / STATE).is_dir():
        write_whole(output / STATE / NAME, msgspec.json.encode(new))
