"""The journal of a publication: all that is to become of an output, written down before the first rename.

While it lies there, the publication is not at its end, and its files wait on the stage. Whoever comes next
carries it out before anything else, so that a killed build leaves the whole edition, or none of it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.disk import write_whole
from generator.manifest import (
    STATE,
    Head,
    Manifest,
    Owned,
    add_lines,
    read_head,
    read_manifest,
    write_manifest,
)
from generator.model import Record
from generator.placing import bring, waiting

NAME = "journal.json"


class Journal(Record, frozen=True):
    """What is to be done, in this order."""

    head: Head
    changed: tuple[str, ...]  # staged files that are to be put in place
    gone: tuple[str, ...]  # files to be removed
    lines: tuple[tuple[str, Owned | None], ...]  # for the manifest
    anew: bool = False  # the manifest is worth writing as a whole

    @property
    def tells(self) -> bool:
        """Whether it says anything."""
        return bool(self.changed or self.gone)


_DECODER = msgspec.json.Decoder(Journal)


def location(output: Path) -> Path:
    return output / STATE / NAME


def is_unfinished(output: Path) -> bool:
    """Whether a publication is under way, or was when its build was killed."""
    return location(output).exists()


def carry_out(output: Path, journal: Journal) -> int:
    """Publish what a journal says; give the lines added to the manifest, or -1 where it was written anew.

    The journal stays until `forget`. Raises `OSError`, and may then be called again.
    """
    bring(str(output), journal.changed, journal.gone)
    if not journal.anew and read_head(output) == journal.head:
        return add_lines(output, journal.lines)
    files = dict(read_manifest(output).files)
    for path, owned in journal.lines:
        if owned is None:
            files.pop(path, None)
        else:
            files[path] = owned
    write_manifest(output, Manifest(journal.head.kind, journal.head.base_url, files, journal.head.permalink))
    return -1


def write(output: Path, journal: Journal) -> None:
    if journal.tells:
        write_whole(location(output), msgspec.json.encode(journal))


def forget(output: Path) -> None:
    location(output).unlink(missing_ok=True)


def finish(output: Path) -> None:
    """Carry out the journal that a killed build has left. One that cannot be read never began."""
    try:
        journal = _DECODER.decode(location(output).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return
    except (msgspec.DecodeError, UnicodeDecodeError):
        forget(output)
        return
    left = waiting(str(output), journal.changed)
    carry_out(output, msgspec.structs.replace(journal, changed=left))
    forget(output)
