"""From printed jobs to the published site: what may not be overwritten or lost, and the publishing itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.manifest import (
    PRODUCTION,
    UNSETTLED,
    Head,
    Manifest,
    Owned,
    add_lines,
    location,
    read_head,
    read_manifest,
    write_manifest,
)
from generator.model import Problem, Record
from generator.output import BLOCKED, PRESENT, Stage
from generator.press import Printed
from generator.stale import TOUCHED, Reason
from generator.store import Store
from generator.store.outputs import ORPHAN, Output

INTERRUPTED = "The last build was interrupted while it published; this one has finished its work."
BLOAT = 1000  # lines that may be added to a manifest before it is worth writing it anew


class Edition(Record, frozen=True):
    """What is to be published."""

    printed: tuple[Printed, ...]
    vanishing: dict[str, str]  # files of the last build that this one does not make, each with its article

    @property
    def changed(self) -> list[str]:
        return [each.staged.path for each in self.printed if each.staged and each.staged.changed]


def inspect(store: Store, output: Path, thorough: bool) -> None:
    """Let the jobs be done again whose files are not in the output as the last build left them.

    `thorough` looks at every file; otherwise the word of the manifest is taken for it.
    """
    reason = Reason(TOUCHED)
    if store.recall("manifest") != _stamp(output):
        store.jobs.mark_stale((job, reason) for job in _reconcile(store, output))
    if thorough:
        root = f"{output}/"
        jobs = {job for path, job, *stamp in store.outputs.stamps() if _seen(root + path) != stamp}
        store.jobs.mark_stale((job, reason) for job in jobs - {ORPHAN})


def _seen(path: str) -> list[int]:
    try:
        found = os.lstat(path)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns] if stat.S_ISREG(found.st_mode) else []


def _stamp(output: Path) -> list[int]:
    return _seen(str(location(output)))


def _reconcile(store: Store, output: Path) -> Iterator[int]:
    """Own what the manifest says, no more and no less; give the jobs of files that it tells otherwise."""
    files = read_manifest(output).files
    known = store.outputs.owned()
    for path in known.keys() - files.keys():
        yield store.outputs.job(path) or ORPHAN
        store.outputs.remove((path,))
    for path in known.keys() & files.keys():
        if known[path] != files[path]:
            yield store.outputs.job(path) or ORPHAN
    strange = (Output(path, ORPHAN, owned) for path, owned in files.items() if path not in known)
    store.outputs.put(strange)


def edition(store: Store, printed: Sequence[Printed]) -> Edition:
    """What printing has made, beside all that stays as it is."""
    jobs = [each.job.id for each in printed]
    vanishing = store.outputs.of((ORPHAN, *store.jobs.gone(), *jobs))
    for each in printed:
        if each.staged:
            vanishing.pop(each.staged.path, None)
    return Edition(tuple(printed), vanishing)


def keep(edition: Edition, paths: Iterable[str]) -> Edition:
    """Let files of the last build stand as they are."""
    kept = frozenset(paths)
    return Edition(
        edition.printed, {path: source for path, source in edition.vanishing.items() if path not in kept}
    )


def losses(store: Store, edition: Edition) -> dict[str, str]:
    """Published pages that would go because their article is faulty: not removed, and not withheld."""
    bad = {*store.sources.unreadable(), *store.sources.faulty()}
    bad |= {problem.path for problem in store.problems.all("scan")}
    return {path: source for path, source in edition.vanishing.items() if source in bad}


def vanished(losses: dict[str, str]) -> Iterator[Problem]:
    """An error for every page that would be lost."""
    for path, source in losses.items():
        address = path.removesuffix("index.html")
        message = f"Without what has errors, /{address} would vanish from the site"
        cure = "Mend the errors first; nothing has been published"
        yield Problem(source, 0, 0, "would-vanish", message, cure)


def in_the_way(store: Store, stage: Stage, edition: Edition, kind: str) -> Iterator[Problem]:
    """An error for what may not be overwritten: the published site by a preview, files of somebody else's."""
    head = read_head(stage.output)
    if kind != PRODUCTION and head and head.kind == PRODUCTION and read_manifest(stage.output).files:
        message = "This folder holds the site as it is published, and a preview may show what is not public"
        yield Problem(str(stage.output), 0, 0, "published-site", message, "Choose another --output")
    for each in edition.printed:
        if each.staged and each.staged.place and not _is_ours(store, each.staged.path, each.staged.place):
            place = f"{stage.output.name}/{each.staged.path}"
            message = "Something is in the way here that Broadsheet did not write"
            yield Problem(
                place, 0, 0, "foreign-file", message, "Move it elsewhere, or choose another --output"
            )


def _is_ours(store: Store, path: str, place: int) -> bool:
    """Whether what is where a file, or a folder for it, should be was written by a build."""
    if place == BLOCKED:
        parents = (parent.as_posix() for parent in PurePosixPath(path).parents)
        return any(store.outputs.get(parent) for parent in parents)
    return place != PRESENT or store.outputs.get(path) is not None or store.outputs.holds(path)


def publish(store: Store, stage: Stage, edition: Edition, head: Head) -> None:
    """Bring the staged files into place; from then on the store knows that their jobs are done.

    The manifest names old and new files until the end, so that an interrupted build still owns them.
    """
    changed = edition.changed
    store.note("publishing", True)
    if read_head(stage.output) == head:
        lines = _claim(store, stage.output, edition)
    else:
        lines = None
        claims = {each.staged.path: Owned(UNSETTLED, each.source) for each in edition.printed if each.staged}
        write_manifest(stage.output, Manifest(head.kind, head.base_url, {**claims, **store.outputs.owned()}))
    stage.publish(changed, edition.vanishing)
    with store.transaction():
        store.outputs.remove(edition.vanishing)
        store.outputs.put(_outputs(edition))
        kept = {job for path in store.outputs.of(store.jobs.gone()) if (job := store.outputs.job(path))}
        removed = set(store.jobs.gone()) - kept
        store.jobs.settle((each.job.id for each in edition.printed), removed)
        store.reads.forget(removed)
        _settle_manifest(store, stage.output, edition, head, lines)
        store.note("manifest", _stamp(stage.output))
        store.note("publishing", False)


def _claim(store: Store, output: Path, edition: Edition) -> int:
    new = (
        (each.staged.path, Owned(UNSETTLED, each.source))
        for each in edition.printed
        if each.staged and store.outputs.get(each.staged.path) is None
    )
    return add_lines(output, new)


def _outputs(edition: Edition) -> Iterator[Output]:
    for each in edition.printed:
        if each.staged:
            owned = Owned(each.staged.digest, each.source)
            yield Output(each.staged.path, each.job.id, owned, each.staged.size, each.staged.mtime)


def _settle_manifest(store: Store, output: Path, edition: Edition, head: Head, claimed: int | None) -> None:
    """Say in the manifest what has become of every file; a list that has grown too long is written anew."""
    added = (store.recall("lines added") or 0) + (claimed or 0)
    done = [(each.path, each.owned) for each in _outputs(edition)]
    lines = [*done, *((path, None) for path in edition.vanishing)]
    if claimed is None or added + len(lines) > BLOAT + store.outputs.count():
        write_manifest(output, Manifest(head.kind, head.base_url, store.outputs.owned()))
        store.note("lines added", 0)
    else:
        store.note("lines added", added + add_lines(output, lines))
