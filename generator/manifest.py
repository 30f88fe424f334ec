"""The manifest: what Broadsheet wrote into an output folder. It travels with the output, never published.

One JSON value a line. The first is the head; each other one is a file with its digest, its article, and
by what that is known again, or a path alone where the file is gone; the last line of a path counts. A build
adds lines, so that a correction in a large archive does not write the whole list again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.disk import named, write_whole
from generator.ground import OWN
from generator.model import Record

STATE = OWN
PRODUCTION = "production"
PREVIEW = "preview"  # with drafts, or from the future: never to be published
NAME = "manifest.jsonl"


class Owned(Record, frozen=True):
    """One published file."""

    digest: str  # SHA-256, hexadecimal
    source: str = ""  # the article that it is the page of
    identity: str = ""  # by what that article is known again (see `identity.py`)


class Manifest(Record, frozen=True):
    """What Broadsheet wrote into an output folder."""

    kind: str = PRODUCTION
    base_url: str = ""  # the address that it was built for
    files: dict[str, Owned] = msgspec.field(default_factory=dict)
    permalink: str = ""  # the pattern of its articles


class Head(Record, frozen=True):
    kind: str
    base_url: str
    permalink: str = ""


_HEAD = msgspec.json.Decoder(Head)
_LINE = msgspec.json.Decoder(list[str])


def location(output: Path) -> Path:
    return output / STATE / NAME


def edition(output: Path) -> tuple[int, int, int] | None:
    """What is another one once a build has published; None where there is no manifest."""
    try:
        found = location(output).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def read_head(output: Path) -> Head | None:
    """What the output was built as; None where there is no manifest."""
    try:
        with location(output).open("rb") as lines:
            return _HEAD.decode(lines.readline())
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none that can be read."""
    head = read_head(output)
    if head is None:
        return Manifest()
    files: dict[str, Owned] = {}
    with location(output).open("rb") as lines:
        next(lines)
        for line in lines:
            try:
                path, *owned = _LINE.decode(line)
            except (msgspec.DecodeError, ValueError):  # cut short while it was written
                continue
            if len(owned) in (2, 3):
                files[path] = Owned(*owned)
            else:
                files.pop(path, None)
    return Manifest(head.kind, head.base_url, files, head.permalink)


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write the whole list, in place of what is there."""
    lines = [msgspec.json.encode(Head(manifest.kind, manifest.base_url, manifest.permalink))]
    lines += (_line(path, owned) for path, owned in sorted(manifest.files.items()))
    write_whole(location(output), b"\n".join((*lines, b"")))


def add_lines(output: Path, files: Iterable[tuple[str, Owned | None]]) -> int:
    """Add what has become of some files (None is gone) to a manifest; give the number of lines."""
    lines = [_line(path, owned) for path, owned in files]
    if lines:
        with named(location(output)), location(output).open("r+b") as manifest:
            # A line that an interrupted build has left half written must not swallow the next one.
            manifest.seek(-1, 2)
            start = b"" if manifest.read(1) == b"\n" else b"\n"
            manifest.write(start + b"\n".join((*lines, b"")))
    return len(lines)


def _line(path: str, owned: Owned | None) -> bytes:
    if owned is None:
        return msgspec.json.encode((path,))
    parts = path, owned.digest, owned.source
    return msgspec.json.encode((*parts, owned.identity) if owned.identity else parts)
