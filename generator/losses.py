"""What a build may not do to the output: lose what is published, or overwrite what is not its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.manifest import PRODUCTION, read_head, read_manifest
from generator.model import Problem
from generator.output import BLOCKED, FOLDER, Stage, Staged
from generator.press import Printed
from generator.store import Store


def losses(store: Store, vanishing: Mapping[str, str]) -> dict[str, str]:
    """Published pages that would go because their article is faulty: not removed, and not withheld."""
    bad = bad_sources(store)
    return {path: source for path, source in vanishing.items() if source in bad}


def bad_sources(store: Store) -> frozenset[str]:
    """The articles that are there, and cannot be published for their errors."""
    scanned = (problem.path for problem in store.problems.all("scan"))
    return frozenset((*store.sources.unreadable(), *store.sources.faulty(), *scanned))


def vanished(losses: dict[str, str]) -> Iterator[Problem]:
    """An error for every page that would be lost."""
    for path, source in losses.items():
        yield would_vanish(path, source)


def would_vanish(path: str, source: str) -> Problem:
    """The error for one page of a faulty article."""
    address = path.removesuffix("index.html")
    message = f"Without what has errors, /{address} would vanish from the site"
    cure = "Mend the errors first; nothing has been published"
    return Problem(source, 0, 0, "would-vanish", message, cure)


def in_the_way(store: Store, stage: Stage, printed: Iterable[Printed], kind: str) -> Iterator[Problem]:
    """An error for what may not be overwritten: the published site by a preview, files of somebody else's."""
    head = read_head(stage.output)
    if kind != PRODUCTION and head and head.kind == PRODUCTION and read_manifest(stage.output).files:
        message = "This folder holds the site as it is published, and a preview may show what is not public"
        yield Problem(str(stage.output), 0, 0, "published-site", message, "Choose another --output")
    for each in printed:
        for file in each.staged:
            if file.place and not _is_ours(store, stage.output, file):
                place = f"{stage.output.name}/{file.path}"
                message = "Something is in the way here that Broadsheet did not write"
                cure = "Move it elsewhere, or choose another --output"
                yield Problem(place, 0, 0, "foreign-file", message, cure)


def _is_ours(store: Store, output: Path, file: Staged) -> bool:
    """Whether what is where a file, or a folder for it, should be was written by a build."""
    if file.place == BLOCKED:
        parents = (parent.as_posix() for parent in PurePosixPath(file.path).parents)
        return any(store.outputs.get(parent) for parent in parents)
    if file.place == FOLDER:
        return _holds_only_ours(store, output, file.path)
    return store.outputs.get(file.path) is not None


def _holds_only_ours(store: Store, output: Path, folder: str) -> bool:
    """Whether a folder will be gone when the files of builds in it are."""
    lying = [
        Path(place, name).relative_to(output).as_posix()
        for place, _, names in os.walk(output / folder)
        for name in names
    ]
    return bool(lying) and all(store.outputs.get(path) for path in lying)
