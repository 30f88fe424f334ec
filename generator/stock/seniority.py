"""Who was there first, where articles are at odds: what is published comes before what is not.

The ledger knows what is published. A date does not say so: it is whatever the author of an article writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from enum import IntEnum

from generator.emission import Emission
from generator.ledger.lines import Line
from generator.model import Record
from generator.store import Store
from generator.urls import output_path

Mark = tuple[str, str]
"""By what an article is known again: an index, and its key in there."""


class Past(IntEnum):
    """How an article was published, the surest first."""

    HERE = 0  # where it stands, from this file
    MOVED = 1  # where it stands, from a file that is not there any more and had its text or key
    ELSEWHERE = 2  # under another URL, from this file
    ALIKE = 3  # under another URL, from a file that is not there any more and had its text or key
    NEVER = 4


class Seniority(Record, frozen=True, order=True):
    """The least is the most senior."""

    past: Past
    order: str  # the older date, then the path

    @property
    def is_at_home(self) -> bool:
        """Whether an article was published where it stands."""
        return self.past <= Past.MOVED


def seniority(store: Store, paths: Collection[str]) -> dict[str, Seniority]:
    """The seniority of some articles."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for line in store.addresses.of(paths):
        own[line.source].add(line.path)
    strays: defaultdict[Mark, set[str]] = defaultdict(set)
    for line in store.addresses.strays() if paths else ():
        for mark in _marks_of(line):
            strays[mark].add(line.path)
    return {path: _seniority(store, path, own[path], strays) for path in paths}


def _seniority(store: Store, path: str, own: set[str], strays: defaultdict[Mark, set[str]]) -> Seniority:
    kept = store.sources.get(path)
    emission = kept.emission if kept else None
    if emission is None:  # it cannot be read, and stands wherever it stood
        return Seniority(Past.HERE if own else Past.NEVER, "")
    like = {found for mark in _marks(emission) if mark in strays for found in strays[mark]}
    here = output_path(emission.url)
    pasts = {Past.HERE: here in own, Past.MOVED: here in like, Past.ELSEWHERE: own, Past.ALIKE: like}
    return Seniority(next((past for past, found in pasts.items() if found), Past.NEVER), emission.order)


def _marks(emission: Emission) -> Iterator[Mark]:
    for index in ("text", "translation"):
        yield from ((index, key[0]) for key in emission.entries.get(index, ()))


def _marks_of(line: Line) -> Iterator[Mark]:
    """The same of a line of the ledger, whose key has its edition behind it."""
    if line.digest:
        yield "text", line.digest
    if line.key:
        yield "translation", line.key.partition(" ")[0]
