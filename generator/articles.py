"""From the bytes of one source to an article: decoded, read, and assembled.

Each kind of source loads its own reader.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import msgspec

from generator.assembly import assemble
from generator.config import Config
from generator.data.nodes import Mapping
from generator.kinds import is_raw
from generator.model import Article, Manuscript, Problem, Record, Severity
from generator.readers.encoding import decode
from generator.readers.fields import Fields, read_fields


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
        return Parsed(path, None, problems)
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
    from generator.readers.frontmatter import split
    from generator.readers.markdown.reader import read_markdown

    front = split(path, text)
    fields, problems = Fields(), front.problems
    if front.node is not None:
        fields, wrong = read_fields(path, front.node, ZoneInfo(config.timezone), config.labels)
        problems += wrong
    language = fields.language or config.language
    fields = _typeset(fields, language)
    manuscript = read_markdown(
        path,
        front.body,
        config.markdown,
        config.base_url,
        first_line=front.first_line,
        title=fields.title,
        language=language,
    )
    return manuscript, fields, problems


def _typeset(fields: Fields, language: str) -> Fields:
    """The same fields, with what readers see of them in the signs of typography, as in the text."""
    from generator.readers.markdown.typography import typeset_text

    image = fields.image
    return msgspec.structs.replace(
        fields,
        title=typeset_text(fields.title, language),
        summary=typeset_text(fields.summary, language),
        image=image and msgspec.structs.replace(image, caption=typeset_text(image.caption, language)),
    )
