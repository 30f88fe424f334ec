"""Where the addresses lead that have no page: settled when all other files of the site are known.

A build that publishes forgets no address of the ledger: each is a file, leads to one, or is marked as gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.config import Config
from generator.edition import Edition, make_more
from generator.edition import publish as publish_edition
from generator.facts import ALONE, Fact, encode
from generator.hostfiles import write_host_files
from generator.ledger.heirs import Inheritance, inheritance
from generator.ledger.lines import NAME
from generator.losses import bad_sources, would_vanish
from generator.manifest import PRODUCTION, Head
from generator.model import Problem, Record
from generator.output import Stage
from generator.pages import LATE
from generator.pages.forwarding import INDEX
from generator.redirects import GONE, Redirect
from generator.redirects.judging import Alias, Judged, judged
from generator.shapes import Status
from generator.stale import Point
from generator.standing import Planned, Standing
from generator.stock.agenda import extend
from generator.store import Store
from generator.store.outputs import ORPHAN

FACTS = ("redirects", INDEX)


class Request(Record, frozen=True):
    """What a build wants of it."""

    root: Path
    strictly: bool = True  # for publication, so that no address of the ledger may be lost
    move_urls: bool = False  # a changed pattern may move articles
    processes: int = 0


class Forwarded(Record, frozen=True):
    """What came of it. Without `redirects`, it could not be settled yet."""

    edition: Edition
    redirects: tuple[Redirect, ...] | None = None
    failures: tuple[Problem, ...] = ()  # which forbid to publish, whatever else is
    problems: tuple[Problem, ...] = ()
    living: tuple[str, ...] = ()  # files of the ledger that are there
    dead: tuple[str, ...] = ()


def forward(made: Edition, store: Store, stage: Stage, config: Config, request: Request) -> Forwarded:
    """Find where addresses without a page lead, and print what tells so."""
    if any(each.failure for each in made.printed) or _unfinished(made, store):
        return Forwarded(made)
    site = Standing(made, store, config)
    lines = [*store.addresses.dead(), *store.addresses.at(made.vanishing)] if request.strictly else []
    dead = {line for line in lines if not site.is_live(line.url)}
    bad = bad_sources(store) if dead else frozenset[str]()
    found = _known(inheritance(dead, store, config, bad, site.is_live), config)
    result = judged(config.redirects, _aliases(store), found.redirects, site)
    failures = _failures(found, {each.source for each in result.redirects}, store, config, request)
    with store.transaction():
        extend(store, config, _tell(store, result))
    return Forwarded(
        make_more(made, store, stage, request.root, config, request.processes),
        result.redirects,
        tuple(failures),
        result.problems,
        tuple(line.path for line in lines if line not in dead),
        tuple(line.path for line in dead),
    )


def unforwarded(store: Store, config: Config, root: Path) -> Iterator[Problem]:
    """What a build would say of addresses without a page, as the store knows the site; it prints nothing."""
    going = store.outputs.of((ORPHAN, *store.jobs.gone()))
    site = Planned(Edition((), going), store, config)
    lines = {*store.addresses.dead(), *store.addresses.at(going)}
    dead = {line for line in lines if not site.is_live(line.url)}
    bad = bad_sources(store) if dead else frozenset[str]()
    found = _known(inheritance(dead, store, config, bad, site.is_live), config)
    result = judged(config.redirects, _aliases(store), found.redirects, site)
    yield from result.problems
    yield from _failures(found, {each.source for each in result.redirects}, store, config, Request(root))


def publish(sent: Forwarded, made: Edition, store: Store, stage: Stage, head: Head, config: Config) -> None:
    """Publish an edition, and what hosts are told beside it; then the ledger is known to be kept."""
    if sent.redirects is None:
        publish_edition(store, stage, made, head)
        return
    with store.transaction():
        store.addresses.mark((), sent.dead)  # before anything vanishes, should this be interrupted
    publish_edition(store, stage, made, head)
    known = store.recall("host files")
    if head.kind == PRODUCTION:
        known = write_host_files(stage.output, sent.redirects, config, known)
    with store.transaction():
        store.note("host files", known)
        store.addresses.mark(sent.living, ())
        store.note("redirect problems", msgspec.to_builtins(sent.problems))
        store.note("forwarded", True)


def _unfinished(made: Edition, store: Store) -> bool:
    """Whether pages are left that a later slice of a preview prints."""
    printed = {each.job.id for each in made.printed}
    return any(job.kind not in LATE and job.id not in printed for job in store.jobs.stale())


def _known(found: Inheritance, config: Config) -> Inheritance:
    """Without the losses of which site.yaml tells: what waits for its target is gone until then."""
    explained = {rule.source for rule in config.redirects}
    gone = {line.url: Redirect(line.url, "", GONE) for line in found.lost if line.url in explained}
    return Inheritance(
        found.redirects | gone,
        tuple(line for line in found.lost if line.url not in explained),
        found.faulty,
        tuple(pair for pair in found.moved if pair[0] not in explained),
    )


def _aliases(store: Store) -> Iterator[Alias]:
    """The aliases of published articles, the oldest article first."""
    for url, source, place in store.sources.aliases():
        if place.status is Status.PUBLISHED:
            yield Alias(url, place.url, source)


def _tell(store: Store, result: Judged) -> list[Point]:
    """Let the pages know; give what is another one than before."""
    wanted: dict[Fact, bytes] = {(INDEX, (each.source,)): encode(each) for each in result.pages}
    if result.redirects:
        wanted["redirects", ALONE] = encode(result.redirects)
    old = {fact: value for index in FACTS for fact, value in store.facts.all(index).items()}
    changed = [fact for fact in {*old, *wanted} if old.get(fact) != wanted.get(fact)]
    for fact in changed:
        store.facts.put(fact, wanted.get(fact))
    return [Point(index, key, cause=NAME) for index, key in changed]


def _failures(
    found: Inheritance, told: set[str], store: Store, config: Config, request: Request
) -> Iterator[Problem]:
    yield from (would_vanish(line.path, line.source) for line in found.faulty if line.url not in told)
    lost = [line for line in found.lost if line.url not in told]
    moved = [] if request.move_urls else found.moved
    if lost or moved:
        from generator.ledger.losing import lost_urls, moved_urls

        yield from lost_urls(lost, request.root)
        yield from moved_urls(moved, request.root, config.permalink, store.recall("permalinks") or [])
