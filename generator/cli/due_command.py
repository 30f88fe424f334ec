"""`broadsheet due`."""

from __future__ import annotations

import datetime as dt
import math
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from generator.cli import options, report
from generator.cli.terminal import say
from generator.model import Problem, Record

if TYPE_CHECKING:
    from generator.due import Due
    from generator.store import Store

SOON = 10  # moments after the next that are told with --verbose, and to machines


class Outlook(Record, frozen=True):
    """What lies ahead of a site."""

    now: dt.datetime
    pending: int  # files that a build would make, or remove, by now
    next: Due | None
    later: tuple[Due, ...]


@click.command("due", help="Tell when the site will change by itself, and why.")
@options.site
@options.output
@options.now
@click.option("--cron", is_flag=True, help="Print a crontab line for the next moment instead.")
@click.option("--epoch", is_flag=True, help="Print when a build is needed, in seconds since 1970, instead.")
@options.together(options.as_json, options.verbose)
def command(
    root: Path,
    output: Path | None,
    now: dt.datetime | None,
    cron: bool,
    epoch: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    moment = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    with options.host_errors():
        outlook, problems = _look(root, output or root / "public", moment)
    if outlook is None:
        report.show_problems(problems, verbose, quiet=False)
        sys.exit(options.FAULTY)
    if as_json:
        report.show_facts(outlook)
    elif epoch:
        _show_epoch(outlook)
    elif cron:
        _show_cron(outlook, root, output)
    else:
        _show(outlook, verbose)


def _look(root: Path, output: Path, as_of: dt.datetime) -> tuple[Outlook | None, tuple[Problem, ...]]:
    """Take stock of the sources as a build does, so that what was written since counts; build nothing."""
    from generator.due import upcoming
    from generator.emission import Moment
    from generator.manifest import read_head
    from generator.stock import Order, take_stock
    from generator.store.keeping import store_for

    def work(store: Store) -> tuple[Outlook | None, tuple[Problem, ...]]:
        head = read_head(output)
        stock = take_stock(store, Order(root, Moment(as_of), head.base_url if head else ""))
        if stock is None:
            return None, tuple(store.problems.all("config"))
        zone = ZoneInfo(stock.config.timezone)
        moments = tuple(islice(upcoming(store, as_of, zone), 1 + SOON))
        pending = len(store.jobs.stale()) + len(store.jobs.gone())
        return Outlook(as_of.astimezone(zone), pending, moments[0] if moments else None, moments[1:]), ()

    return store_for(root, output, work, waiting=report.waiting)


def _show(outlook: Outlook, verbose: bool) -> None:
    if outlook.pending:
        waits = report.count(outlook.pending, "file")
        say(f"A build now would look at {waits} again: something has changed since the last one.")
    if outlook.next is None:
        say("Nothing is due: the site stays as it is until somebody changes it.")
        return
    for due in (outlook.next, *(outlook.later if verbose else ())):
        say(f"{_written(due.at)} (in {_distance(outlook.now, due.at)})", bold=True)
        for reason in due.reasons:
            say(f"  {reason}")


def _show_cron(outlook: Outlook, root: Path, output: Path | None) -> None:
    """A line for crontab(5), in UTC, at the first full minute that is not before the moment."""
    if outlook.next is None:
        return
    at = outlook.next.at.astimezone(dt.UTC)
    if at.second or at.microsecond:
        at = at.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    folders = f"--site {_quoted(root)}{f' --output {_quoted(output)}' if output else ''}"
    say(f"# {'; '.join(map(str, outlook.next.reasons))}")
    say("CRON_TZ=UTC")
    say(f"{at.minute} {at.hour} {at.day} {at.month} * broadsheet build {folders}")


def _show_epoch(outlook: Outlook) -> None:
    """When a build is needed: now, or at the first full second that is not before the next moment."""
    if outlook.pending:
        say(str(int(outlook.now.timestamp())))
    elif outlook.next:
        say(str(math.ceil(outlook.next.at.timestamp())))


def _quoted(path: Path) -> str:
    """A path for a line of a crontab, where a percent sign ends the command."""
    import shlex

    return shlex.quote(str(path.resolve())).replace("%", "\\%")


def _written(moment: dt.datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M:%S %Z}".replace(":00 ", " ", 1)


def _distance(now: dt.datetime, at: dt.datetime) -> str:
    """How far away a moment is, in the two largest units: `3 days 4 h`.

    Moments of one time zone differ by what their clock shows, even over a night when clocks change.
    """
    time = at.astimezone(dt.UTC) - now.astimezone(dt.UTC)
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, f"{days} day{'s' * (days != 1)}"), (hours, f"{hours} h"), (minutes, f"{minutes} min"))
    told = [text for number, text in parts if number][:2]
    return " ".join(told) or f"{seconds} s"
