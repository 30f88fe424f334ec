"""The build: articles in, a newspaper out. Read `build` first; it names the steps in their order.

There is one build. With an empty store it is a clean one, and an incremental one leaves the same bytes, the
same problems and the same exit code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.emission import Moment
from generator.forwarded import problems_of
from generator.inspection import inspect
from generator.manifest import PREVIEW, PRODUCTION, Head, read_head
from generator.model import Problem, Record, Severity
from generator.outcome import Outcome, note_failure, note_outcome
from generator.output import Stage, finish
from generator.share import Share
from generator.stock import Order, Progress, take_stock
from generator.store import Store
from generator.store.database import Waiting
from generator.store.keeping import Keeper, store_for

PUBLIC = "public"
"""Where the production build of a site lies, unless it is told otherwise: a preview learns from its store."""

INTERRUPTED = "The last build was interrupted while it published; this one has finished its work."


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
    move_urls: bool = False  # articles may move by a changed `permalink`
    share: Share | None = None  # how much to print, and what first; all, where it is None


class Report(Record, frozen=True):
    """What a build did."""

    published: bool
    problems: tuple[Problem, ...]
    articles: int = 0  # in the site, the faulty ones too
    changed: int = 0  # articles that are new, changed or gone since the last build
    withheld: int = 0  # drafts, embargoed, expired
    pages: int = 0  # in the site
    rebuilt: int = 0  # pages that were made again
    pending: int = 0  # jobs that were left to the next build
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
    request: Request,
    progress: Progress = lambda *_: None,
    waiting: Waiting = lambda _: None,
    keeper: Keeper | None = None,
) -> Report:
    """Build a site. With an error, unless asked to keep going, the output stays as it was.

    `waiting` is told once who holds the store, where another process does. A `keeper` holds the store open
    for the next build. Raises `OSError` when the disk fails.
    """

    def work(store: Store) -> Report:
        return _build(store, request, progress)

    finish(request.output)
    like = request.root / PUBLIC if request.preview else None
    opened = keeper.store_for if keeper else store_for
    try:
        report = opened(request.root, request.output, work, request.clean, waiting, like)
    except FileNotFoundError:
        if request.share is not None:  # a preview tries again by itself
            raise
        # A file may have gone between the look at its folder and the reading of it: look again, once.
        report = opened(request.root, request.output, work, request.clean, waiting, like)
    if report.published:
        outcome = Outcome(request.as_of.astimezone(dt.UTC), report.errors)
        note_outcome(request.root, request.output, outcome, bool(report.written or report.removed))
    else:
        note_failure(request.root, request.output)
    return report


def _build(store: Store, request: Request, progress: Progress) -> Report:
    first = store.recall("as of") is None
    moment = Moment(request.as_of.astimezone(dt.UTC), request.drafts, request.frozen)
    order = Order(
        request.root, moment, request.base_url, request.changed, request.processes, lasting=request.preview
    )
    stock = take_stock(store, order, progress)
    if stock is None:
        return Report(False, _judged(store.problems.all("config"), request.strict))
    report = Report(
        False,
        (),
        articles=store.sources.count(),
        changed=stock.articles,
        withheld=store.sources.withheld(),
        remarks=tuple(filter(None, (store.remark, INTERRUPTED if store.recall("publishing") else ""))),
    )
    if _stops(store, request, after_printing=False):
        from generator.edition import examine

        return _failed(report, store, request, examine(store, request.root, stock.config))

    head = Head(PREVIEW if request.preview else PRODUCTION, stock.config.base_url, stock.config.permalink)
    with Stage(request.output) as stage:
        with store.transaction():
            inspect(store, request.output, thorough=request.changed is None)
        if _is_in_place(store, request, head):
            return _published(report, store, request, problems_of(store))
        # What prints is loaded where there is something to print.
        from generator import edition, forwarding

        made = edition.make(
            store, stage, request.root, stock.config, request.processes, progress, request.share
        )
        wanted = forwarding.Request(request.root, not request.preview, request.move_urls, request.processes)
        sent = forwarding.forward(made, store, stage, stock.config, wanted)
        made, failures = edition.judge(sent.edition, store, stage, head)
        failures += sent.failures
        if failures or _stops(store, request, after_printing=True, more=sent.problems):
            return _failed(report, store, request, (*failures, *sent.problems))
        store.vouch()
        dated = () if request.preview else edition.undated(store, stock.config)
        notes, failures = edition.write_dates(request.root, dated)
        if failures:
            return _failed(report, store, request, failures)
        forwarding.publish(sent, made, store, stage, head, stock.config)
    if first and request.share is None:  # everything that is in use has just been asked for
        from generator.darkroom import Darkroom

        Darkroom(request.root).clear()
    changes = {"rebuilt": made.pages, "written": made.changed, "removed": made.gone}
    return _published(msgspec.structs.replace(report, **changes), store, request, (*notes, *sent.problems))


def _is_in_place(store: Store, request: Request, head: Head) -> bool:
    """Whether the output is as it should be, and may be."""
    return (
        store.jobs.all_done()
        and not store.outputs.orphans()
        and read_head(request.output) == head
        and store.recall("forwarded")
        and not _stops(store, request, after_printing=True, more=problems_of(store))
    )


def _failed(report: Report, store: Store, request: Request, more: Iterable[Problem]) -> Report:
    """The report of a build that publishes nothing."""
    problems = _judged((*store.problems.all(), *more), request.strict)
    return msgspec.structs.replace(report, problems=problems)


def _published(report: Report, store: Store, request: Request, more: Iterable[Problem] = ()) -> Report:
    return msgspec.structs.replace(
        report,
        published=True,
        problems=_judged((*store.problems.all(), *more), request.strict),
        pages=store.recall("pages"),
        unchanged=store.outputs.count() - len(report.written),
        pending=store.jobs.undone(),
    )


def _stops(store: Store, request: Request, after_printing: bool, more: Iterable[Problem] = ()) -> bool:
    """Whether a problem forbids to publish. What pages refer to in vain is known once they are printed: a
    warning, which counts only where the build is strict, and which a clean build cannot know before."""
    wanted = (Severity.ERROR, Severity.WARNING) if request.strict else (Severity.ERROR,)
    owned = (*store.problems.owned(), ("redirects", tuple(more)))
    found = (
        problem
        for owner, problems in owned
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
