"""What a build tells a person, or a machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.cli.terminal import hand_over, say
from generator.model import Problem, Severity

if TYPE_CHECKING:
    from generator.build import Report
    from generator.verify import Verification

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PLENTY = 10  # notes that are shown without --verbose
_ALIKE = 20  # problems of one rule in one file


def show(report: Report, output: Path, seconds: float, verbose: bool = False, quiet: bool = False) -> None:
    """Every problem, the worst last where the eye rests, then one line of figures."""
    show_problems(report.problems, verbose, quiet)
    if verbose:
        for mark, paths in (("wrote", report.written), ("removed", report.removed)):
            for path in paths:
                say(f"{mark} {path}")
    if not quiet:
        for remark in report.remarks:
            say(remark, err=True)
        say(closing(report, output, seconds))
    if not report.published:
        say("Nothing was published; the site is as it was.", fg="red", err=True)


def show_verification(found: Verification, verbose: bool, quiet: bool) -> None:
    """What a clean build makes otherwise, or one line that says that it does not."""
    show_problems(found.problems, verbose, quiet)
    if found.holds and not quiet:
        say(f"Verified: the {count(found.files, 'file')} are what a clean build makes.")
    if not found.holds:
        say("Not verified: the output is not what a clean build makes.", fg="red", err=True)


def show_json(report: Report, seconds: float, verification: Verification | None, exit_code: int) -> None:
    facts = msgspec.structs.asdict(report)
    show_facts({**facts, "verification": verification, "exit_code": exit_code, "seconds": round(seconds, 3)})


def show_facts(facts: object) -> None:
    """Anything that a machine may want to know, as JSON."""
    hand_over(msgspec.json.format(msgspec.json.encode(facts), indent=1).decode())


def show_problems(problems: Sequence[Problem], verbose: bool, quiet: bool) -> None:
    """Problems by severity on standard error, in the order of files and lines."""
    wanted = (Severity.ERROR,) if quiet else (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    for severity in wanted:
        found = [problem for problem in problems if problem.severity is severity]
        shown = found if verbose or severity is not Severity.NOTE else found[:_PLENTY]
        if found:
            say(f"{count(len(found), severity.value)}:", fg=_COLOURS[severity], bold=True, err=True)
        for line in map(str, shown) if verbose else _in_short(shown):
            say(f"  {line}", err=True)
        if len(shown) < len(found):
            say(f"  and {len(found) - len(shown)} more (-v shows all)", err=True)


def _in_short(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each problem, but for those that a file has many times over."""
    counts = Counter((each.path, each.rule) for each in problems)
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = problem.path, problem.rule
        seen[kind] += 1
        if seen[kind] <= _ALIKE:
            yield str(problem)
        elif seen[kind] == counts[kind]:
            yield f"{problem.path}: {problem.rule}: {counts[kind] - _ALIKE:,} more like these (-v shows all)"


def waiting(who: str) -> None:
    """Say once why nothing happens for a while."""
    say(f"Waiting for {who}, which is at work on this site …", err=True)


def count(number: int, noun: str) -> str:
    """`1 page`, `1,200 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def closing(report: Report, output: Path, seconds: float) -> str:
    """The line that ends every report: what changed, what was made of it, and what is still to be done."""
    everything = report.published and report.rebuilt == report.pages and report.changed == report.articles
    took = f"in {seconds:.1f} s"
    if everything:
        done = f"{count(report.articles, 'article')}, {count(report.pages, 'page')} built {took}"
        files = _files(report, f" into {output}/")
    else:
        rebuilt = f"{report.rebuilt:,} of {count(report.pages, 'page')}" if report.published else "no page"
        done = f"{_changed(report)}, {rebuilt} rebuilt {took}"
        files = _files(report, "")
    return f"{done}{files}{''.join(f'; {each}' for each in _to_do(report))}."


def _changed(report: Report) -> str:
    if report.changed:
        return f"{count(report.changed, 'article')} changed"
    same = report.published and not (report.rebuilt or report.written or report.removed)
    return "Nothing changed" if same else "No article changed"


def _files(report: Report, where: str) -> str:
    """What this meant for the files of the output."""
    told = [f"{count(len(report.written), 'file')} written{where}"] if report.written else []
    told += [f"{len(report.removed):,} removed"] if report.removed else []
    told += ["no file differs"] if report.rebuilt and not told else []
    return f": {', '.join(told)}" if told else ""


def _to_do(report: Report) -> Iterator[str]:
    """What is held back, and what is to be mended, in numbers; nothing where all is well."""
    if report.withheld:
        yield f"{count(report.withheld, 'article')} withheld"
    numbers = Counter(problem.severity for problem in report.problems)
    told = [count(numbers[each], each.value) for each in (Severity.ERROR, Severity.WARNING) if numbers[each]]
    if told:
        yield ", ".join(told)
