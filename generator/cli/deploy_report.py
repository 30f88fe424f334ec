"""What a deploy tells a person, or a machine."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.cli import options, report
from generator.cli.terminal import say
from generator.model import Problem, Record

if TYPE_CHECKING:
    from generator.deploy.announce import Word
    from generator.deploy.fetched import Verified
    from generator.deploy.run import Done

NAME = "published.tsv"  # see `ledger.lines`, which is loaded where there is something to deploy


class Outcome(Record, frozen=True):
    """All that a deploy has come to."""

    target: str
    dry: bool
    warnings: tuple[Problem, ...]
    done: Done
    listed: bool = False  # whether the ledger of the site has changed
    words: tuple[Word, ...] = ()  # to others
    verified: Verified | None = None

    @property
    def exit_code(self) -> int:
        failed = self.done.problems or (self.verified and self.verified.problems)
        return options.FAULTY if failed else options.OK


def show(outcome: Outcome, seconds: float, verbose: bool, quiet: bool) -> int:
    """Every step where that is asked for, then one line of figures; give the exit code."""
    done = outcome.done
    report.show_problems((*outcome.warnings, *done.problems), verbose, quiet)
    if done.problems:
        say(f"Nothing was sent; {outcome.target} is as it was.", fg="red", err=True)
        return outcome.exit_code
    if verbose or outcome.dry:
        for step in done.steps:
            size = f" ({_size(step.size)})" if step.does == "send" else ""
            say(f"{step.does} {step.path}{size}")
    if not quiet:
        say(closing(outcome, seconds))
        if outcome.listed:
            say(f"{NAME} has new addresses: commit it with the site.")
    _show_words(outcome.words, verbose, quiet)
    if outcome.verified:
        report.show_problems(outcome.verified.problems, verbose, quiet)
        if not outcome.verified.problems and not quiet:
            number = report.count(outcome.verified.files, "file")
            say(f"Verified: the {number} that readers get are those of the output.")
    return outcome.exit_code


def _show_words(words: Sequence[Word], verbose: bool, quiet: bool) -> None:
    """What came of the announcements: each that failed, the others in a line for each kind."""
    for word in words:
        if not word.succeeded:
            say(f"{word.to} was not told of {word.what}: {word.answer}", fg="yellow", err=True)
        elif verbose:
            say(f"{word.to} was told of {word.what}: {word.answer}")
    told = [word for word in words if word.succeeded]
    if told and not verbose and not quiet:
        kinds = Counter(word.to for word in told)
        say(f"Told: {', '.join(f'{kind} ({number:,})' for kind, number in kinds.items())}.")


def show_json(outcome: Outcome, seconds: float, verbose: bool, quiet: bool) -> int:  # noqa: ARG001
    done = outcome.done
    report.show_facts(
        {
            "target": outcome.target,
            "dry_run": outcome.dry,
            "problems": (*outcome.warnings, *done.problems),
            "steps": done.steps,
            "sent": len(done.paths("send")),
            "bytes": done.size,
            "removed": len(done.paths("remove")),
            "retired": len(done.paths("retire")),
            "stays": done.stays,
            "resumed": done.resumed,
            "retries": done.retries,
            "ledger_changed": outcome.listed,
            "announced": outcome.words,
            "verification": outcome.verified,
            "exit_code": outcome.exit_code,
            "seconds": round(seconds, 3),
        }
    )
    return outcome.exit_code


def refused(name: str, problems: Sequence[Problem], as_json: bool, verbose: bool, quiet: bool) -> None:
    """Why nothing was sent."""
    if as_json:
        report.show_facts({"target": name, "problems": problems, "exit_code": options.FAULTY})
        return
    report.show_problems(problems, verbose, quiet)
    say(f"Nothing was sent; {name} is as it was.", fg="red", err=True)


def closing(outcome: Outcome, seconds: float) -> str:
    """`Deployed to live in 0.4 s: 6 files sent (31.0 KB), 1 removed; 125 stay.`"""
    done = outcome.done
    sent, removed, retired = (done.paths(does) for does in ("send", "remove", "retire"))
    parts = [f"{report.count(len(sent), 'file')} sent ({_size(done.size)})"] if sent else []
    parts += [f"{len(removed):,} removed"] if removed else []
    parts += [f"{len(retired):,} to be removed after the time of grace"] if retired else []
    parts += [f"{done.resumed:,} had been sent before"] if done.resumed else []
    parts += [f"{report.count(done.retries, 'attempt')} failed"] if done.retries else []
    what = ", ".join(parts) or "nothing has changed"
    start = f"Dry run for {outcome.target}" if outcome.dry else f"Deployed to {outcome.target}"
    return f"{start} in {seconds:.1f} s: {what}; {report.count(done.stays, 'file')} as before."


def _size(number: int) -> str:
    """`31.0 KB`, in units of 1,000 bytes."""
    size = float(number)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


@contextmanager
def missing_libraries() -> Iterator[None]:
    """A library that a target needs and that is not installed: one line, and exit code 3."""
    from generator.deploy.packing import Missing

    try:
        yield
    except Missing as error:
        say(f"broadsheet: {error}.", err=True)
        sys.exit(options.HOST)
