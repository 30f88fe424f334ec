"""`broadsheet new`."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import click

from generator.cli import options


@click.command("new", help="Start a site in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The name of the paper. [the folder's name]")
def command(folder: Path, title: str | None) -> None:
    from generator.disk import write_whole
    from generator.scaffold import new_site

    name = " ".join((title or _title(folder)).split())
    if not name:
        raise click.UsageError("The paper needs a name; give it one with --title.")
    with options.host_errors():
        if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
            raise click.UsageError(f"{folder} is not empty; name a new folder.")
        for path, text in new_site(name, dt.datetime.now(dt.UTC)).items():
            write_whole(folder / path, text.encode())
    site = shlex.quote(str(folder))
    click.echo(f"{name} is ready in {folder}/. Next:\n")
    click.echo(f"  broadsheet serve --site {site}\n  broadsheet build --site {site}")


def _title(folder: Path) -> str:
    """`the-harbour-mail` is The Harbour Mail; capitals that are there stay."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[0].upper() + word[1:] for word in words)
