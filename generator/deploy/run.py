"""A deploy: `deploy` names the steps in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.deploy.journey import Journey
from generator.deploy.packing import Packer
from generator.deploy.record import LEDGER
from generator.deploy.release import Release
from generator.deploy.retries import Patient
from generator.deploy.survey import Order, Prospect, survey
from generator.disk import scratch
from generator.model import Problem, Record
from generator.stock import Progress


class Step(Record, frozen=True):
    """One file, and what becomes of it: `send`, `retire`, `revive` or `remove`."""

    does: str
    path: str
    size: int = 0  # bytes that travel


class Done(Record, frozen=True):
    """What a deploy did, or would do."""

    problems: tuple[Problem, ...] = ()
    steps: tuple[Step, ...] = ()  # in their order
    stays: int = 0  # files that are as they should be already
    resumed: int = 0  # files that an interrupted deploy had sent
    retries: int = 0

    @property
    def size(self) -> int:
        """Bytes that travel."""
        return sum(step.size for step in self.steps)

    def paths(self, does: str) -> tuple[str, ...]:
        return tuple(step.path for step in self.steps if step.does == does)


NAMED = 20  # articles in the summary of a deploy

Ledger = Callable[[bytes | None], bytes]
"""Makes the ledger that a host shall keep, of the one that it has."""


def deploy(
    order: Order,
    host: Patient,
    release: Release,
    ledger: Ledger | None = None,
    progress: Progress = lambda *_: None,
) -> Done:
    """Bring a connected host up to date with a release.

    With a problem nothing is sent. Raises `OSError` where disk, network or host fail, and `Missing` where a
    library is; the site at the host is whole in any case, and the next deploy goes on from there.
    """
    with scratch() as folder:
        packer = Packer(order.output, folder, order.target)
        found = survey(order, host, release, packer, lambda done, total: progress("Reading", done, total))
        if found.problems:
            return Done(found.problems)
        if not order.dry:
            _carry_out(Journey(order, host, release, found), host, found, ledger, progress)
        return Done((), tuple(_steps(found)), found.plan.stays, found.resumed, host.retries)


def _steps(found: Prospect) -> Iterator[Step]:
    made = found.plan
    yield from (Step("remove", path) for path in made.clears)
    yield from (Step("send", each.item.path, found.parcels[each.item.path].size) for each in made.sends)
    yield from (Step("retire", path) for path in made.retires)
    yield from (Step("revive", path) for path in made.revives)
    yield from (Step("remove", path) for path in made.removes)


def _carry_out(
    journey: Journey, host: Patient, found: Prospect, ledger: Ledger | None, progress: Progress
) -> None:
    """Do what the plan says, and let the host know at each point what is its own."""
    if found.plan.empty and not found.untold:
        _keep_ledger(host, ledger)
        return
    made = found.plan
    host.begin(journey.there, made.leaving, [send.item.path for send in made.sends])
    journey.claim()
    for path in host.remove(made.clears):
        journey.removed(path)
    done = 0
    for _, sends in made.phases():
        journey.look_around()
        for path in host.send([found.parcels[send.item.path] for send in sends]):
            done += 1
            journey.arrived(path)
            progress("Sending", done, len(made.sends))
    journey.retire()
    for path in host.remove(made.removes):
        journey.removed(path)
    _keep_ledger(host, ledger)
    host.commit(journey.record(), _summary(found))


def _keep_ledger(host: Patient, ledger: Ledger | None) -> None:
    if ledger is None:
        return
    old = host.read(LEDGER)
    if (new := ledger(old)) != old:
        host.write(LEDGER, new)


def _summary(found: Prospect) -> str:
    """What a deploy does: a line such as `3 files sent, 1 removed`, and the articles that are among them."""
    sends, removes = len(found.plan.sends), found.plan.leaving
    line = f"{sends:,} file{'s' * (sends != 1)} sent" + (f", {len(removes):,} removed" if removes else "")
    stories = [send.item.path for send in found.plan.sends if send.item.story and not send.item.encoding]
    gone = [path for path in removes if found.there.files[path].story]
    named = [f"+ {path}" for path in stories] + [f"- {path}" for path in gone]
    more = [f"and {len(named) - NAMED:,} more"] if len(named) > NAMED else []
    return "\n".join((line, *([""] if named else []), *named[:NAMED], *more))
