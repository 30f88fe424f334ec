"""Live blogs: one Markdown text into an introduction and its entries.

docs/live-blogs.md tells editors how one is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from generator.data.schema import nearest, shown
from generator.model import LiveEntry, Manuscript, Problem, Record, Severity
from generator.readers.live_headings import EntryHeading, entry_headings
from generator.readers.live_times import anchor_of, time_entries
from generator.readers.news_fields import LiveField

FLAGS = ("key", "pinned")


class Read(Protocol):
    """`markdown.reader.read_markdown` for one source; `title` is that of its fields unless it is given."""

    def __call__(
        self, text: str, *, first_line: int, title: str = ..., id_prefix: str = ...
    ) -> Manuscript: ...


class _Entry(Record, frozen=True):
    """One entry and where it was found; its time in `live` is that of `heading`."""

    heading: EntryHeading
    live: LiveEntry

    @property
    def moment(self) -> dt.datetime:
        """Its time in UTC: times in one zone compare by their clocks, which can be turned back."""
        return self.live.at.astimezone(dt.UTC)


def read_live(
    path: str,
    text: str,
    read: Read,
    field: LiveField,
    began: dt.datetime | None,
    zone: ZoneInfo,
    first_line: int = 1,
) -> Manuscript:
    """Read the live blog at `path`, whose `text` begins in `first_line` of its file.

    `began` is the date of the article, where it has one, and `zone` the time zone of the site. The manuscript
    is that of the introduction, with the entries beside it, newest first; its words are those of both. Each
    flag is as it was written, so more than one entry may be pinned: the newest that is published counts.

    Errors: `bad-entry-time`, `no-entry-date`, `same-time`, `entry-before-article`; warnings: `two-pinned`,
    `unknown-flag`, `no-entries`; and those of the Markdown.
    """
    headings = tuple(entry_headings(text, first_line))
    starts = (*(heading.start for heading in headings), len(text))
    manuscript = read(text[: starts[0]], first_line=first_line)
    problems = list(manuscript.problems)
    times, found = time_entries(path, headings, began, zone)
    problems += found
    entries = []
    for heading, end, at in zip(headings, starts[1:], times, strict=True):
        anchor = anchor_of(at, heading) if at else ""
        source = _titled(heading) + text[heading.end : end]
        # No anchor holds `--`, so what follows it is of this entry alone.
        inner = read(source, first_line=heading.line, title="", id_prefix=f"{anchor}--" if anchor else "")
        problems += [*inner.problems, *_unknown_flags(path, heading)]
        if at:
            entries.append(_Entry(heading, _entry(heading, at, anchor, inner)))
    if not headings:
        problems.append(_no_entries(path, field))
    problems += [*_same_times(path, entries), *_before(path, entries, began), *_pinned(path, entries)]
    entries.sort(key=lambda entry: entry.moment, reverse=True)
    return msgspec.structs.replace(
        manuscript,
        entries=tuple(entry.live for entry in entries),
        words=manuscript.words + sum(entry.live.words for entry in entries),
        problems=tuple(sorted(problems)),
    )


def _titled(heading: EntryHeading) -> str:
    """The heading line as a level-1 heading, each character of the title in its column."""
    title = heading.title
    if title.endswith("#"):  # some engines take it for the end of the heading
        title = title[:-1].rstrip("\\") + "\\#"
    return f"#{' ' * (heading.title_column - 2)}{title}" if title else ""


def _entry(heading: EntryHeading, at: dt.datetime, anchor: str, manuscript: Manuscript) -> LiveEntry:
    return LiveEntry(
        at=at,
        title=manuscript.title,
        anchor=anchor,
        body=manuscript.body,
        pinned="pinned" in heading.flags,
        key="key" in heading.flags,
        words=manuscript.words,
    )


def _no_entries(path: str, field: LiveField) -> Problem:
    message = "This live blog has no entry yet"
    cure = "Begin the first with a line `## 21:40 Headline`, or remove `live`"
    return Problem(path, field.line, field.column, "no-entries", message, cure, Severity.WARNING)


def _unknown_flags(path: str, heading: EntryHeading) -> Iterator[Problem]:
    for flag in dict.fromkeys(heading.flags):
        if flag not in FLAGS:
            near = nearest(flag, FLAGS)
            message = f"An entry cannot be marked {shown(flag)}, so this was left out"
            cure = f"Did you mean `{near}`" if near else "Write `{key}`, `{pinned}` or `{key pinned}`"
            where = path, heading.line, heading.flags_column
            yield Problem(*where, "unknown-flag", message, cure, Severity.WARNING)


def _same_times(path: str, entries: Sequence[_Entry]) -> Iterator[Problem]:
    first: dict[dt.datetime, EntryHeading] = {}
    for entry in entries:
        heading = entry.heading
        other = first.setdefault(entry.moment, heading)
        if other is not heading:
            message = f"The entries in lines {other.line} and {heading.line} have the same time"
            cure = "Change one of them, or give it seconds as in `21:40:30`"
            yield Problem(path, heading.line, heading.column, "same-time", message, cure)


def _before(path: str, entries: Sequence[_Entry], began: dt.datetime | None) -> Iterator[Problem]:
    if began is None:
        return
    start = began.astimezone(dt.UTC)
    for entry in entries:
        heading, at = entry.heading, entry.live.at
        if entry.moment < start:
            message = (
                f"This entry is of {at:%Y-%m-%d %H:%M}, and the article of {began:%Y-%m-%d %H:%M} is newer"
            )
            cure = "Mend the time, or the date of the article"
            if not heading.day:
                cure = "Write year, month and day before a time of another day, or mend the article's date"
            yield Problem(path, heading.line, heading.column, "entry-before-article", message, cure)


def _pinned(path: str, entries: Sequence[_Entry]) -> Iterator[Problem]:
    pinned = sorted((entry for entry in entries if entry.live.pinned), key=lambda entry: entry.moment)
    for older in pinned[:-1]:
        heading = older.heading
        message = f"The entry in line {pinned[-1].heading.line} is pinned too, and it is newer"
        cure = "Take `pinned` away from this entry, for one alone stands at the top"
        where = path, heading.line, heading.flags_column
        yield Problem(*where, "two-pinned", message, cure, Severity.WARNING)
