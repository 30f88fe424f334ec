"""Before anything is sent: what the host holds, what has to be done there, and what forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.deploy.host import Parcel
from generator.deploy.packing import Packer
from generator.deploy.plan import Plan, plan, without
from generator.deploy.record import CLAIMS, RECORD, Deployed, Entry, Head, Unreadable, decode
from generator.deploy.refusals import foreign, strange
from generator.deploy.release import Release
from generator.deploy.retries import Patient
from generator.model import Problem, Record
from generator.targets import Target

SKEW = 600  # seconds by which the clocks of two machines may differ


class Order(Record, frozen=True):
    """What a deploy is asked to do."""

    output: Path
    target: Target
    now: int  # seconds since 1970
    force: bool = False
    dry: bool = False  # tell what would be done, and do nothing


class Prospect(Record, frozen=True):
    """What lies ahead of a deploy; with a problem, nothing does."""

    there: Deployed = Deployed()  # what is known to be at the host
    plan: Plan = Plan()
    parcels: Mapping[str, Parcel] = msgspec.field(default_factory=dict)  # of what is sent, by paths there
    resumed: int = 0  # files that an interrupted deploy has left, as they shall be or otherwise
    untold: bool = False  # whether more is known to be there than the record at the host says
    problems: tuple[Problem, ...] = ()


def survey(
    order: Order, host: Patient, release: Release, packer: Packer, done: Callable[[int, int], None]
) -> Prospect:
    """Look at the host, and at the files that are to be sent. Raises `OSError`."""
    found = _known(order, host, release)
    return found if found.problems else _planned(order, host, release, found, packer, done)


def _known(order: Order, host: Patient, release: Release) -> Prospect:
    """What the host is known to hold: what its record says, and what of an interrupted deploy has arrived."""
    try:
        record, claims = decode(host.read(RECORD)), decode(host.read(CLAIMS))
    except Unreadable:
        if not order.force:
            return _refused(strange(order.target, "the record of what was deployed there cannot be read"))
        record, claims = Deployed(), None
    if record is None and claims is None and not order.force and not host.is_empty():
        return _refused(strange(order.target, "there are files that Broadsheet has not put there"))
    there = record or Deployed()
    if problems := tuple(_unlike(order, there.head, release)):
        return _refused(*problems)
    arrived: dict[str, Entry] = {}
    if claims and claims.head.token != there.head.token:
        seen = host.look(claims.files.keys())
        arrived = {path: entry for path, entry in claims.files.items() if seen.get(path) == entry.stamp}
        # Two editions of a page may have one size and one second: the stamp does not tell which is there.
        before = {path: entry.stamp for path, entry in there.files.items()}
        arrived = {path: entry for path, entry in arrived.items() if before.get(path) != entry.stamp}
    files = {**there.files, **arrived}
    if order.force:
        files = {path: msgspec.structs.replace(entry, mark="") for path, entry in files.items()}
    return Prospect(Deployed(there.head, files), resumed=len(arrived), untold=bool(arrived))


def _unlike(order: Order, head: Head, release: Release) -> Iterator[Problem]:
    """What in the head of a record forbids to go on."""
    if order.force or not head.token:
        return
    if head.base_url != release.base_url:
        yield strange(order.target, f"it holds the site {head.base_url}, and this is {release.base_url}")
    if head.at > order.now + SKEW:
        what = "it was last deployed at a time that is still to come by the clock of this machine"
        yield strange(order.target, what)


def _planned(
    order: Order,
    host: Patient,
    release: Release,
    found: Prospect,
    packer: Packer,
    done: Callable[[int, int], None],
) -> Prospect:
    """What is to be done. The host is asked about what this concerns, or about all where that is cheap."""
    files = found.there.files
    seen: dict[str, str] = {}
    if host.thorough and files:
        seen = dict(host.look(files.keys()))
        files = {path: entry for path, entry in files.items() if path in seen}
    made = plan(release.items, files, order.now, order.target.grace)
    total = len(made.sends)
    parcels, problems = packer.pack((send.item for send in made.sends), lambda number: done(number, total))
    if problems:
        return _refused(*problems)
    seen |= host.look({*parcels, *made.leaving} - seen.keys())
    same = {path: host.stamp(each) for path, each in parcels.items() if path not in files}
    same = {path: stamp for path, stamp in same.items() if seen.get(path) == stamp and not order.force}
    expected = {path: entry.stamp for path, entry in files.items()} | same
    others = [path for path, stamp in seen.items() if expected.get(path) != stamp]
    if others and not order.force:
        return _refused(foreign(order.target, others))
    items = release.items
    adopted = {path: Entry(items[path].mark, stamp, 0, items[path].story) for path, stamp in same.items()}
    there = Deployed(found.there.head, {**files, **adopted})
    untold = bool(found.untold or adopted)
    return Prospect(there, without(made, adopted), parcels, found.resumed, untold)


def _refused(*problems: Problem) -> Prospect:
    return Prospect(problems=problems)
