"""What a build tells a person, or a machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from generator.build import Report
from generator.model import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PLENTY = 10  # notes that are shown without --verbose


def show(report: Report, output: Path, seconds: float, as_json: bool, verbose: bool, quiet: bool) -> None:
    """Every problem, the worst last where the eye rests, then one line of figures."""
    if as_json:
        facts = {**msgspec.to_builtins(report), "exit_code": report.exit_code, "seconds": round(seconds, 3)}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    show_problems(report.problems, verbose, quiet)
    if verbose:
        for mark, paths in (("wrote", report.written), ("removed", report.removed)):
            for path in paths:
                click.echo(f"{mark} {path}")
    if not quiet:
        click.echo(_summary(report, output, seconds))
    if not report.published:
        click.secho("Nothing was published; the site is as it was.", fg="red", err=True)


def show_problems(problems: Sequence[Problem], verbose: bool, quiet: bool) -> None:
    """Problems by severity on standard error, in the order of files and lines."""
    wanted = (Severity.ERROR,) if quiet else (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    for severity in wanted:
        found = [problem for problem in problems if problem.severity is severity]
        shown = found if verbose or severity is not Severity.NOTE else found[:_PLENTY]
        if found:
            click.secho(f"{count(len(found), severity.value)}:", fg=_COLOURS[severity], bold=True, err=True)
        for problem in shown:
            click.echo(f"  {problem}", err=True)
        if len(shown) < len(found):
            click.echo(f"  and {len(found) - len(shown)} more (-v shows all)", err=True)


def count(number: int, noun: str) -> str:
    """`1 page`, `1,200 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _summary(report: Report, output: Path, seconds: float) -> str:
    read = count(report.articles, "article")
    held = f" ({report.withheld:,} withheld)" if report.withheld else ""
    took = f"in {seconds:.1f} s{_troubles(report.problems)}."
    if not report.published:
        return f"{read} read{held} {took}"
    written = f"{count(len(report.written), 'file')} written, {report.unchanged:,} left alone"
    removed = f", {len(report.removed):,} removed" if report.removed else ""
    return f"{read}{held}, {count(report.pages, 'page')} in {output}/: {written}{removed}, {took}"


def _troubles(problems: Sequence[Problem]) -> str:
    """What is to be mended, in numbers; nothing where all is well."""
    numbers = Counter(problem.severity for problem in problems)
    told = [count(numbers[each], each.value) for each in (Severity.ERROR, Severity.WARNING) if numbers[each]]
    return f"; {', '.join(told)}" if told else ""
