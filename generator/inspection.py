"""Looking whether the output is as the last build left it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.disk import digest_of
from generator.manifest import location, read_manifest
from generator.reasons import TOUCHED, Reason
from generator.store import Store
from generator.store.outputs import ORPHAN, Output


def inspect(store: Store, output: Path, thorough: bool) -> None:
    """Let the jobs be done again whose files are not in the output as the last build left them.

    `thorough` looks at every file; otherwise the word of the manifest is taken for it.
    """
    reason = Reason(TOUCHED)
    if store.recall("manifest") != manifest_stamp(output):
        store.jobs.mark_stale((job, reason) for job in _reconcile(store, output))
    if thorough:
        store.jobs.mark_stale((job, reason) for job in _touched(store, f"{output}/") - {ORPHAN})


def _touched(store: Store, root: str) -> set[int]:
    """The jobs of files that are not as they were put there."""
    found: set[int] = set()
    retimed: dict[str, int] = {}
    # One plain loop: in an archive of 100,000 this is most of what a build with nothing to do takes.
    for path, job, size, mtime in store.outputs.stamps():
        try:
            there = os.lstat(root + path)
        except OSError:
            found.add(job)
            continue
        if there.st_size != size or not stat.S_ISREG(there.st_mode):
            found.add(job)
        elif there.st_mtime_ns != mtime:
            retimed[path] = there.st_mtime_ns
    return found | _altered(store, root, retimed)


def _altered(store: Store, root: str, retimed: Mapping[str, int]) -> set[int]:
    """The jobs of files of another time that have other bytes; a copy of an output is as good as itself."""
    same: dict[str, int] = {}
    found: set[int] = set()
    for path, mtime in retimed.items():
        job, owned = store.outputs.job(path), store.outputs.get(path)
        assert job is not None and owned is not None
        try:
            digest = digest_of(root + path)
        except OSError:
            digest = ""
        if digest == owned.digest:
            same[path] = mtime
        else:
            found.add(job)
    store.outputs.retime(same)
    return found


def manifest_stamp(output: Path) -> list[int]:
    """By what the manifest is known to be as the last build left it."""
    try:
        found = location(output).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _reconcile(store: Store, output: Path) -> Iterator[int]:
    """Own what the manifest says, no more and no less; give the jobs of files that it tells otherwise."""
    files = read_manifest(output).files
    known = store.outputs.owned()
    disowned = known.keys() - files.keys()
    store.addresses.mark((), disowned)
    for path in disowned:
        yield store.outputs.job(path) or ORPHAN
        store.outputs.remove((path,))
    for path in known.keys() & files.keys():
        if known[path] != files[path]:
            yield store.outputs.job(path) or ORPHAN
    strange = (Output(path, ORPHAN, owned) for path, owned in files.items() if path not in known)
    store.outputs.put(strange)
