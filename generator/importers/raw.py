"""A raw text as a Markdown article: the same article, open to editing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from generator.importers.markdown_writer import to_markdown
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
    """Read a raw text and write it as Markdown with front matter."""
    text, problems = decode(data, path)
    manuscript = read_text(path, text, boilerplate, write=to_markdown) if text else Manuscript()
    body = "".join(map(str, manuscript.body))
    return Imported(
        name=slugify(manuscript.title),
        text=f"{front_matter(_fields(manuscript, date))}\n{body}\n",
        paragraphs=len(body.split("\n\n")),
        manuscript=manuscript,
        problems=(*problems, *manuscript.problems),
    )


def _fields(manuscript: Manuscript, date: dt.datetime) -> Fields:
    """What the text tells of itself; a caption without its photograph is an `image` without a file."""
    fields: Fields = {"title": manuscript.title, "date": f"{date:%Y-%m-%d %H:%M}"}
    if manuscript.authors:
        fields["authors"] = list(manuscript.authors)
    if manuscript.dateline:
        fields["dateline"] = manuscript.dateline
    if manuscript.tags:
        fields["tags"] = list(manuscript.tags)
    if manuscript.caption:
        fields["image"] = {"caption": manuscript.caption.text, "credit": manuscript.caption.credit}
    return fields
