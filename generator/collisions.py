"""Two files of the output that cannot both be: one in the place of another, or of a folder for it.

Small and capital letters count as the same, and so do the ways to write an accent: so they do on many disks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.ground import Ground
from generator.indexes import Key
from generator.model import Problem
from generator.press import Printed, owner
from generator.store import Store
from generator.store.jobs import FRESH
from generator.store.outputs import ORPHAN

Place = tuple[int, Key, str]
"""Kind and key of a job, and the path of its file: sorted, the first one has the right to it."""


def collisions(store: Store, printed: Sequence[Printed], vanishing: Iterable[str]) -> Iterator[Problem]:
    """An error at every printed file that takes what another has, printed too or there before."""
    ground = Ground()
    jobs = {each.job.id for each in printed}
    going = set(vanishing)
    places = {(each.job.kind, each.job.key, file.path) for each in printed for file in each.staged}
    for each in printed if store.outputs.count() else ():
        for file in each.staged:
            if store.outputs.job(file.path) != each.job.id:
                places |= _settled(store, file.path, jobs, going)
    for kind, key, path in sorted(places):
        yield from _claim(path, owner(kind, key), ground)


def _settled(store: Store, path: str, printed: set[int], going: set[str]) -> set[Place]:
    """The files in the way of a new one that are there and stay."""
    found: set[Place] = set()
    for other, number in store.outputs.in_the_way(path):
        if number in printed or number == ORPHAN or other in going:
            continue
        job = store.jobs.get(number)
        if job and job[1] == FRESH:  # what others have left may be taken over
            found.add((job[0].kind, job[0].key, other))
    return found


def _claim(file: str, claimant: str, ground: Ground) -> Iterator[Problem]:
    """An error where the place of a file is somebody else's already."""
    first = ground.holder(file)
    ground.take(file, claimant)
    if first not in ("", claimant):
        files = [name for name in (claimant, first) if "/" in name]
        message = f"/{file.removesuffix('index.html')} is the address of {first} and of {claimant}"
        cure = "Give one of the two another name"
        yield Problem(files[0] if files else "site.yaml", 0, 0, "same-url", message, cure)
