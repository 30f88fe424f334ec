"""Looking whether the output is as the last build left it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

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
        root = f"{output}/"
        jobs = {job for path, job, *stamp in store.outputs.stamps() if _seen(root + path) != stamp}
        store.jobs.mark_stale((job, reason) for job in jobs - {ORPHAN})


def _seen(path: str) -> list[int]:
    try:
        found = os.lstat(path)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns] if stat.S_ISREG(found.st_mode) else []


def manifest_stamp(output: Path) -> list[int]:
    """By what the manifest is known to be as the last build left it."""
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
