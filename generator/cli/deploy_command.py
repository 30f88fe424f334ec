"""`broadsheet deploy`."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import deploy_report, options, report
from generator.cli.progress import progress_bar
from generator.cli.terminal import say
from generator.model import Problem, Record, Severity

if TYPE_CHECKING:
    from generator.config import Config
    from generator.deploy.ledger import Keeper
    from generator.deploy.release import Release
    from generator.targets import Target

    Offer = tuple[Release, Keeper, tuple[Problem, ...]]
    """What is to be deployed, the ledger of the site, and what is wrong."""


class Wish(Record, frozen=True):
    """What was asked for."""

    root: Path
    output: Path
    now: dt.datetime
    dry: bool = False
    force: bool = False
    verify: bool = False
    silent: bool = False  # no progress


@click.command("deploy", help="Bring the built site to its host: only what has changed, in a safe order.")
@click.argument("name", metavar="[TARGET]", required=False)
@options.site
@options.output
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would be done, and do nothing.")
@click.option("--force", is_flag=True, help="Take over what another hand has changed; send every file again.")
@click.option("--no-check", "unchecked", is_flag=True, help="Deploy without `broadsheet check` before.")
@click.option("--rollback", "back", is_flag=True, help="Show the release before, where the host keeps one.")
@click.option("--verify", "verified", is_flag=True, help="Afterwards fetch what was published, and compare.")
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    name: str | None,
    root: Path,
    output: Path | None,
    dry: bool,
    force: bool,
    unchecked: bool,
    back: bool,
    verified: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    started = time.perf_counter()
    wish = Wish(
        root, output or root / "public", dt.datetime.now(dt.UTC), dry, force, verified, quiet or as_json
    )
    with options.host_errors(), deploy_report.missing_libraries():
        config = read_settings(root)
        target = chosen(config, name)
        if back:
            return _roll_back(wish, target, quiet)
        with _settled(wish, config, target, unchecked) as (release, keeper, problems):
            if any(problem.severity is Severity.ERROR for problem in problems):
                deploy_report.refused(target.name, problems, as_json, verbose, quiet)
                sys.exit(options.FAULTY)
            outcome = _deploy(wish, target, release, keeper, problems)
        if not outcome.done.problems and not dry:
            outcome = _afterwards(wish, config, target, release, outcome)
    seconds = time.perf_counter() - started
    show = deploy_report.show_json if as_json else deploy_report.show
    sys.exit(show(outcome, seconds, verbose, quiet))


def read_settings(root: Path) -> Config:
    """The settings of a site; where they have errors, these are told, and that is all."""
    from generator.stock.site import read_config

    config, problems = read_config(root)
    if config is None:
        report.show_problems(problems, verbose=False, quiet=True)
        sys.exit(options.FAULTY)
    return config


def chosen(config: Config, name: str | None) -> Target:
    """The target of a name, or the only one."""
    names = [target.name for target in config.deploy]
    if not names:
        raise click.UsageError("site.yaml names no target under `deploy:`; see docs/deploying.md.")
    if name is None and len(names) > 1:
        raise click.UsageError(f"Which target? site.yaml names {', '.join(names)}.")
    for target in config.deploy:
        if name in (None, target.name):
            return target
    raise click.UsageError(f"There is no target {name!r}; site.yaml names {', '.join(names)}.")


def _roll_back(wish: Wish, target: Target, quiet: bool) -> None:
    from generator.deploy.hosts import connected

    with connected(target, wish.root) as host:
        shows = host.roll_back(int(wish.now.timestamp()))
    if not quiet:
        say(f"{target.name} shows {shows} again. The next `broadsheet deploy` brings what is built.")


@contextmanager
def _settled(wish: Wish, config: Config, target: Target, unchecked: bool) -> Iterator[Offer]:
    """What is to be deployed, while no build can change it.

    It is looked at before builds are kept away, for a check waits for a build, and that for the output. Where
    one has published meanwhile, the look begins anew.
    """
    from generator.deploy.hosts import holding
    from generator.manifest import edition
    from generator.output import finish

    while True:
        finish(wish.output)
        seen = edition(wish.output)
        offer = _offer(wish, config, target, unchecked)
        with holding(wish.output) if seen else nullcontext():
            if edition(wish.output) == seen:
                yield offer
                return


def _offer(wish: Wish, config: Config, target: Target, unchecked: bool) -> Offer:
    """What is to be deployed, and all that is known to be wrong with it before the host is asked."""
    from generator.deploy.ledger import Keeper
    from generator.deploy.limits import beyond, hosts_of_target
    from generator.deploy.release import read_release, unfit

    keeper = Keeper(wish.root, wish.output)
    release, refusals = read_release(wish.root, wish.output, target, config, wish.now)
    problems = [*refusals, *unfit(release, target), *keeper.problems()]
    problems += beyond(wish.output, release, hosts_of_target(config, target))
    if not unchecked and not any(problem.severity is Severity.ERROR for problem in problems):
        from generator.cli.check_command import find_problems

        found = find_problems(wish.root, wish.output, wish.now)
        problems += (each for each in found if each.severity is Severity.ERROR)
    return release, keeper, tuple(problems)


def _deploy(
    wish: Wish, target: Target, release: Release, keeper: Keeper, warnings: tuple[Problem, ...]
) -> deploy_report.Outcome:
    from generator.deploy.hosts import connected
    from generator.deploy.run import deploy
    from generator.deploy.survey import Order

    order = Order(wish.output, target, int(wish.now.timestamp()), wish.force, wish.dry)
    with connected(target, wish.root) as host, progress_bar(wish.silent) as progress:
        done = deploy(order, host, release, keeper.bring, progress)
    listed = not (done.problems or wish.dry) and keeper.keep()
    return deploy_report.Outcome(target.name, wish.dry, warnings, done, listed)


def _afterwards(
    wish: Wish, config: Config, target: Target, release: Release, outcome: deploy_report.Outcome
) -> deploy_report.Outcome:
    """Tell others of the deploy, and look at what readers get."""
    import msgspec

    from generator.deploy.announce import announce
    from generator.deploy.fetched import verify

    done = outcome.done
    if target.announce.anybody:
        sent = tuple(path for path in done.paths("send") if not release.items[path].encoding)
        beside = tuple(f".{encoding}" for encoding in target.precompress)
        gone = tuple(path for path in done.paths("remove") if not (beside and path.endswith(beside)))
        words = announce(target, config, release.base_url, sent, gone)
        outcome = msgspec.structs.replace(outcome, words=words)
    if wish.verify:
        url = target.verify_url or release.base_url
        with progress_bar(wish.silent) as progress:
            found = verify(
                url, tuple(release.items.values()), lambda number, total: progress("Fetching", number, total)
            )
        outcome = msgspec.structs.replace(outcome, verified=found)
    return outcome
