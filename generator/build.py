"""The build: articles in, a newspaper out. Read `build` first; it names the steps in their order.

There is one build. With an empty store it is a clean one, and an incremental one leaves the same bytes, the
same problems and the same exit code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.collisions import collisions
from generator.design import Design
from generator.emission import Moment
from generator.manifest import PREVIEW, PRODUCTION, Head
from generator.model import Article, Problem, Record, Severity
from generator.output import Stage
from generator.pages import KINDS
from generator.press import Press, Printed
from generator.publication import (
    INTERRUPTED,
    Edition,
    edition,
    in_the_way,
    inspect,
    keep,
    losses,
    publish,
    vanished,
)
from generator.stock import Order, Progress, Stock, take_stock
from generator.store import Store
from generator.store.database import Waiting
from generator.store.keeping import store_for
from generator.workers import spread

PAGES = tuple(number for number, kind in enumerate(KINDS) if kind.is_page)
SPEAKING = tuple(number for number, kind in enumerate(KINDS) if kind.problems)


class Request(Record, frozen=True):
    """What a build is asked to do."""

    root: Path
    output: Path
    as_of: dt.datetime  # the time that the build takes for now
    drafts: bool = False  # show drafts and embargoed articles
    preview: bool = False  # not for publication: the output says so, and no date is written into a source
    strict: bool = False  # warnings count as errors
    keep_going: bool = False  # publish what is good
    frozen: bool = False  # write nothing into the sources
    clean: bool = False  # forget all that the builds before have seen
    changed: tuple[str, ...] | None = None  # paths in the site: all else is taken to be as it was
    base_url: str = ""  # in place of the one in site.yaml
    processes: int = 0  # to work in; 0 means as many as the work is worth


class Report(Record, frozen=True):
    """What a build did."""

    published: bool
    problems: tuple[Problem, ...]
    articles: int = 0  # in the site, the faulty ones too
    changed: int = 0  # articles that are new, changed or gone since the last build
    withheld: int = 0  # drafts, embargoed, expired
    pages: int = 0  # in the site
    rebuilt: int = 0  # pages that were made again
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # what happened beside the work

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def exit_code(self) -> int:
        return 1 if self.errors else 0


def build(
    request: Request, progress: Progress = lambda *_: None, waiting: Waiting = lambda _: None
) -> Report:
    """Build a site. With an error, unless asked to keep going, the output stays as it was.

    `waiting` is told once who holds the store, where another process does. Raises `OSError` when the
    disk fails.
    """

    def work(store: Store) -> Report:
        return _build(store, request, progress)

    return store_for(request.root, request.output, work, request.clean, waiting)


def _build(store: Store, request: Request, progress: Progress) -> Report:
    moment = Moment(request.as_of, request.drafts, request.frozen)
    order = Order(request.root, moment, request.base_url, request.changed, request.processes)
    stock = take_stock(store, order, progress)
    if stock is None:
        return Report(False, _judged(store.problems.all("config"), request.strict))
    report = _report(store, stock)
    if _stops(store, request, after_printing=False):
        return _failed(report, store, request, _examine(store, stock))

    head = Head(PREVIEW if request.preview else PRODUCTION, stock.config.base_url)
    with Stage(request.output) as stage:
        with store.transaction():
            inspect(store, request.output, thorough=request.changed is None)
        printed = _print(store, stage, stock.design, request.processes, progress)
        made = edition(store, printed)
        lost = losses(store, made)
        failures = [each.failure for each in printed if each.failure]
        failures += collisions(store, printed, made.vanishing)
        if request.preview:
            made = keep(made, lost)  # the last good page stands until its source is mended
        else:
            failures += vanished(lost)
        failures += in_the_way(store, stage, made, head.kind)
        stopped = _stops(store, request, after_printing=True)
        dated = () if failures or stopped or request.preview else _undated(store, stock)
        notes, undatable = _write_dates(request.root, dated)
        if failures or stopped or undatable:
            return _failed(report, store, request, _once((*failures, *undatable)))
        if store.recall("publishing"):
            report = msgspec.structs.replace(report, remarks=(*report.remarks, INTERRUPTED))
        publish(store, stage, made, head)
    return _published(report, store, request, made, notes)


def _report(store: Store, stock: Stock) -> Report:
    return Report(
        False,
        (),
        articles=store.sources.count(),
        changed=stock.articles,
        withheld=store.sources.withheld(),
        remarks=tuple(filter(None, (store.remark,))),
    )


def _failed(report: Report, store: Store, request: Request, more: Iterable[Problem]) -> Report:
    """The report of a build that publishes nothing."""
    problems = _judged((*store.problems.all(), *more), request.strict)
    return msgspec.structs.replace(report, problems=problems)


def _published(
    report: Report, store: Store, request: Request, made: Edition, notes: Iterable[Problem]
) -> Report:
    written = tuple(made.changed)
    return msgspec.structs.replace(
        report,
        published=True,
        problems=_judged((*store.problems.all(), *notes), request.strict),
        pages=store.jobs.count(PAGES),
        rebuilt=sum(each.job.kind in PAGES for each in made.printed),
        written=written,
        unchanged=store.outputs.count() - len(written),
        removed=tuple(sorted(made.vanishing)),
    )


def _stops(store: Store, request: Request, after_printing: bool) -> bool:
    """Whether a problem forbids to publish. What pages refer to in vain is known once they are printed: a
    warning, which counts only where the build is strict, and which a clean build cannot know before."""
    wanted = (Severity.ERROR, Severity.WARNING) if request.strict else (Severity.ERROR,)
    found = (
        problem
        for owner, problems in store.problems.owned()
        if after_printing or not owner.startswith("job ")
        for problem in problems
    )
    return not request.keep_going and any(problem.severity in wanted for problem in found)


def _judged(problems: Iterable[Problem], strict: bool) -> tuple[Problem, ...]:
    """Problems in the order of files and lines; when strict, warnings are errors."""
    unique = sorted(set(problems))
    if not strict:
        return tuple(unique)
    return tuple(
        msgspec.structs.replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each
        for each in unique
    )


def _examine(store: Store, stock: Stock) -> Iterator[Problem]:
    """What the articles that are to be printed refer to in vain, when nothing is printed."""
    press = Press(stock.design, None, store.rows(), store.path)
    for job in store.jobs.stale(SPEAKING):
        yield from press.examine(job).problems


def _print(store: Store, stage: Stage, design: Design, processes: int, progress: Progress) -> list[Printed]:
    """Print every job that is not done, what is linked to first, and note what each has read."""
    jobs = store.jobs.stale()
    press = Press(design, stage, store.rows(), store.path)
    printed: list[Printed] = []
    with store.transaction():
        store.reads.forget(job.id for job in jobs)
        for done, each in enumerate(spread(press.print, jobs, processes, press.move_in)):
            progress("Writing", done, len(jobs))
            store.reads.note(each.job.id, each.reads)
            store.problems.put(f"job {each.job.id}", each.problems)
            printed.append(msgspec.structs.replace(each, reads=b"", problems=()))
        store.reads.flush()
    return printed


def _undated(store: Store, stock: Stock) -> Sequence[Article]:
    """The published articles that have no date yet, with the time of this build."""
    zone = ZoneInfo(stock.config.timezone)
    found = (store.sources.article(path, zone) for path in store.sources.undated())
    return [article for article in found if article]


def _write_dates(root: Path, articles: Sequence[Article]) -> tuple[list[Problem], list[Problem]]:
    """Write dates into sources; give the notes of that, and what cannot be written."""
    if not articles:
        return [], []
    from generator import dating  # it reads YAML, and most builds have nothing to date

    undatable = [problem for article in articles if (problem := dating.write_date(root, article))]
    return [dating.note(article) for article in articles], undatable


def _once(failures: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for each place: a slip in a template fails on every page that uses it."""
    places: dict[tuple[str, int, str], list[Problem]] = {}
    for each in failures:
        places.setdefault((each.path, each.line, each.rule), []).append(each)
    for first, *others in places.values():
        more = f", and so it is with {len(others)} more" if others and first.rule == "template-error" else ""
        yield msgspec.structs.replace(first, message=first.message + more)
