"""`broadsheet new`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options


@click.command("new", help="Start a site in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The name of the paper. [the folder's name]")
def command(folder: Path, title: str | None) -> None:
    from generator.disk import write_whole
    from generator.scaffold import new_site

    with options.host_errors():
        if folder.exists() and any(folder.iterdir()):
            raise click.UsageError(f"{folder} is not empty; name a new folder.")
        name = title or folder.resolve().name.replace("-", " ").replace("_", " ").title()
        for path, text in new_site(name, dt.datetime.now(dt.UTC)).items():
            write_whole(folder / path, text.encode())
    click.echo(f"{name} is ready in {folder}/. Next:\n")
    click.echo(f"  broadsheet build --site {folder}\n  broadsheet serve --site {folder}")
