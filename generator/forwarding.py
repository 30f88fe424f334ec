"""Where the addresses lead that have no page: settled when all other files of the site are known.

A build that publishes forgets no address of the ledger: each is a file, leads to one, or is marked as gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.edition import Edition, make_more
from generator.edition import publish as publish_edition
from generator.facts import ALONE, Fact, encode
from generator.hostfiles import write_host_files
from generator.hosts import hosts_of
from generator.ledger.heirs import Inheritance, inheritance
from generator.ledger.lines import NAME
from generator.losses import bad_sources, would_vanish
from generator.manifest import PRODUCTION, Head
from generator.model import Problem, Record
from generator.output import Stage
from generator.pages import LATE
from generator.pages.forwarding import INDEX
from generator.redirects import GONE, Redirect
from generator.redirects.judging import Alias, judged
from generator.rows import LAST
from generator.shapes import Location, Status
from generator.stale import Point
from generator.stock.agenda import extend
from generator.store import Store
from generator.store.outputs import ORPHAN
from generator.urls import output_path

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
    site = _Site(made, store, config)
    lines = [*store.addresses.dead(), *store.addresses.at(made.vanishing)] if request.strictly else []
    dead = {line for line in lines if not site.is_live(line.url)}
    bad = bad_sources(store) if dead else frozenset[str]()
    found = _known(inheritance(dead, store, config, bad, site.is_live), config)
    result = judged(config.redirects, _aliases(store), found.redirects, site)
    failures = _failures(found, {each.source for each in result.redirects}, store, config, request)
    with store.transaction():
        extend(store, config, _tell(store, result.redirects, config))
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
    site = _Planned(Edition((), going), store, config)
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


class _Site:
    """The site as it is about to be published: see `redirects.judging.Site`."""

    def __init__(self, made: Edition, store: Store, config: Config) -> None:
        self._zone = ZoneInfo(config.timezone)
        self._new = {file.path for each in made.printed for file in each.staged}
        self._going = made.vanishing
        self._store = store

    def is_live(self, url: str) -> bool:
        path = output_path(url)
        if path in self._new:
            return True
        number = self._store.outputs.job(path)
        if number is None or number == ORPHAN or path in self._going:
            return False
        job = self._store.jobs.get(number)
        return job is not None and job[0].kind not in LATE

    def is_withheld(self, url: str) -> bool:
        return any(place.status is not Status.PUBLISHED for place in self._places(url))

    def _places(self, url: str) -> Iterator[Location]:
        """Where articles stand that have a URL, published or not."""
        rows = self._store.rows()
        found = (rows.shape(source, "location") for _, source in rows.between("location", (url,), "", LAST))
        return (place for place in found if place is not None)

    def place_of(self, alias: Alias) -> tuple[str, int, int]:
        article = self._store.sources.article(alias.source, self._zone)
        written = (each for each in (article.aliases if article else ()) if each.text == alias.url)
        return next(((each.path, each.line, each.column) for each in written), (alias.source, 0, 0))


class _Planned(_Site):
    """The site as the next build would publish it."""

    def is_live(self, url: str) -> bool:
        if super().is_live(url) or self._store.rows().has_page(url):
            return True
        return any(place.status is Status.PUBLISHED for place in self._places(url))


def _aliases(store: Store) -> Iterator[Alias]:
    """The aliases of published articles, the oldest article first where several have one."""
    for url, source, place in store.sources.aliases():
        if place.status is Status.PUBLISHED:
            yield Alias(url, place.url, source)


def _tell(store: Store, redirects: tuple[Redirect, ...], config: Config) -> list[Point]:
    """Let the pages know; give what is another one than before."""
    wanted: dict[Fact, bytes] = {
        (INDEX, (each.source,)): encode(each) for each in _with_pages(redirects, config)
    }
    if redirects:
        wanted["redirects", ALONE] = encode(redirects)
    old = {fact: value for index in FACTS for fact, value in store.facts.all(index).items()}
    changed = [fact for fact in {*old, *wanted} if old.get(fact) != wanted.get(fact)]
    for fact in changed:
        store.facts.put(fact, wanted.get(fact))
    return [Point(index, key, cause=NAME) for index, key in changed]


def _with_pages(redirects: Iterable[Redirect], config: Config) -> Iterator[Redirect]:
    """Those that some host of the site cannot follow by itself. What is no page cannot be one that tells."""
    hosts = hosts_of(config.hosting)
    for each in redirects:
        able = all(host.gone if each.status == GONE else host.redirects for host in hosts)
        if not able and output_path(each.source).endswith(".html"):
            yield each


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
