"""The parts in which a preview is made: small ones first, so that there is something to see."""

from __future__ import annotations

from generator.share import Share
from generator.store import Store

FIRST, LARGEST = 100, 1600  # files in the first slice, and in the largest
GROWTH = 4  # how much larger each one is than the one before


class Superseded(Exception):
    """There is something more urgent than the slice under way."""


def next_size(size: int) -> int:
    """How many files the slice after one of this size has; after that of what is urgent alone, the first."""
    return min(size * GROWTH, LARGEST) or FIRST


def is_ahead(store: Store, path: str) -> bool:
    """Whether a page is to be made; static files are made before all pages anyhow."""
    from generator.pages import NUMBERS
    from generator.urgency import jobs_of

    return any(job.kind != NUMBERS["static file"] for job in jobs_of(store, Share(0, (path,))))
