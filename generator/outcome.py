"""How the last build of an output ended, for those who would publish it.

For what moment the files were made lies beside the manifest, and goes where the output goes. That a build
failed after that is noted beside the store: it leaves the output as it was, to the last byte.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.disk import write_whole
from generator.manifest import STATE
from generator.model import Record
from generator.store.keeping import store_path

NAME = "outcome.json"


class Outcome(Record, frozen=True):
    """The end of the build that made what is in an output."""

    as_of: dt.datetime  # the time that it took for now
    errors: int = 0  # in spite of which it went on


def read_outcome(output: Path) -> Outcome | None:
    """None where no build has left word."""
    try:
        return msgspec.json.decode((output / STATE / NAME).read_bytes(), type=Outcome)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def has_failed(root: Path, output: Path) -> bool:
    """Whether the last build of an output published nothing."""
    return _failure(root, output).exists()


def note_failure(root: Path, output: Path) -> None:
    with suppress(OSError):  # where no store can be kept, no word can be
        _failure(root, output).touch()


def note_outcome(root: Path, output: Path, new: Outcome, changed: bool) -> None:
    """Leave word of a build that published, where it is another than before.

    A build that changes nothing does not make the files any younger, unless they claim to be of a time to
    come. Raises `OSError`.
    """
    failure = _failure(root, output)
    if failure.exists():
        failure.unlink()
    known = read_outcome(output)
    if changed or known is None or known.errors != new.errors or known.as_of > new.as_of:
        write_whole(output / STATE / NAME, msgspec.json.encode(new))


def _failure(root: Path, output: Path) -> Path:
    return store_path(root, output).with_suffix(".failed")
