"""Publishing: the staged files into place, and the word of it into the manifest and the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from generator.inspection import manifest_stamp
from generator.manifest import UNSETTLED, Head, Manifest, Owned, add_lines, read_head, write_manifest
from generator.output import Stage
from generator.press import Printed
from generator.store import Store
from generator.store.outputs import Output

BLOAT = 1000  # lines that may be added to a manifest before it is worth writing it anew


class Publishable(Protocol):
    """See `edition.Edition`."""

    @property
    def printed(self) -> tuple[Printed, ...]: ...

    @property
    def vanishing(self) -> dict[str, str]: ...

    @property
    def changed(self) -> tuple[str, ...]: ...


def publish(store: Store, stage: Stage, edition: Publishable, head: Head) -> None:
    """Bring the staged files into place; from then on the store knows that their jobs are done.

    The manifest names old and new files until the end, so that an interrupted build still owns them.
    """
    store.note("publishing", True)
    if read_head(stage.output) == head:
        lines = _claim(store, stage.output, edition)
    else:
        lines = None
        claims = {path: Owned(UNSETTLED, source) for path, source in _files(edition)}
        write_manifest(stage.output, _manifest(head, {**claims, **store.outputs.owned()}))
    stage.publish(edition.changed, edition.vanishing)
    with store.transaction():
        store.outputs.remove(edition.vanishing)
        store.outputs.put(_outputs(edition))
        kept = {job for path in store.outputs.of(store.jobs.gone()) if (job := store.outputs.job(path))}
        removed = set(store.jobs.gone()) - kept
        store.jobs.settle((each.job.id for each in edition.printed), removed)
        store.reads.forget(removed)
        _settle_manifest(store, stage.output, edition, head, lines)
        store.note("manifest", manifest_stamp(stage.output))
        store.note("publishing", False)


def _claim(store: Store, output: Path, edition: Publishable) -> int:
    new = ((path, source) for path, source in _files(edition) if store.outputs.get(path) is None)
    return add_lines(output, ((path, Owned(UNSETTLED, source)) for path, source in new))


def _files(edition: Publishable) -> Iterator[tuple[str, str]]:
    """Every printed file, with the article that it is the page of."""
    return ((file.path, each.source) for each in edition.printed for file in each.staged)


def _outputs(edition: Publishable) -> Iterator[Output]:
    for each in edition.printed:
        for file in each.staged:
            owned = Owned(file.digest, each.source, each.identity)
            yield Output(file.path, each.job.id, owned, file.size, file.mtime)


def _manifest(head: Head, files: dict[str, Owned]) -> Manifest:
    return Manifest(head.kind, head.base_url, files, head.permalink)


def _settle_manifest(
    store: Store, output: Path, edition: Publishable, head: Head, claimed: int | None
) -> None:
    """Say in the manifest what has become of every file; a list that has grown too long is written anew."""
    added = (store.recall("lines added") or 0) + (claimed or 0)
    done = [(each.path, each.owned) for each in _outputs(edition)]
    lines = [*done, *((path, None) for path in edition.vanishing)]
    if claimed is None or added + len(lines) > BLOAT + store.outputs.count():
        write_manifest(output, _manifest(head, store.outputs.owned()))
        store.note("lines added", 0)
    else:
        store.note("lines added", added + add_lines(output, lines))
