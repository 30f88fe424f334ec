"""`broadsheet check`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from generator.cli import options, report
from generator.edition import Edition, make_edition
from generator.model import Article, Problem, Severity
from generator.sources import read_config, read_sources


@click.command("check", help="Look for broken links, repeated ids, missing summaries and alternative texts.")
@options.site
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The built site. [public/]")
@options.now
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path, output: Path | None, now: dt.datetime | None, as_json: bool, verbose: bool, quiet: bool
) -> None:
    with options.host_errors():
        found = _check(root, output or root / "public", now or dt.datetime.now(dt.UTC))
        problems = sorted(set(map(_sterner, found)))
    errors, warnings = (
        sum(problem.severity is severity for problem in problems)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    if as_json:
        facts = {"problems": msgspec.to_builtins(problems), "errors": errors, "warnings": warnings}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        report.show_problems(problems, verbose, quiet)
        if not quiet:
            click.echo(f"Checked: {report.count(errors, 'error')}, {report.count(warnings, 'warning')}.")
    sys.exit(options.FAULTY if errors else options.OK)


def _check(root: Path, output: Path, as_of: dt.datetime) -> Iterator[Problem]:
    """The problems of the sources, as a build finds them, and those of the built site."""
    from generator.checks import check_articles, check_pages
    from generator.checks.built import BuiltSite
    from generator.checks.finding import Origins

    config, problems = read_config(root)
    yield from problems
    if config is None:
        return
    sources = read_sources(root, config)
    edition = make_edition(sources, config, root, as_of, drafts=False, frozen=False)
    yield from (*sources.problems, *edition.problems)
    yield from check_articles(_articles(edition))
    site = BuiltSite(output)
    if site.empty:
        message, cure = "There is no built site here to check", "Run `broadsheet build` first"
        yield Problem(f"{output.name}/", 0, 0, "not-built", message, cure)
    yield from check_pages(site, Origins(root, output))


def _articles(edition: Edition) -> Iterator[Article]:
    """Every published article, and the plain pages."""
    for index in ("article", "plain"):
        for key, _ in edition.view.keys(index):
            if article := edition.view.one(index, key):
                yield article


def _sterner(problem: Problem) -> Problem:
    """A broken link is a warning for a build, which can publish the rest, and an error here."""
    broken = problem.rule == "broken-link"
    return msgspec.structs.replace(problem, severity=Severity.ERROR) if broken else problem
