"""What is wrong in the sources of a site whose stock has been taken."""

from __future__ import annotations

from collections.abc import Iterator

from generator.design import Design
from generator.model import Problem
from generator.pages import KINDS
from generator.press import Press
from generator.store import Store

SPEAKING = tuple(number for number, kind in enumerate(KINDS) if kind.problems)
"""The kinds of pages that find problems while they are made."""


def unprinted(store: Store, design: Design) -> Iterator[Problem]:
    """What the pages that are still to be made refer to in vain; nothing is printed for it."""
    press = Press(design, None, store.rows(), store.path)
    for job in store.jobs.stale(SPEAKING):
        yield from press.examine(job).problems
