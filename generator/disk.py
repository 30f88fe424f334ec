"""The disk: what is there, and putting files there whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.kinds import is_sidecar, is_text
from generator.model import Problem, Record

LARGEST_ARTICLE = 2 * 1024 * 1024  # bytes; a long novel


class Found(Record, frozen=True):
    """One file of the site folder."""

    path: str  # relative to the site folder, with slashes
    size: int  # bytes


class Scan(Record, frozen=True):
    files: tuple[Found, ...]
    problems: tuple[Problem, ...]


def scan(root: Path, folder: str) -> Scan:
    """Every file below a folder of the site, in the order of paths, without hidden and backup files."""
    files: list[Found] = []
    problems: list[Problem] = []
    for path in _walk(root / folder):
        name = path.relative_to(root).as_posix()
        problem = _trouble(path, name, root)
        if problem:
            problems.append(problem)
        else:
            files.append(Found(name, path.stat().st_size))
    return Scan(tuple(files), tuple(problems))


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; links to folders are given as they are, never followed."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "#", "~")) or entry.name.endswith(("~", ".swp", ".tmp", ".bak")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _trouble(path: Path, name: str, root: Path) -> Problem | None:
    """Why a file cannot be a source; None when it can."""
    if path.is_symlink():
        target = Path(os.path.realpath(path))  # unlike `resolve`, calm about a link to itself
        if not target.is_relative_to(root.resolve()):
            return Problem(
                name,
                0,
                0,
                "link-outside-site",
                "This link leads out of the site's folder",
                "Put a copy of the file here in place of the link",
            )
        if target.is_dir():
            return Problem(
                name,
                0,
                0,
                "link-to-folder",
                "This is a link to a folder",
                "Put the folder itself here in place of the link",
            )
    if not path.exists():
        return Problem(
            name,
            0,
            0,
            "broken-link-file",
            "This link leads to a file that is not there",
            "Remove the link, or put the file back",
        )
    if not path.is_file():
        return Problem(name, 0, 0, "not-a-file", "This is neither a file nor a folder", "Remove it")
    if (is_text(name) or is_sidecar(name)) and path.stat().st_size > LARGEST_ARTICLE:
        size, limit = path.stat().st_size // 1_000_000, LARGEST_ARTICLE // 1_000_000
        return Problem(
            name,
            0,
            0,
            "too-large",
            f"An article of {size} MB is larger than the limit of {limit} MB",
            "Split it, or remove what is not text",
        )
    return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.broadsheet")
    temporary.write_bytes(data)
    temporary.replace(path)
