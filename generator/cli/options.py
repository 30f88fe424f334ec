"""Options that several commands share, and the exit codes of all."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cli.terminal import say

OK, FAULTY, USAGE, HOST, INTERRUPTED = 0, 1, 2, 3, 130
"""Done; errors in the content or the site; wrong usage; disk, network or host; Ctrl-C."""

F = TypeVar("F", bound=Callable[..., Any])


def _moment(ctx: click.Context, param: click.Parameter, text: str | None) -> dt.datetime | None:
    """A time such as `2024-11-11T14:30+01:00`; in the site's time zone where none is given."""
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=_zone(ctx.params["root"]))
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a time such as 2024-11-11T14:30", ctx, param) from None


def _zone(root: Path) -> dt.tzinfo:
    """The time zone of a site; UTC where its `site.yaml` has errors, which the command reports itself."""
    from zoneinfo import ZoneInfo

    from generator.stock.site import read_config

    with host_errors():
        config, _ = read_config(root)
    return ZoneInfo(config.timezone) if config else dt.UTC


def base_url(ctx: click.Context, param: click.Parameter, text: str) -> str:
    """An address for the site, under the rules of `site.yaml`; empty where none is given."""
    if not text:
        return ""
    from generator.data import values
    from generator.data.schema import Complaint

    url = values.base_url(text)
    if isinstance(url, Complaint):
        raise click.BadParameter(f"it {url.message}. {url.cure}.", ctx, param)
    return url


# Eager: `--now` is read by the clock of this site, in whatever order the two are written.
site = click.option(
    "--site",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    is_eager=True,
    help="The site's folder.",
)
now = click.option(
    "--now",
    metavar="TIME",
    callback=_moment,
    help="Take this time for now; the site's zone unless it names one.",
)
output = click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="The built site. [public/]"
)
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
    except BrokenPipeError:  # whoever reads our output has seen enough
        raise
    except MemoryError:
        say("broadsheet: there is not enough memory. Nothing is lost; run again with more.", err=True)
        sys.exit(HOST)
    except OSError as error:
        place = error.filename2 or error.filename  # of a renaming, the file that is to be replaced
        where = f"{place}: " if place else ""
        say(
            f"broadsheet: {where}{error.strerror or error}. Nothing is lost; mend this and run again.",
            err=True,
        )
        sys.exit(HOST)


def folder(section: str) -> str:
    """The folder below `content/` for a `--section`; wrong usage where it can be none."""
    from generator.settings.permalinks import is_reserved
    from generator.slugs import slugify

    slug = slugify(section)
    if not slug:
        raise click.UsageError(
            f"No folder can be named after the section {section!r}; it needs letters or digits."
        )
    if is_reserved(slug) and slug != "pages":
        raise click.UsageError(f"Broadsheet keeps the address /{slug}/ for itself; choose another --section.")
    return slug


def below_site(root: Path, path: Path) -> str:
    """A path of the disk as one below the site, "" for the site itself; wrong usage for one outside of it."""
    from generator.paths import below

    found = below(root, path)
    if found is None:
        raise click.UsageError(
            f"{click.format_filename(path)} is not in the site's folder, {root.resolve()}."
        )
    return found
