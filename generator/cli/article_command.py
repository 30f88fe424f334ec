"""`broadsheet article`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.cli import options, report
from generator.cli.terminal import say


@click.command("article", help="Start an article with its front matter, as a draft.")
@options.site
@click.argument("headline")
@click.option("--section", default="news", show_default=True, help="The folder under content/ to put it in.")
@options.now
def command(root: Path, headline: str, section: str, now: dt.datetime | None) -> None:
    from generator.disk import write_whole
    from generator.scaffold import new_article
    from generator.slugs import slugify
    from generator.stock.site import read_config

    section = options.folder(section)
    if not slugify(headline):
        raise click.UsageError("No file name can be made of this headline; it needs letters or digits.")
    with options.host_errors():
        config, problems = read_config(root)
        if config is None:
            report.show_problems(problems, verbose=False, quiet=False)
            sys.exit(options.FAULTY)
        local = (now or dt.datetime.now(dt.UTC)).astimezone(ZoneInfo(config.timezone))
        path, text = new_article(headline, section, local)
        if (root / path).exists():
            raise click.UsageError(f"{path} is already there; edit it, or choose another headline.")
        write_whole(root / path, text.encode())
    say(str(root / path))
    say("  A draft: it is published once you remove its line `draft: true`.")
