"""What a preview tells in the terminal: a line for each rebuild, and each problem once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from generator.cli import report
from generator.cli.progress import progress_bar
from generator.cli.terminal import going_on, say
from generator.model import Severity

if TYPE_CHECKING:
    from generator.build import Report
    from generator.model import Problem
    from generator.serve.outcome import Outcome
    from generator.serve.subject import Ears
    from generator.stock import Progress

NAMED = 3  # changed files that are named before the rest is an ellipsis
REMEMBERED = 50  # rebuilds, for the desk
SHOWN = 10  # problems of one rebuild that are shown; the overlay in the page has all


class PreviewReport:
    """Hears of rebuilds, in the thread that builds."""

    def __init__(self) -> None:
        self.outcomes: deque[Outcome] = deque(maxlen=REMEMBERED)  # the newest last
        self._screen = ExitStack()
        self._bar: Progress | None = None

    @property
    def ears(self) -> Ears:
        from generator.serve.subject import Ears

        return Ears(self._done, self._published, self._progress, report.waiting)

    def warn(self, text: str) -> None:
        say(text, fg="yellow", err=True)

    def _progress(self, step: str, done: int, total: int) -> None:
        self._bar = self._bar or self._screen.enter_context(progress_bar(quiet=False))
        self._bar(step, done, total)

    def _published(self, _: Report) -> None:
        """The bars of a build go with it."""
        self._screen.close()
        self._bar = None

    @going_on()
    def _done(self, outcome: Outcome) -> None:
        self._screen.close()
        self._bar = None
        done = outcome.report
        told = outcome.first or outcome.paths or outcome.error or (done and (done.written or done.removed))
        if told:  # a request that nothing could be done for is no news
            self.outcomes.append(outcome)
        if done is None or outcome.error:
            say(f"The preview could not be built: {outcome.error}", fg="red", err=True)
            return
        self._tell(outcome.appeared, outcome.mended)
        for remark in done.remarks:
            say(remark, err=True)
        if told:
            say(_closing(outcome, done))
        if not done.published and (outcome.paths or outcome.first):
            say("Nothing was published; the last good pages stay.", fg="red", err=True)

    @staticmethod
    def _tell(appeared: tuple[Problem, ...], mended: tuple[Problem, ...]) -> None:
        report.show_problems(appeared, verbose=len(appeared) <= SHOWN, quiet=False)
        told = [each for each in mended if each.severity is not Severity.NOTE]
        for problem in told[:SHOWN]:
            say(f"Mended: {problem.path}: {problem.rule}", fg="green")
        if len(told) > SHOWN:
            say(f"and {len(told) - SHOWN} more", fg="green")


def _closing(outcome: Outcome, done: Report) -> str:
    """`content/news/a.md: 13 pages, 15 files in 0.08 s; 1 error.`"""
    what = _named(outcome.paths) if outcome.paths else "The site" if outcome.first else "The time"
    made = [report.count(done.rebuilt, "page")]
    made += [f"{report.count(len(done.written), 'file')} written"] if done.written else []
    made += [f"{len(done.removed):,} removed"] if done.removed else []
    told = f"{what}: {', '.join(made)} in {outcome.seconds:.2f} s"
    return f"{told}; {report.count(done.errors, 'error')}." if done.errors else f"{told}."


def _named(changed: Iterable[str]) -> str:
    names = sorted(map(click.format_filename, changed))
    return f"{', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''}"
