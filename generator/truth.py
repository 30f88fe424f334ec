"""What an article says of itself must be possible: nothing ends or is corrected before it has begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.kinds import is_raw
from generator.model import Problem, Severity
from generator.readers.fields import Fields

_CURE = "Mend one of the two; a day without a time counts from its midnight"


def contradictions(source: str, date: dt.datetime | None, fields: Fields) -> Iterator[Problem]:
    """What cannot be true of the article from `source`, each where `fields` say it.

    Moments are compared with the date of the article, wherever that comes from; without one they are not.
    """
    if fields.live and is_raw(source):
        where = fields.path, fields.live.line, fields.live.column
        message = "`live` makes entries of headings, and a raw text has none"
        yield Problem(*where, "live-raw-text", message, "Write the live blog as Markdown, in a `.md` file")
    if date:
        yield from _out_of_order(fields, date)


def _out_of_order(fields: Fields, date: dt.datetime) -> Iterator[Problem]:
    told = f"the date of the article, {date.replace(tzinfo=None).isoformat(' ', 'minutes')}"
    if fields.expires and not _is_before(date, fields.expires):
        where = fields.path, *fields.place("expires")
        yield Problem(*where, "ends-before-start", f"`expires` is not after {told}", _CURE)
    live = fields.live
    if live and live.ended and _is_before(live.ended, date):
        where = fields.path, live.line, live.column
        yield Problem(*where, "ends-before-start", f"`live.ended` is before {told}", _CURE)
    if fields.updated and _is_before(fields.updated, date):
        where = fields.path, *fields.place("updated")
        message = f"`updated` is before {told}"
        yield Problem(*where, "updated-before-date", message, _CURE, Severity.WARNING)
    for field in fields.corrections:
        if _is_before(field.correction.date, date):
            where = fields.path, field.line, field.column
            message = f"This {field.correction.kind} is older than {told}"
            yield Problem(*where, "correction-before-article", message, _CURE)


def _is_before(one: dt.datetime, other: dt.datetime) -> bool:
    """Two datetimes of one zone compare by the clock on the wall, which shows an hour twice in autumn."""
    return one.astimezone(dt.UTC) < other.astimezone(dt.UTC)
