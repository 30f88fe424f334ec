"""`broadsheet check`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options, report
from generator.cli.progress import progress_bar
from generator.cli.terminal import say
from generator.model import Problem, Severity

if TYPE_CHECKING:
    from generator.checking import Findings


@click.command("check", help="Look for dead links, lost addresses, and whatever else is wrong with the site.")
@options.site
@options.output
@options.now
@click.option(
    "--external", is_flag=True, help="Ask other sites whether the links to them still lead somewhere."
)
@click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="For how long other sites are asked.",
)
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path,
    output: Path | None,
    now: dt.datetime | None,
    external: bool,
    time_limit: int,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    moment = now or dt.datetime.now(dt.UTC)
    with options.host_errors(), progress_bar(quiet or as_json) as progress:
        from generator.checking import Order, check

        asking = time_limit if external else 0
        found = check(Order(root, output or root / "public", moment, asking), report.waiting, progress)
    show = _show_json if as_json else _show
    show(found, verbose, quiet)
    sys.exit(options.FAULTY if _count(found.problems, Severity.ERROR) else options.OK)


def find_problems(root: Path, output: Path, as_of: dt.datetime) -> tuple[Problem, ...]:
    """All that is wrong with a site and its output but for what its hosts can take, in the order of files
    and lines."""
    from generator.checking import Order, check

    return check(Order(root, output, as_of, hosts=False), report.waiting).problems


def _show_json(found: Findings, _verbose: bool, _quiet: bool) -> None:
    """docs/checking.md describes this form."""
    numbers = {f"{each.value}s": _count(found.problems, each) for each in reversed(Severity)}
    files = {"files": found.files, "read": found.read, "asked": found.asked}
    report.show_facts({"problems": found.problems, **numbers, **files})


def _show(found: Findings, verbose: bool, quiet: bool) -> None:
    report.show_problems(found.problems, verbose, quiet)
    if not quiet:
        told = (
            report.count(_count(found.problems, each), each.value)
            for each in (Severity.ERROR, Severity.WARNING)
        )
        say(f"Checked {report.count(found.files, 'file')}: {', '.join(told)}.")


def _count(problems: tuple[Problem, ...], severity: Severity) -> int:
    return sum(problem.severity is severity for problem in problems)
