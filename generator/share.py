"""A share of the work: a build that prints no more than this leaves the other jobs to the next one."""

from __future__ import annotations

from generator.model import Record


class Share(Record, frozen=True):
    """How much of the work is to be done by one build."""

    most: int  # files
    urgent: tuple[str, ...] = ()  # files below the output that somebody waits for
