"""Raw text, just as a reporter sends it, to a manuscript.

From the outside in: lines that match a boilerplate pattern go; the first line is the headline; lines of
nothing but hashtags are the tags, and what trails below them is a leftover; a byline and a photo caption
may stand before the first paragraph, which may open with a dateline; all else is the body. Whatever is
not on the page is in the problems, so no word is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.model import Manuscript, Problem, Severity
from generator.readers.text.blocks import Element, Kind, read_elements, render
from generator.readers.text.dateline import is_dateline, split_dateline
from generator.readers.text.foot import doubtful_ending, read_foot, without_boilerplate
from generator.readers.text.head import read_head, read_headline
from generator.readers.text.lines import Line, count_words, problem, split_lines

_OPENING_LENGTH = 300  # characters

_Elements = tuple[Element, ...]
Writer = Callable[[Sequence[Element]], str]


def read_text(
    path: str, text: str, boilerplate: Sequence[re.Pattern[str]] = (), write: Writer = render
) -> Manuscript:
    """The manuscript in `text`, which comes from `decode`: LF line endings, no control characters.

    `boilerplate` are patterns of whole lines to leave out. The body is one part, as `write` writes it:
    HTML, in which no character of the text is markup. Errors: `no-headline`.
    """
    lines, boilerplate_notes = without_boilerplate(path, split_lines(text), boilerplate)
    title, below, headline_problems = read_headline(path, lines)
    foot = read_foot(path, below)
    head = read_head(path, foot.rest)
    dateline, elements = _without_dateline(_without_outer_breaks(read_elements(head.rest)))
    problems = (
        *boilerplate_notes,
        *headline_problems,
        *foot.problems,
        *head.problems,
        *(doubtful_ending(path, elements) if elements else _no_body(path, lines[0])),
    )
    return Manuscript(
        title=title,
        body=(write(elements),) if elements else (),
        opening=_opening(elements),
        words=sum(count_words(text) for element in elements for text in element.texts),
        tags=foot.tags,
        authors=head.authors,
        dateline=dateline,
        caption=head.caption,
        problems=tuple(sorted(problems)),
    )


def _without_outer_breaks(elements: _Elements) -> _Elements:
    """A break (---) before the first or after the last element separates nothing."""
    inner = [i for i, element in enumerate(elements) if element.kind is not Kind.BREAK]
    return elements[inner[0] : inner[-1] + 1] if inner else ()


def _without_dateline(elements: _Elements) -> tuple[str, _Elements]:
    """The dateline that opens the first paragraph, or stands alone above it."""
    if not elements or elements[0].kind is not Kind.PARAGRAPH:
        return "", elements
    first, others = elements[0], elements[1:]
    if others and is_dateline(first.texts[0]):
        return first.texts[0].rstrip(" —–-"), others
    dateline, text = split_dateline(first.texts[0])
    return dateline, (first._replace(texts=(text,)), *others)


def _opening(elements: _Elements) -> str:
    """The first paragraphs as plain text, until there are some 300 characters; lists where there are none."""
    paragraphs = [element for element in elements if element.kind is Kind.PARAGRAPH] or elements
    opening = ""
    for element in paragraphs:
        if len(opening) >= _OPENING_LENGTH:
            break
        opening = " ".join((opening, *element.texts)).strip()
    return opening


def _no_body(path: str, line: Line) -> tuple[Problem, ...]:
    cure = "Write the article below its headline, with an empty line between them"
    message = "There is nothing below the headline"
    return (problem(path, line, "no-body", message, cure, Severity.WARNING),)
