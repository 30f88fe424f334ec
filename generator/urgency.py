"""Which jobs are done first: in a preview, those of the pages that somebody is waiting for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.addresses import url
from generator.indexes import Key
from generator.pages import KINDS, NUMBERS
from generator.renditions import stem_of
from generator.rows import LAST
from generator.share import Share
from generator.store import Store
from generator.store.jobs import Job


def jobs_of(store: Store, share: Share) -> list[Job]:
    """The jobs of a share: the static files, what is urgent, and then as many others as it may have."""
    numbers = [job.id for job in store.jobs.stale((NUMBERS["static file"],))]
    numbers += [number for path in share.urgent for number in _at(store, path)]
    first = {number: job for number in dict.fromkeys(numbers) if (job := store.jobs.waiting(number))}
    others = {job.id: job for job in _lightest_first(store, share.most)}
    return list((first | others).values())[: max(share.most, len(first))]


def _lightest_first(store: Store, most: int) -> Iterator[Job]:
    """Jobs up to a weight. Pages are there to be looked at while their pictures are still made."""
    for weight, kinds in groupby(sorted(range(len(KINDS)), key=_weight), _weight):
        count = -(-most // weight)
        found = store.jobs.stale(tuple(kinds), count) if count > 0 else []
        yield from found
        most -= len(found) * weight


def _weight(kind: int) -> int:
    return KINDS[kind].weight


def _at(store: Store, path: str) -> Iterator[int]:
    """The jobs that may make a file of the output."""
    known = store.outputs.job(path)
    if known is not None:
        yield known
    yield from _pictures(store, path)
    address = url(path)
    yield from store.jobs.at(address)
    for key in _sources(store, address):
        for kind in ("article", "page"):
            found = store.jobs.in_family(NUMBERS[kind], key).get(key)
            if found:
                yield found[0]


def _pictures(store: Store, path: str) -> Iterator[int]:
    """The jobs of the pictures of which a file may be made."""
    stem = stem_of(path)
    for folder in ("content/", "content/media/") if stem else ():
        assert stem is not None
        yield from store.jobs.beginning(NUMBERS["picture"], f"{folder}{stem.removeprefix('media/')}.")


def _sources(store: Store, address: str) -> Iterable[Key]:
    found = store.rows().between("location", (address,), "", LAST)
    return ((store.sources.path(number),) for _, number in found)
