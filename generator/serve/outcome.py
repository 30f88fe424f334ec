"""What became of a rebuild, from the changes that led to it to the last page that was made for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from generator.build import Report
from generator.model import Problem, Record


class Outcome(Record, frozen=True):
    """A rebuild: one build that takes up the changes, and as many slices as it needs to make the rest."""

    first: bool = False  # of this preview
    begun: dt.datetime | None = None
    paths: frozenset[str] = frozenset()  # that have changed below the site; none when only time has passed
    seconds: float = 0.0  # of work
    report: Report | None = None  # of the last slice; its changes and pages are those of all
    error: str = ""  # of the disk
    before: tuple[Problem, ...] = ()  # problems of the rebuild before
    problems: tuple[Problem, ...] = ()

    @property
    def appeared(self) -> tuple[Problem, ...]:
        """The problems that the rebuild before did not have, wherever in their files they stood then."""
        return tuple(_others(self.problems, self.before))

    @property
    def mended(self) -> tuple[Problem, ...]:
        return tuple(_others(self.before, self.problems))

    def going_on(self, paths: Iterable[str]) -> Outcome:
        """With more changes."""
        begun = self.begun or dt.datetime.now(dt.UTC)
        return msgspec.structs.replace(self, paths=self.paths.union(paths), begun=begun)

    def after(self, report: Report, seconds: float) -> Outcome:
        """With one more slice."""
        old = self.report or Report(False, ())
        report = msgspec.structs.replace(
            report,
            changed=old.changed + report.changed,
            rebuilt=old.rebuilt + report.rebuilt,
            written=tuple(dict.fromkeys((*old.written, *report.written))),
            removed=tuple(dict.fromkeys((*old.removed, *report.removed))),
            remarks=tuple(dict.fromkeys((*old.remarks, *report.remarks))),
        )
        return msgspec.structs.replace(self, report=report, seconds=self.seconds + seconds, error="")

    def failed(self, error: str, seconds: float) -> Outcome:
        return msgspec.structs.replace(self, error=error, seconds=self.seconds + seconds)

    def ended(self, problems: tuple[Problem, ...]) -> Outcome:
        return msgspec.structs.replace(self, problems=problems)


def merged(
    before: tuple[Problem, ...], report: Report, touched: Iterable[str], left: bool
) -> tuple[Problem, ...]:
    """The problems of a site after a slice of it was made, and others are `left`.

    What templates do wrong is known once all is made, and what articles do only where there are settings
    to read them by: until then what stood before stands, but for the files that have changed.
    """
    if not left or (report.articles and not report.published):
        return report.problems
    changed = frozenset(touched)
    return tuple(sorted({*report.problems, *(each for each in before if each.path not in changed)}))


def _others(problems: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    same = {_identity(problem) for problem in known}
    return (problem for problem in problems if _identity(problem) not in same)


def _identity(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from others, though lines were put in above it."""
    return problem.path, problem.rule, problem.message
