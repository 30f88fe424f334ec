"""`broadsheet import`."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.cli import options, report
from generator.cli.terminal import say
from generator.importers.raw import Imported, import_text
from generator.model import Problem, Record

Importer = Callable[[str, bytes], Imported]


class Outcome(Record, frozen=True):
    """What became of one file: the article that was written, if any, and what was kept of the text."""

    file: str
    article: str | None
    words: int
    paragraphs: int
    tags: int
    problems: tuple[Problem, ...]


@click.command(
    "import", help="Turn raw texts into Markdown articles, with a report of what was kept and left out."
)
@options.site
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--section", default="news", show_default=True, help="The folder under content/ to put them in."
)
@options.now
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path,
    files: tuple[Path, ...],
    section: str,
    now: dt.datetime | None,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    from generator.stock.site import read_config

    section = options.folder(section)
    with options.host_errors():
        config, problems = read_config(root)
    if config is None:
        _show_all((), problems) if as_json else report.show_problems(problems, verbose, quiet)
        sys.exit(options.FAULTY)
    boilerplate = [re.compile(line, re.IGNORECASE) for line in config.boilerplate]
    date = (now or dt.datetime.now(dt.UTC)).astimezone(ZoneInfo(config.timezone))

    def importer(path: str, data: bytes) -> Imported:
        return import_text(path, data, boilerplate, date)

    outcomes = []
    for file in files:
        with options.host_errors():
            outcomes.append(_import(file, root / "content" / section, importer))
        if not as_json:
            _show(outcomes[-1], quiet)
    if as_json:
        _show_all(outcomes, problems)
    sys.exit(options.OK if all(each.article for each in outcomes) else options.FAULTY)


def _import(file: Path, folder: Path, importer: Importer) -> Outcome:
    """Write one article, unless its text is faulty or a file is in the way."""
    from generator.disk import write_whole
    from generator.stock.survey import LARGEST_ARTICLE

    if file.stat().st_size > LARGEST_ARTICLE:
        return Outcome(str(file), None, 0, 0, 0, (_too_large(file, LARGEST_ARTICLE),))
    made = importer(str(file), file.read_bytes())
    path = folder / f"{made.name}.md"
    problems = made.problems
    if not made.failed and path.exists():
        problems += (_in_the_way(file, path),)
    written = not made.failed and not path.exists()
    if written:
        write_whole(path, made.text.encode())
    story = made.manuscript
    article = str(path) if written else None
    return Outcome(str(file), article, story.words, made.paragraphs, len(story.tags), problems)


def _too_large(file: Path, limit: int) -> Problem:
    message = f"An article is at most {limit // 1_000_000} MB large"
    return Problem(str(file), 0, 0, "too-large", message, "Split it, or remove what is not text")


def _in_the_way(file: Path, path: Path) -> Problem:
    message = f"{path} is there already, and is left as it is"
    return Problem(str(file), 0, 0, "file-exists", message, "Rename it, or change the headline of this text")


def _show(outcome: Outcome, quiet: bool) -> None:
    """One line on what was kept, then what was not; every note, for they tell what is lost."""
    if outcome.article and not quiet:
        words = report.count(outcome.words, "word")
        paragraphs = report.count(outcome.paragraphs, "paragraph")
        tags = report.count(outcome.tags, "tag")
        kept = f"kept the headline, {words} in {paragraphs}, and {tags}"
        say(f"{outcome.file} -> {outcome.article}: {kept}")
    report.show_problems(outcome.problems, verbose=True, quiet=quiet)


def _show_all(outcomes: Iterable[Outcome], problems: Iterable[Problem]) -> None:
    """All outcomes, and the problems of `site.yaml`, as JSON."""
    report.show_facts({"imported": tuple(outcomes), "problems": tuple(problems)})
