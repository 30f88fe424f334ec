"""`broadsheet check`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
import msgspec

from generator.cli import options, report
from generator.model import Article, Problem, Severity

if TYPE_CHECKING:
    from generator.store import Store


@click.command("check", help="Look for broken links, repeated ids, missing summaries and alternative texts.")
@options.site
@options.output
@options.now
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path, output: Path | None, now: dt.datetime | None, as_json: bool, verbose: bool, quiet: bool
) -> None:
    with options.host_errors():
        problems = find_problems(root, output or root / "public", now or dt.datetime.now(dt.UTC))
    errors, warnings = (
        sum(problem.severity is severity for problem in problems)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if as_json:
        report.show_facts({"problems": problems, "errors": errors, "warnings": warnings})
    else:
        report.show_problems(problems, verbose, quiet)
        if not quiet:
            click.echo(f"Checked: {report.count(errors, 'error')}, {report.count(warnings, 'warning')}.")
    sys.exit(options.FAULTY if errors else options.OK)


def find_problems(root: Path, output: Path, as_of: dt.datetime) -> list[Problem]:
    """All that is wrong with a site and its output, in the order of files and lines."""
    return sorted(set(map(_sterner, _check(root, output, as_of))))


def _check(root: Path, output: Path, as_of: dt.datetime) -> Iterator[Problem]:
    """The problems of the sources, as a build finds them, and those of the built site."""
    from generator.output import finish
    from generator.store.keeping import store_for

    finish(output)

    def work(store: Store) -> tuple[Problem, ...]:
        return tuple(_check_sources(store, root, output, as_of))

    problems = store_for(root, output, work, waiting=report.waiting)
    yield from problems
    if not any(problem.path == "site.yaml" and problem.severity is Severity.ERROR for problem in problems):
        yield from _check_output(root, output)


def _check_sources(store: Store, root: Path, output: Path, as_of: dt.datetime) -> Iterator[Problem]:
    from generator.checks import check_articles
    from generator.checks.leaks import leaks
    from generator.checks.orphans import unused_pictures
    from generator.checks.withheld import withheld
    from generator.edition import examine
    from generator.emission import Moment
    from generator.manifest import PRODUCTION, read_head
    from generator.pages.security import expired
    from generator.stock import Order, take_stock
    from generator.view import View

    head = read_head(output)
    # With another address than the one that the output was built for, every page would seem to have changed.
    stock = take_stock(store, Order(root, Moment(as_of.astimezone(dt.UTC)), head.base_url if head else ""))
    if stock is None:
        yield from store.problems.all("config")
        return
    yield from store.problems.all()
    yield from examine(store, root, stock.config)
    zone = ZoneInfo(stock.config.timezone)
    yield from check_articles(_articles(store, zone), View(store.rows()))
    yield from unused_pictures(store, zone)
    if problem := expired(stock.config.security, as_of):
        yield problem
    if head and head.kind == PRODUCTION:
        yield from leaks(output, withheld(store, stock.config))


def _articles(store: Store, zone: ZoneInfo) -> Iterator[Article]:
    """Every published article, and the plain pages."""
    for index in ("article", "plain"):
        for (path,), _ in list(store.entries.keys(index)):
            if article := store.sources.article(path, zone):
                yield article


def _check_output(root: Path, output: Path) -> Iterator[Problem]:
    from generator.checks import check_pages
    from generator.checks.built import BuiltSite
    from generator.checks.finding import Origins

    site = BuiltSite(output)
    if site.empty:
        message, cure = "There is no built site here to check", "Run `broadsheet build` first"
        yield Problem(f"{output.name}/", 0, 0, "not-built", message, cure)
    yield from check_pages(site, Origins(root, output))


def _sterner(problem: Problem) -> Problem:
    """A broken link is a warning for a build, which can publish the rest, and an error here."""
    broken = problem.rule == "broken-link"
    return msgspec.structs.replace(problem, severity=Severity.ERROR) if broken else problem
