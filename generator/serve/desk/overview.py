"""The first page of the desk: what there is to do, and what happens by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from generator.due import Reason, upcoming
from generator.indexes import instant, moment_of
from generator.model import Article, Record, Severity
from generator.serve.desk.collaborators import Built
from generator.serve.desk.rows import Row, Some, article_row, first, some, trouble
from generator.serve.desk.visit import Visit, about
from generator.serve.marks import EMBARGOED, distance, mark, written
from generator.shapes import Status

SHOWN = 100  # lines of a list
SOON = dt.timedelta(days=14)  # within which an expiry is told
LATE = dt.timedelta(days=31)  # from when on what is due is folded away
MOMENTS, REASONS, NAMED = 10, 5, 6
"""Moments that are told of what is due, reasons of each, and changed files of a build."""


class Moment(Record, frozen=True):
    """One moment at which the site changes by itself."""

    at: str
    when: str
    left: str
    late: bool  # not within the next month
    reasons: Some[Row]


class Done(Record, frozen=True):
    """One build, in words."""

    at: str
    when: str
    left: str
    changed: Some[str]
    reasons: tuple[str, ...]
    made: str
    failed: str


def overview(visit: Visit) -> dict[str, Any]:
    """What the template `overview.html` shows."""
    problems = visit.desk.problems()
    errors, warnings, notes = (
        [each for each in problems if each.severity is severity]
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    )
    found = {"error": errors, "warning": warnings, "note": notes}
    drafts = sorted(_drafts(visit), key=lambda row: row.at, reverse=True)
    store = visit.store
    return {
        "troubles": {
            kind: Some(tuple(trouble(visit, each) for each in kept[:SHOWN]), max(0, len(kept) - SHOWN))
            for kind, kept in found.items()
        },
        "counts": {kind: len(kept) for kind, kept in found.items()},
        "drafts": some(drafts, SHOWN),
        "embargoed": first(_embargoed(visit), SHOWN),
        "expiring": first(_expiring(visit), SHOWN),
        "due": tuple(_due(visit)),
        "builds": tuple(_done(visit, each) for each in reversed(visit.desk.builds())),
        "articles": store.sources.count(),
        "pages": store.recall("pages") or 0,
        "undone": store.jobs.undone(),
    }


def _drafts(visit: Visit) -> Iterator[Row]:
    """Drafts, shown in this preview or not, each with the time when its file was last written."""
    shown = (path for (path,), _ in visit.store.entries.keys("draft"))
    for path in sorted({*shown, *visit.store.sources.withheld_as(Status.DRAFT)}):
        article = visit.article(path)
        if article:
            dated = f"dated {written(article.date)}" if article.date and article.date > visit.now else ""
            saved = _saved(visit, path)
            told = f"saved {distance(saved - visit.now)}" if saved else ""
            yield article_row(visit, article, dated, at=saved, told=told)


def _saved(visit: Visit, path: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp((visit.desk.root / path).stat().st_mtime, visit.zone)
    except OSError:  # removed since the last build
        return None


def _embargoed(visit: Visit) -> Iterator[Row]:
    """What is published by itself, the next first."""
    for at, what, path in visit.store.moments.after(instant(visit.now)):
        article = visit.article(path) if what == "embargo" and path else None
        if article and mark(article, visit.now).status == EMBARGOED:
            yield _coming(visit, article, at)


def _expiring(visit: Visit) -> Iterator[Row]:
    end = instant(visit.now + SOON)
    moments = takewhile(lambda row: row[0] <= end, visit.store.moments.after(instant(visit.now)))
    for at, what, path in moments:
        article = visit.article(path) if what == "expiry" and path else None
        if article and not article.draft:
            yield _coming(visit, article, at)


def _coming(visit: Visit, article: Article, instant: str) -> Row:
    """An article with the time that is left until something happens to it."""
    at = moment_of(instant).astimezone(visit.zone)
    told = f"{written(at)}, {distance(at - visit.now)}"
    return article_row(visit, article, article.section.label, at=at, told=told)


def _due(visit: Visit) -> Iterator[Moment]:
    for due in first(upcoming(visit.store, visit.now, visit.zone), MOMENTS).items:
        reasons = some(due.reasons, REASONS)
        rows = tuple(_reason(visit, each) for each in reasons.items)
        left = due.at - visit.now
        at = due.at.isoformat()
        yield Moment(at, written(due.at), distance(left), left > LATE, Some(rows, reasons.more))


def _reason(visit: Visit, reason: Reason) -> Row:
    article = visit.article(reason.path) if reason.path else None
    title = article.title if article else reason.path or "The front page"
    return Row(title, about(reason.path or "/"), notes=(reason.why,))


def _done(visit: Visit, build: Built) -> Done:
    at = build.at.astimezone(visit.zone)
    made = f"{build.pages:,} page{'s' * (build.pages != 1)} in {_seconds(build.seconds)}"
    if build.pending:
        made += f", {build.pending:,} file{'s' * (build.pending != 1)} left to do"
    errors = f": {build.errors} error{'s' * (build.errors != 1)}" if build.errors else ""
    return Done(
        at.isoformat(),
        f"{at:%H:%M:%S}",
        distance(at - visit.now),
        some(build.changed, NAMED),
        build.reasons,
        made,
        "" if build.published else f"Not published{errors}",
    )


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
