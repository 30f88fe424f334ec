"""`broadsheet check`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click
import msgspec

from generator.cli import options, report
from generator.model import Problem, Severity


@click.command("check", help="Look for broken links, repeated ids, missing summaries and alternative texts.")
@options.site
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The built site. [public/]")
@options.now
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path, output: Path | None, now: dt.datetime | None, as_json: bool, verbose: bool, quiet: bool
) -> None:
    with options.host_errors():
        problems = _check(root, output or root / "public", now or dt.datetime.now(dt.UTC))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        facts = {"problems": msgspec.to_builtins(problems), "errors": errors}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        report.show_problems(problems, verbose, quiet)
        if not quiet:
            warnings = sum(problem.severity is Severity.WARNING for problem in problems)
            click.echo(f"Checked: {report.count(errors, 'error')}, {report.count(warnings, 'warning')}.")
    sys.exit(options.FAULTY if errors else options.OK)


def _check(root: Path, output: Path, as_of: dt.datetime) -> tuple[Problem, ...]:
    from generator.checks import check_articles, check_pages
    from generator.checks.built import BuiltSite
    from generator.edition import make_edition
    from generator.sources import read_config, read_sources

    config, problems = read_config(root)
    if config is None:
        return problems
    sources = read_sources(root, config)
    edition = make_edition(sources, config, root, as_of, drafts=False, frozen=False)
    site = BuiltSite(root, output)
    if site.empty:
        return (
            *problems,
            Problem(
                f"{output.name}/",
                0,
                0,
                "not-built",
                "There is no built site here to check",
                "Run `broadsheet build` first",
            ),
        )
    articles = [
        article for key, _ in edition.view.keys("article") if (article := edition.view.one("article", key))
    ]
    found = (*problems, *sources.problems, *edition.problems, *check_articles(articles), *check_pages(site))
    return tuple(sorted({problem for problem in found if problem.rule != "dated"}))
