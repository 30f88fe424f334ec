"""From the bytes of one source to an article: decoded, read, and assembled.

Each kind of source loads its own reader.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from functools import partial
from zoneinfo import ZoneInfo

from generator.assembly import assemble
from generator.belonging import language_of
from generator.config import Config
from generator.data.nodes import Mapping
from generator.dates import date_in_name, midnight
from generator.kinds import is_raw
from generator.model import Article, Manuscript, Problem, Record, Severity
from generator.readers.encoding import decode
from generator.readers.fields import Fields, read_fields
from generator.truth import contradictions


class Parsed(Record, frozen=True):
    """What became of one source: its article, unless an error stands in the way."""

    path: str
    article: Article | None
    problems: tuple[Problem, ...]


def parse(path: str, data: bytes, sidecar: tuple[str, bytes] | None, config: Config) -> Parsed:
    """Read one article; `sidecar` is the path and the bytes of the YAML file beside a raw text."""
    text, problems = decode(data, path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Parsed(path, None, problems)
    read = _read_raw if is_raw(path) else _read_markdown
    manuscript, fields, found = read(path, text, sidecar, config)
    problems += (*manuscript.problems, *found)
    if fields.title:
        problems = tuple(problem for problem in problems if problem.rule != "no-headline")
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Parsed(path, None, (*problems, *contradictions(path, fields.date, fields)))
    article, found = assemble(path, manuscript, fields, config)
    problems += found
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Parsed(path, None if failed else article, problems)


def _not_fields(path: str) -> Problem:
    return Problem(
        path, 1, 1, "not-fields", "This is not a list of fields", "Write `name: value` on each line"
    )


Reading = tuple[Manuscript, Fields, tuple[Problem, ...]]


def _read_raw(path: str, text: str, sidecar: tuple[str, bytes] | None, config: Config) -> Reading:
    from generator.data.tree import parse_yaml
    from generator.readers.text.reader import read_text

    manuscript = read_text(path, text, [re.compile(line, re.IGNORECASE) for line in config.boilerplate])
    if sidecar is None:
        return manuscript, Fields(), ()
    beside, problems = decode(sidecar[1], sidecar[0])
    node, found = parse_yaml(sidecar[0], beside)
    if not isinstance(node, Mapping):
        if node is not None and not found:
            found = (_not_fields(sidecar[0]),)
        return manuscript, Fields(), (*problems, *found)
    fields, wrong = read_fields(sidecar[0], node, ZoneInfo(config.timezone), config.labels)
    return manuscript, fields, (*problems, *found, *wrong)


def _read_markdown(path: str, text: str, _: object, config: Config) -> Reading:
    from generator.readers.field_typography import typeset_fields
    from generator.readers.frontmatter import split
    from generator.readers.markdown.allowance import Allowance
    from generator.readers.markdown.reader import read_markdown

    front = split(path, text)
    fields, problems = Fields(), front.problems
    zone = ZoneInfo(config.timezone)
    if front.node is not None:
        fields, wrong = read_fields(path, front.node, zone, config.labels)
        problems += wrong
    language = language_of(path, fields.language, config)
    fields = typeset_fields(fields, language)
    read = partial(
        read_markdown,
        path,
        options=config.markdown,
        base_url=config.base_url,
        title=fields.title,
        language=language,
        allowance=Allowance(front.body),
    )
    if fields.live is None:
        return read(front.body, first_line=front.first_line), fields, problems
    from generator.readers.live import read_live

    began = fields.date or _date_in_name(path, zone)
    manuscript = read_live(path, front.body, read, fields.live, began, zone, front.first_line)
    return manuscript, fields, problems


def _date_in_name(path: str, zone: ZoneInfo) -> dt.datetime | None:
    day, _ = date_in_name(posixpath.splitext(posixpath.basename(path))[0])
    return midnight(day, zone) if day else None
