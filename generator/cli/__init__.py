"""The `broadsheet` command. Each subcommand is one file, loaded only when it is called."""

from __future__ import annotations

import importlib

import click

from generator import __version__

COMMANDS = {
    "build": "Articles in, site out.",
    "serve": "Preview the site, and reload it when a file is saved.",
    "new": "Start a site in a new folder.",
    "article": "Start an article with its front matter.",
    "import": "Turn raw texts into Markdown articles.",
    "check": "Look for broken links and missing pieces.",
}


class Lazy(click.Group):
    """Knows its commands by name and imports the one that runs."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"generator.cli.{name}_command").command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="broadsheet")
def main() -> None:
    """Broadsheet: a folder of articles in, a newspaper out."""
