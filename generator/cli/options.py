"""Options that several commands share, and the exit codes of all."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

OK, FAULTY, USAGE, HOST = 0, 1, 2, 3
"""Done; errors in the content or the site; wrong usage; disk, network or host."""

F = TypeVar("F", bound=Callable[..., Any])


class Moment(click.ParamType[dt.datetime]):
    """A time such as `2024-11-11T14:30+01:00`; UTC where no zone is given."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a time such as 2024-11-11T14:30+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


site = click.option(
    "--site",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The site's folder.",
)
now = click.option("--now", type=Moment(), help="Build as though it were this time.")
as_json = click.option("--json", "as_json", is_flag=True, help="Report as JSON, for machines.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Print notes and every file written, too.")


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, in the order in which help shows them."""

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@contextmanager
def host_errors() -> Iterator[None]:
    """A failing disk or network is one line and exit code 3, never a traceback."""
    try:
        yield
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(
            f"broadsheet: {where}{error.strerror or error}. Nothing is lost; mend this and run again.",
            err=True,
        )
        sys.exit(HOST)
