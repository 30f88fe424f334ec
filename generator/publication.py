"""Publishing: the staged files into place, and the word of it into the manifest and the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator import journal
from generator.inspection import manifest_stamp
from generator.journal import Journal
from generator.manifest import Head, Owned
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

    From the moment at which the journal is written, all of it will be published, whatever happens: at the
    latest by who comes next. Raises `OSError`.
    """
    output = stage.output
    store.note("publishing", True)
    added = store.recall("lines added") or 0
    order = _journal(edition, head, most=BLOAT + store.outputs.count() - added)
    journal.write(output, order)
    lines = journal.carry_out(output, order)
    with store.transaction():
        store.outputs.remove(edition.vanishing)
        store.outputs.put(_outputs(edition))
        kept = {job for path in store.outputs.of(store.jobs.gone()) if (job := store.outputs.job(path))}
        removed = set(store.jobs.gone()) - kept
        store.jobs.settle((each.job.id for each in edition.printed), removed)
        store.reads.forget(removed)
        store.note("lines added", 0 if lines < 0 else added + lines)
        store.note("manifest", manifest_stamp(output))
        store.note("publishing", False)
    journal.forget(output)


def _journal(edition: Publishable, head: Head, most: int) -> Journal:
    """What is to become of the output; with more than `most` lines, the manifest is to be written anew."""
    done = [(each.path, each.owned) for each in _outputs(edition)]
    lines = (*done, *((path, None) for path in edition.vanishing))
    return Journal(head, edition.changed, tuple(edition.vanishing), lines, len(lines) > most)


def _outputs(edition: Publishable) -> Iterator[Output]:
    for each in edition.printed:
        for file in each.staged:
            owned = Owned(file.digest, each.source, each.identity)
            yield Output(file.path, each.job.id, owned, file.size, file.mtime)
