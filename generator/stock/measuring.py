"""Looking into the files beside the articles: what they are, and what pages may know of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.disk import pieces, read_file
from generator.facts import encode
from generator.kinds import TABLES, is_active, suffix
from generator.likeness import is_unfit_for_windows, unfit_for_windows
from generator.model import Problem, Record, Severity
from generator.pictures.names import is_picture
from generator.shapes import MediaFile, PictureFile
from generator.stock.intake import digest
from generator.urls import media_url

LARGE = 80_000_000
"""Bytes of a file that is read as a whole, at most."""
HEAD = 64  # bytes by which a file is known


class Measured(Record, frozen=True, array_like=True):
    """What is known of one file, as encoded facts."""

    path: str
    digest: bytes  # SHA-256
    file: bytes
    picture: bytes | None = None
    table: bytes | None = None
    problems: tuple[Problem, ...] = ()


def measure(path: str, root: Path) -> Measured:
    """Look into one file. Raises `OSError` when the disk cannot be read."""
    if is_active(path):
        return _refuse(path, root / path)
    if (root / path).stat().st_size > LARGE:
        return _measure_large(path, root / path)
    data = read_file(root / path)
    found = digest(data)
    if not is_picture(path, data):
        file = encode(MediaFile(media_url(path), found.hex(), copied=True))
        return Measured(path, found, file, table=_table(path, data), problems=_doubts(path))
    return _measure_picture(path, data, found)


def _refuse(path: str, file: Path) -> Measured:
    """A file that is not published, whatever links to it."""
    sums = hashlib.sha256()
    for piece in pieces(file)():
        sums.update(piece)
    found = sums.digest()
    return Measured(path, found, encode(MediaFile("", found.hex(), copied=False)), problems=(active(path),))


def active(path: str) -> Problem:
    """The warning that a file is not published because of its name."""
    message = "This would run in the browsers of readers, or at the host, so it is not published"
    cure = "Rename it if only its name is so, link to it elsewhere, or put it under static/ if you trust it"
    return Problem(path, 0, 0, "active-file", message, cure, Severity.WARNING)


def _doubts(path: str) -> tuple[Problem, ...]:
    """A warning where the published file would have a name that it cannot have on Windows."""
    unfit = [part for part in path.split("/")[1:] if is_unfit_for_windows(part)]
    return tuple(unfit_for_windows(name, (path, 0, 0), "Give it another name") for name in unfit[:1])


def _measure_large(path: str, file: Path) -> Measured:
    """A file that may not fit into memory: no picture of this size is shown, and no table read."""
    sums, head = hashlib.sha256(), b""
    for piece in pieces(file)():
        head = head or piece[:HEAD]
        sums.update(piece)
    found = sums.digest()
    if not is_picture(path, head):
        file_fact = encode(MediaFile(media_url(path), found.hex(), copied=True))
        return Measured(path, found, file_fact, problems=_doubts(path))
    message = f"The file has more than {LARGE // 1_000_000} MB"
    problem = Problem(path, 0, 0, "picture-too-large", message, "Make it smaller", Severity.WARNING)
    return Measured(path, found, encode(MediaFile("", found.hex(), copied=False)), problems=(problem,))


def _table(path: str, data: bytes) -> bytes | None:
    """What a chart may show. What is wrong with it is said where one does."""
    if suffix(path) not in TABLES:
        return None
    from generator.charts.tables import read_table

    return encode(read_table(data, path))


def _measure_picture(path: str, data: bytes, found: bytes) -> Measured:
    from generator.pictures.inspect import Refused, inspect
    from generator.renditions import whole_format, whole_url

    seen = inspect(data, path)
    if isinstance(seen, Refused):
        problem = Problem(path, 0, 0, seen.rule, seen.message, seen.cure, Severity.WARNING)
        return Measured(path, found, encode(MediaFile("", found.hex(), copied=False)), problems=(problem,))
    url = whole_url(path, whole_format(seen.format, seen.moving, seen.transparent))
    picture = PictureFile(
        url,
        found.hex(),
        seen.width,
        seen.height,
        seen.format,
        seen.moving,
        seen.transparent,
        seen.placeholder,
        seen.caption,
        seen.alt,
        seen.rights,
    )
    problems = tuple(
        Problem(path, 0, 0, each.rule, each.message, each.cure, Severity.WARNING) for each in seen.remarks
    )
    file = encode(MediaFile(url, found.hex(), copied=False))
    return Measured(path, found, file, encode(picture), problems=(*problems, *_doubts(path)))
