"""The `broadsheet` command. Each subcommand is one file, loaded only when it is called."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import signal
import sys
from typing import Any

import click

from generator import __version__
from generator.cli.options import FAULTY, INTERRUPTED, host_errors
from generator.cli.terminal import say, streams

NAME = "broadsheet"
COMMANDS = {
    "build": "Articles in, site out.",
    "serve": "Preview the site, and reload it when a file is saved.",
    "new": "Start a site in a new folder.",
    "article": "Start an article with its front matter.",
    "import": "Turn raw texts into Markdown articles.",
    "check": "Look for broken links and missing pieces.",
    "deploy": "Bring the built site to its host.",
    "due": "Tell when the site will change by itself, and why.",
    "explain": "Tell what a page is made from, and why it was last made.",
}


class Lazy(click.Group):
    """Knows its commands by name and imports the one that runs."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run as `broadsheet`, also where it was called by `python -m generator`."""
        with streams(), host_errors():
            return super().main(*args, **{"prog_name": NAME, **options})

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with the exit code that shells know for it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # it has been heard
            say(err=True)
            say("Interrupted.", err=True)
            sys.exit(INTERRUPTED)

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            ctx.fail(f"There is no command {name!r}.{_suggestion(name)}")
        command: click.Command = importlib.import_module(f"generator.cli.{name}_command").command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _suggestion(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, 1)
    return f" Did you mean {near[0]!r}?" if near else f" The commands are {', '.join(COMMANDS)}."


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=NAME)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Broadsheet: a folder of articles in, a newspaper out."""
    # A build makes many objects and hardly a cycle: the collector, as it is set, looks for them in vain.
    gc.set_threshold(50_000, 50, 50)
    if os.environ.get("NO_COLOR"):  # https://no-color.org/
        ctx.color = False


def run() -> None:
    """`main`, as a process of its own, that ends with the exit code of the command and at once.

    With the end that Python has by itself there may be another: where Ctrl-C came while a template was loaded
    Python gives the signal to itself, although it was heard, and where obstore still tells of a request its
    threads bring the process down. Besides, it would take away each object of a large archive first.
    """
    try:
        main()
    except SystemExit as end:
        atexit._run_exitfuncs()
        os._exit(end.code if isinstance(end.code, int) else FAULTY)
