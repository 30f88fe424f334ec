"""The proof of an incremental build: a clean one beside it makes the same files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from generator.build import Request, build
from generator.disk import scratch
from generator.manifest import STATE, read_manifest
from generator.model import Problem, Record, Severity
from generator.stock import Progress
from generator.store.keeping import store_path


class Verification(Record, frozen=True):
    """What the comparison with a clean build has found."""

    files: int  # that a clean build makes
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def verify(request: Request, progress: Progress = lambda *_: None) -> Verification:
    """Build the site of `request` clean, in a folder of its own, and compare the output with that.

    Neither the sources nor the output are written to, but for that folder, which is in the output's
    `.broadsheet/` and is removed. Raises `OSError` when the disk fails.
    """

    def in_second_build(step: str, done: int, total: int) -> None:
        progress(f"Verifying, {step.lower()}", done, total)

    (request.output / STATE).mkdir(parents=True, exist_ok=True)
    with scratch("verify-", request.output / STATE) as folder:
        beside = folder / "site"
        again = msgspec.structs.replace(
            request, output=beside, clean=True, changed=None, frozen=request.frozen or not request.preview
        )
        with _passing_store(request.root, beside):
            report = build(again, in_second_build)
        if not report.published:
            errors = (problem for problem in report.problems if problem.severity is Severity.ERROR)
            return Verification(0, (_unpublished(request.output), *errors))
        files = {path: owned.digest for path, owned in read_manifest(beside).files.items()}
    return Verification(len(files), tuple(sorted(_compare(request.output, files))))


@contextmanager
def _passing_store(root: Path, output: Path) -> Iterator[None]:
    """Leave nothing of the store of an output that is soon gone."""
    database = store_path(root, output)
    try:
        yield
    finally:
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink(missing_ok=True)


def _compare(output: Path, clean: dict[str, str]) -> Iterator[Problem]:
    """The differences of an output from the files of a clean build, which are given with their digests."""
    for path, digest in clean.items():
        found = _digest(output / path)
        if found is None:
            yield _differing(output, path, "missing", "A clean build makes this file, and it is not here")
        elif found != digest:
            yield _differing(output, path, "differs", "This file is not what a clean build makes")
    owned = read_manifest(output).files
    for path in _files(output):
        if path in clean:
            continue
        if path in owned:
            yield _differing(output, path, "surplus", "A clean build does not make this file any more")
        else:
            message = "Broadsheet did not write this file, and leaves it alone"
            cure = "Nothing is wrong if you put it there"
            yield Problem(f"{output.name}/{path}", 0, 0, "foreign-file", message, cure, Severity.NOTE)


def _differing(output: Path, path: str, rule: str, message: str) -> Problem:
    cure = "`broadsheet build --clean` mends it; if nobody has changed the output, please report this"
    return Problem(f"{output.name}/{path}", 0, 0, rule, message, cure)


def _unpublished(output: Path) -> Problem:
    message = "A clean build publishes nothing, so that there is nothing to compare with"
    return Problem(f"{output.name}/", 0, 0, "not-verified", message, "Mend its errors first")


def _digest(path: Path) -> str | None:
    """SHA-256, hexadecimal; None where there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _files(output: Path) -> Iterator[str]:
    """Every file for publication, or what looks like one, by its path below the output."""
    for folder, folders, names in os.walk(output):
        if folder == str(output) and STATE in folders:
            folders.remove(STATE)
        for name in names:
            yield (Path(folder) / name).relative_to(output).as_posix()
