"""`broadsheet import`."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.cli import options, report
from generator.config import Config
from generator.model import Problem


@click.command(
    "import", help="Turn raw texts into Markdown articles, with a report of what was kept and left out."
)
@options.site
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--section", default="news", show_default=True, help="The folder under content/ to put them in."
)
@options.now
@options.together(options.verbose, options.quiet)
def command(
    root: Path, files: tuple[Path, ...], section: str, now: dt.datetime | None, verbose: bool, quiet: bool
) -> None:
    from generator.slugs import is_slug
    from generator.sources import read_config

    if not is_slug(section):
        raise click.UsageError(
            f"--section names a folder in small letters, such as `world`, not {section!r}."
        )
    with options.host_errors():
        config, problems = read_config(root)
        if config is None:
            report.show_problems(problems, verbose, quiet)
            sys.exit(options.FAULTY)
        local = (now or dt.datetime.now(dt.UTC)).astimezone(ZoneInfo(config.timezone))
        done = [_import(file, root, section, config, local, verbose, quiet) for file in files]
    sys.exit(options.OK if all(done) else options.FAULTY)


def _import(
    file: Path, root: Path, section: str, config: Config, date: dt.datetime, verbose: bool, quiet: bool
) -> bool:
    """Write one article, unless its text is faulty or a file is in the way; say what was done."""
    from generator.disk import write_whole
    from generator.importers.raw import import_text

    boilerplate = [re.compile(line, re.IGNORECASE) for line in config.boilerplate]
    made = import_text(str(file), file.read_bytes(), boilerplate, date)
    path = root / "content" / section / f"{made.name}.md"
    problems = made.problems
    if not made.failed and path.exists():
        problems += (
            Problem(
                str(file),
                0,
                0,
                "file-exists",
                f"{path} is there already, and is left as it is",
                "Rename one of the two",
            ),
        )
    faulty = made.failed or path.exists()
    if not faulty:
        write_whole(path, made.text.encode())
        if not quiet:
            click.echo(
                f"{file} -> {path}: {_kept(made.paragraphs, len(made.manuscript.tags), made.manuscript.words)}"
            )
    report.show_problems(problems, verbose=True, quiet=quiet)
    return not faulty


def _kept(paragraphs: int, tags: int, words: int) -> str:
    counts = (report.count(words, "word"), report.count(paragraphs, "paragraph"), report.count(tags, "tag"))
    return f"kept the headline, {counts[0]} in {counts[1]}, and {counts[2]}"
