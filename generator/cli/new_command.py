"""`broadsheet new`."""

from __future__ import annotations

import datetime as dt
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.terminal import say

if TYPE_CHECKING:
    from generator.ci import System

SITE = "site.yaml"


@click.command("new", help="Start a site in a new folder; or with --ci, write the workflow of a site.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The name of the paper. [the folder's name]")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab"]),
    help="Write a workflow that builds, checks and deploys; into a site that is there, nothing else.",
)
@click.option("--target", metavar="NAME", help="The target that the workflow deploys to. [the only one]")
@click.option("--force", is_flag=True, help="Write over the workflow that is there.")
def command(folder: Path | None, title: str | None, ci: str | None, target: str | None, force: bool) -> None:
    from generator.ci import SYSTEMS

    system = SYSTEMS[ci] if ci else None
    with options.host_errors():
        if system and ((folder or Path()) / SITE).is_file():
            if title:
                raise click.UsageError("This site has a name already; --title is for a new one.")
            _write_workflow(folder or Path(), system, target, force)
            return
        if folder is None:
            raise click.UsageError("Name the folder of the new site, or go into one with a site.yaml.")
        _start(folder, title, system)
        if system:
            _write_workflow(folder, system, target, force)


def _start(folder: Path, title: str | None, system: System | None) -> None:
    from generator.disk import write_whole
    from generator.scaffold import new_site
    from generator.slugs import slugify

    name = " ".join((title or _title(folder)).split())
    if not name:
        raise click.UsageError("The paper needs a name; give it one with --title.")
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a new folder.")
    fields = system.target.format(name=slugify(folder.resolve().name) or "paper") if system else ""
    for path, text in new_site(name, dt.datetime.now(dt.UTC), fields).items():
        write_whole(folder / path, text.encode())
    site = shlex.quote(str(folder))
    say(f"{name} is ready in {folder}/. Next:")
    say()
    say(f"  broadsheet serve --site {site}")
    say(f"  broadsheet build --site {site}")
    if system:
        say()
        say(f"Put the address of your host under `deploy:` in {folder / SITE}, and run again:")
        say()
        say(f"  broadsheet new {site} --ci {system.word} --force")
        say()


def _write_workflow(root: Path, system: System, target: str | None, force: bool) -> None:
    from generator import __version__
    from generator.ci.needs import needs_of
    from generator.cli.deploy_command import chosen, read_settings
    from generator.disk import write_whole

    branch = _branch(root)
    config = read_settings(root)
    charts = find_spec("vl_convert") is not None
    needs = needs_of(config, chosen(config, target), __version__, branch, charts)
    file, text = root / system.path, system.workflow(needs)
    if file.exists() and file.read_text(encoding="utf-8", errors="replace") != text and not force:
        raise click.UsageError(f"{file} is there, and otherwise; --force writes over it.")
    write_whole(file, text.encode())
    say(f"{file} builds the site, checks it and deploys it to {needs.target}.")
    if names := needs.all_secrets(system.host):
        say(f"It needs these secrets, under {system.secrets}: {', '.join(names)}.")
    say(system.advice)


def _branch(root: Path) -> str:
    """The branch that is checked out; `main` where that cannot be told.

    Wrong usage where the site is not the top of its repository.
    """
    folder = root.resolve()
    for parent in folder.parents:
        if (parent / ".git").exists() and not (folder / ".git").exists():
            message = (
                f"{root} is a folder of the repository {parent}, and workflows are read at its top alone"
            )
            raise click.UsageError(f"{message}; make the site the top of a repository.")
    head = folder / ".git" / "HEAD"
    start = "ref: refs/heads/"
    found = head.read_text(encoding="utf-8").strip() if head.is_file() else ""
    return found.removeprefix(start) if found.startswith(start) else "main"


def _title(folder: Path) -> str:
    """`the-harbour-mail` is The Harbour Mail; capitals that are there stay."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[0].upper() + word[1:] for word in words)
