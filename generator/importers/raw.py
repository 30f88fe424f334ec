"""A raw text as a Markdown article: the same article, open to editing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from generator.dates import date_in_name
from generator.importers.markdown_writer import APART, to_markdown
from generator.model import Manuscript, Problem, Record, Severity
from generator.readers.encoding import decode
from generator.readers.text.reader import read_text
from generator.scaffold import Fields, front_matter
from generator.slugs import slugify


class Imported(Record, frozen=True):
    """A Markdown article made of a raw text, to be saved as `name`.md unless it has failed."""

    name: str
    text: str
    paragraphs: int  # lists and quotations count as one
    manuscript: Manuscript
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def import_text(
    path: str, data: bytes, boilerplate: Sequence[re.Pattern[str]], date: dt.datetime
) -> Imported:
    """Read a raw text and write it as Markdown with front matter.

    Errors: those of `decode` and `read_text`, and `no-slug` where the headline leaves no name for the file.
    """
    text, problems = decode(data, path)
    manuscript = read_text(path, text, boilerplate, write=to_markdown) if text else Manuscript()
    name = slugify(manuscript.title)
    if manuscript.title and not name:
        problems += (_nameless(path),)
    body = "".join(map(str, manuscript.body))
    return Imported(
        name=name,
        text=f"{front_matter(_fields(manuscript, name, date))}\n{body}\n",
        paragraphs=sum(block != APART for block in body.split("\n\n")),
        manuscript=manuscript,
        problems=(*problems, *manuscript.problems),
    )


def _nameless(path: str) -> Problem:
    message = "No file name can be made of this headline"
    return Problem(path, 1, 1, "no-slug", message, "Write a headline with letters or digits")


def _fields(manuscript: Manuscript, name: str, date: dt.datetime) -> Fields:
    """What the text tells of itself; a caption without its photograph is an `image` without a file."""
    fields: Fields = {"title": manuscript.title, "date": f"{date:%Y-%m-%d %H:%M}"}
    if date_in_name(name)[0]:  # what looks like the date of the file is part of the headline
        fields["slug"] = name
    if manuscript.authors:
        fields["authors"] = list(manuscript.authors)
    if manuscript.dateline:
        fields["dateline"] = manuscript.dateline
    if manuscript.tags:
        fields["tags"] = list(manuscript.tags)
    if caption := manuscript.caption:
        told = {"caption": caption.text, "credit": caption.credit}
        fields["image"] = {field: text for field, text in told.items() if text}
    return fields
