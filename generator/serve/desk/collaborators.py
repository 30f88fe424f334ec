"""What the desk is given: the site, the clock, and what the preview knows of its builds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.model import Problem, Record, Severity
from generator.serve.outcome import Outcome


class Built(Record, frozen=True):
    """One build of the preview, as it is remembered."""

    at: dt.datetime  # when it began
    changed: tuple[str, ...] = ()  # paths of the site
    reasons: tuple[str, ...] = ()  # in words, such as "the first build" or "the clock"
    pages: int = 0  # that were made
    seconds: float = 0.0
    published: bool = True
    errors: int = 0
    pending: int = 0  # files that were left to the next build


class Desk(Record, frozen=True):
    """A preview, as far as the desk knows it. The functions are called from any thread."""

    root: Path
    output: Path
    now: Callable[[], dt.datetime]  # the clock of the preview, aware of its time zone
    builds: Callable[[], Sequence[Built]]  # the newest last
    problems: Callable[[], Sequence[Problem]]  # of the newest build
    editor: str = ""  # the address that opens `{path}` at `{line}` and `{column}` in an editor


def built(outcome: Outcome) -> Built:
    """A rebuild as the desk tells it."""
    report, begun = outcome.report, outcome.begun or dt.datetime.now(dt.UTC)
    appeared, mended = _weighty(outcome.appeared), _weighty(outcome.mended)
    reasons = (
        "the first build of this preview" if outcome.first else "",
        "" if outcome.first or outcome.paths else "time has passed",
        f"{appeared} new problem{'s' * (appeared != 1)}" if appeared else "",
        f"{mended} mended" if mended else "",
        outcome.error,
    )
    return Built(
        at=begun,
        changed=tuple(sorted(outcome.paths)),
        reasons=tuple(filter(None, reasons)),
        pages=report.rebuilt if report else 0,
        seconds=outcome.seconds,
        published=bool(report and report.published and not outcome.error),
        errors=report.errors if report else 0,
        pending=report.pending if report else 0,
    )


def _weighty(problems: Sequence[Problem]) -> int:
    """How many problems are more than notes."""
    return sum(each.severity is not Severity.NOTE for each in problems)
