"""The recording that the fields of an article name, with paths in the site."""

from __future__ import annotations

import msgspec

from generator.model import Problem, Recording
from generator.readers.fields import Fields
from generator.urls import resolve


def recording_of(path: str, fields: Fields) -> tuple[Recording | None, tuple[Problem, ...]]:
    """The recording of the article at `path`; an error for each file outside of the site."""
    given = fields.recording
    if given is None:
        return None, ()
    problems: list[Problem] = []

    def within(written: str) -> str:
        found = resolve(path, written) if written else ""
        if found is None:
            message = f"The file `{written}` is outside the site's content folder"
            cure = "Put it beside the article or under content/media/"
            where = fields.path, given.line, given.column
            problems.append(Problem(*where, "path-outside-site", message, cure))
        return found or ""

    found = msgspec.structs.replace(
        given,
        source=within(given.source),
        transcript=within(given.transcript),
        poster=within(given.poster),
        captions=tuple((language, within(each)) for language, each in given.captions),
    )
    return (None if problems else found), tuple(problems)
