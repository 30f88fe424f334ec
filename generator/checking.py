"""`check`: all that is wrong with a site, in its sources and in its output. `check` names the steps."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from generator.checks.leaks import Withheld
from generator.config import Config
from generator.manifest import PRODUCTION, Manifest, read_manifest
from generator.model import Problem, Record, Severity
from generator.stock import Progress
from generator.store import Store
from generator.store.database import Waiting

if TYPE_CHECKING:
    from generator.checks.addresses import Address
    from generator.checks.memory import Memory
    from generator.checks.sweep import Sweep

STERN = ("broken-link",)
"""Warnings of a build, which can publish the rest, that are errors here."""


class Order(Record, frozen=True):
    """What is to be checked."""

    root: Path
    output: Path
    as_of: dt.datetime
    asking: int = 0  # seconds for which other sites are asked about links to them
    hosts: bool = True  # whether the output is what the hosts of the site can take, which a deploy knows


class Findings(Record, frozen=True):
    """What came of it. The problems follow from the site alone, however much of it was known before."""

    problems: tuple[Problem, ...]  # in the order of files and lines
    files: int = 0  # in the output
    read: int = 0  # of these, the files that had to be looked into
    asked: int = 0  # addresses of other sites that were asked for now


class _Sources(Record, frozen=True):
    """What the sources tell."""

    problems: tuple[Problem, ...]
    config: Config | None = None
    withheld: tuple[Withheld, ...] = ()


def check(order: Order, waiting: Waiting = lambda _: None, progress: Progress = lambda *_: None) -> Findings:
    """Look at the sources, then at the output. Raises `OSError` when the disk fails."""
    from generator.checks.memory import memory_of
    from generator.output import finish
    from generator.store.keeping import store_for, store_path
    from generator.versions import version

    finish(order.output)
    manifest = read_manifest(order.output)
    made_by = hashlib.blake2b(manifest.base_url.encode(), key=version(), digest_size=20).digest()
    with memory_of(store_path(order.root, order.output), made_by, waiting) as memory:

        def look(store: Store) -> _Sources:
            return _sources(store, order, manifest, memory)

        sources = store_for(order.root, order.output, look, waiting=waiting)
        if sources.config is None:
            return Findings(_settled(sources.problems))
        found, swept = _output(order, manifest, sources, memory, progress)
    asked = 0
    if order.asking:
        told, asked = _ask_others(order, manifest, sources.config, swept, progress)
        found = (*found, *told)
    return Findings(_settled((*sources.problems, *found)), len(manifest.files), swept.read, asked)


def _sources(store: Store, order: Order, manifest: Manifest, memory: Memory) -> _Sources:
    """The problems of the sources, as a build finds them, and those that only a check looks for."""
    from generator.checks.judging import article_problems
    from generator.checks.orphans import unused_pictures
    from generator.checks.withheld import withheld
    from generator.edition import examine
    from generator.emission import Moment
    from generator.forwarding import unforwarded
    from generator.pages.security import expired
    from generator.stock import Order as StockOrder
    from generator.stock import take_stock

    # With another address than the one that the output was built for, every page would seem to have changed.
    moment = Moment(order.as_of.astimezone(dt.UTC))
    stock = take_stock(store, StockOrder(order.root, moment, manifest.base_url))
    if stock is None:
        return _Sources(tuple(store.problems.all("config")))
    config, zone = stock.config, ZoneInfo(stock.config.timezone)
    problems = [*store.problems.all(), *examine(store, order.root, config)]
    problems += article_problems(store, zone, memory)
    problems += unused_pictures(store, zone)
    problems += (each for each in (expired(config.security, order.as_of),) if each)
    is_public = manifest.kind == PRODUCTION and bool(manifest.files)
    if is_public and store.outputs.count():  # else no build has told yet what lies in the output
        problems += unforwarded(store, config, order.root)
    return _Sources(tuple(problems), config, tuple(withheld(store, config)) if is_public else ())


def _output(
    order: Order, manifest: Manifest, sources: _Sources, memory: Memory, progress: Progress
) -> tuple[tuple[Problem, ...], Sweep]:
    """The problems of the built site."""
    from generator.checks.addresses import Address
    from generator.checks.leaks import headlines, leaks
    from generator.checks.sweep import sweep

    address = Address(manifest.base_url)
    swept = sweep(
        order.output,
        address,
        tuple(headlines(sources.withheld)),
        memory,
        lambda done, total: progress("Checking", done, total),
    )
    problems = list(_built(order, manifest, address, swept))
    problems += leaks(swept.files, sources.withheld, address)
    problems += _around(order, sources, manifest, swept)
    return tuple(problems), swept


def _built(order: Order, manifest: Manifest, address: Address, swept: Sweep) -> Iterator[Problem]:
    """What is wrong with the files that were built, at the line of the source where it can be found."""
    from generator.checks.links import Links, wrong_sizes
    from generator.checks.origins import Origins
    from generator.ledger.published import read_redirects

    files = {path: swept.files[path].facts for path in manifest.files if path in swept.files}
    if not files:
        message, cure = "There is no built site here to check", "Run `broadsheet build` first"
        yield Problem(f"{order.output.name}/", 0, 0, "not-built", message, cure)
        return
    found = [(path, finding) for path, facts in files.items() for finding in facts.findings]
    found += Links(files, address, read_redirects(order.output)).dead()
    found += wrong_sizes(files, swept.sizes, address)
    yield from Origins(order.root, order.output, sources_of(manifest)).problems(found)


def _ask_others(
    order: Order, manifest: Manifest, config: Config, swept: Sweep, progress: Progress
) -> tuple[list[Problem], int]:
    """What other sites answer, and how many addresses were asked for."""
    from generator.checks.external.links import external_links
    from generator.checks.external.manners import Manners
    from generator.checks.origins import Origins
    from generator.store.keeping import FOLDER

    files = {path: swept.files[path].facts for path in manifest.files if path in swept.files}
    heard = external_links(
        files,
        config.check,
        manifest.base_url,
        order.root / FOLDER,
        Manners(limit=order.asking),
        lambda done, total: progress("Asking", done, total),
    )
    origins = Origins(order.root, order.output, sources_of(manifest))
    return list(origins.problems(heard.findings)), heard.asked


def _around(order: Order, sources: _Sources, manifest: Manifest, swept: Sweep) -> Iterator[Problem]:
    """What is wrong with the site as a whole: its language, its ledger, the limits of its hosts."""
    from generator.checks.hosting import host_limits
    from generator.checks.languages import unnamed_language
    from generator.checks.lost import lost_addresses

    assert sources.config is not None
    yield from unnamed_language((order.root / "site.yaml").read_text(encoding="utf-8", errors="replace"))
    if manifest.kind == PRODUCTION and manifest.files:
        told = {problem.message for problem in sources.problems if problem.rule == "lost-url"}
        published = manifest.files.keys() & swept.files.keys()
        yield from lost_addresses(order.root, order.output, published, silent=bool(told))
        if order.hosts:
            yield from host_limits(order.root, order.output, sources.config, order.as_of)


def sources_of(manifest: Manifest) -> Mapping[str, str]:
    """The article of each file that is the page of one."""
    return {path: owned.source for path, owned in manifest.files.items() if owned.source}


def _settled(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Each problem once, in the order of files and lines, as severe as it is here."""
    return tuple(sorted(set(map(_sterner, problems))))


def _sterner(problem: Problem) -> Problem:
    stern = problem.rule in STERN
    return msgspec.structs.replace(problem, severity=Severity.ERROR) if stern else problem
