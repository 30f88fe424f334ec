"""The head of a raw text: its headline, byline and photo caption."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from generator.model import Caption, Problem, Severity
from generator.readers.text.byline import read_byline
from generator.readers.text.caption import read_caption
from generator.readers.text.dateline import is_dateline
from generator.readers.text.lines import Block, Line, columns, count_words, problem, skip_blank
from generator.readers.text.tags import hashtags

_LONG_HEADLINE = 200  # columns
_QUOTATION_DEPTH = 3
_CAPTION_LINES = 5
_CAPTION_WORDS = 100
_DOUBLE = '"“”„‟«»＂〝〞〟'
_SINGLE = "'‘’‚‛‹›"
_CORNER = "「」『』｢｣"
_PAIRS = ("“”", "„“", "„”", "«»", "»«", "‘’", "‚‘", "‚’", "‹›", "›‹", "「」", "『』", "｢｣")


class Head(NamedTuple):
    """What stands between the headline and the first paragraph, and the lines after it."""

    rest: Block
    authors: tuple[str, ...] = ()
    caption: Caption | None = None
    problems: tuple[Problem, ...] = ()


def read_headline(path: str, lines: Block) -> tuple[str, Block, tuple[Problem, ...]]:
    """The first line, without the quotation marks that enclose all of it, and the lines after it.

    A headline is one line: what follows it in the same block is a byline, a caption or text.
    """
    lines = skip_blank(lines)
    headline = unquoted(lines[0].text) if lines else ""
    if not any(map(str.isalnum, headline)):
        place = lines[0] if lines else Line(1, 0, "")
        cure = "Write the headline on the first line"
        missing = problem(path, place, "no-headline", "The text has no headline", cure, Severity.ERROR)
        return "", lines[1:], (missing,)
    return headline, lines[1:], _headline_doubts(path, lines[0], headline)


def _headline_doubts(path: str, line: Line, headline: str) -> tuple[Problem, ...]:
    if len(hashtags(headline)) > 1:
        message = "The first line, which is the headline, holds nothing but hashtags"
    elif columns(headline) > _LONG_HEADLINE:
        message = f"The headline is {len(headline)} characters long and reads like a paragraph"
    else:
        return ()
    cure = "Put the headline on a first line of its own"
    return (problem(path, line, "doubtful-headline", message, cure, Severity.WARNING),)


def unquoted(text: str) -> str:
    """`text` without the quotation marks, of any kind, that enclose all of it; “A” and “B” keeps its own."""
    for _ in range(_QUOTATION_DEPTH):
        if len(text) > 1 and _encloses(text):
            text = text[1:-1].strip()
    return text


def _encloses(text: str) -> bool:
    """Whether the first and the last character are one pair of quotation marks."""
    inner = list(_without_apostrophes(text[1:-1]))
    for marks in (_DOUBLE, _SINGLE, _CORNER):
        if text[0] in marks and text[-1] in marks and not any(char in marks for char in inner):
            return text[0] != "’"  # ’90s
    return any(text[0] == pair[0] and _closes_last(text, pair[0], pair[1]) for pair in _PAIRS)


def _without_apostrophes(text: str) -> str:
    """`text` with a blank for every ' and ’ between two letters, where it is no quotation mark."""
    padded = f" {text} "
    return "".join(
        " " if char in "'’" and padded[i].isalnum() and padded[i + 2].isalnum() else char
        for i, char in enumerate(text)
    )


def _closes_last(text: str, opening: str, closing: str) -> bool:
    """Whether the mark that opens `text` is closed by its last character and not before."""
    depth = 0
    marks = _without_apostrophes(text)
    for i, char in enumerate(marks):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return i == len(text) - 1
    return False


def read_head(path: str, lines: Block) -> Head:
    """Byline and caption, in either order, from the lines after the headline; each at most once."""
    head = Head(skip_blank(lines))
    while head.rest:
        step = (not head.authors and _byline(path, head)) or (not head.caption and _caption(head))
        if not step:
            break
        head = step
    return head


def _byline(path: str, head: Head) -> Head | None:
    byline = read_byline(path, head.rest[0])
    if byline is None:
        return None
    problems = (*head.problems, *byline.problems)
    return head._replace(rest=skip_blank(head.rest[1:]), authors=byline.authors, problems=problems)


def _caption(head: Head) -> Head | None:
    """The shortest beginning of the first block that ends in a credit, if text follows it."""
    block = tuple(takewhile(lambda line: line.text, head.rest))
    for count in range(1, min(len(block), _CAPTION_LINES) + 1):
        text = " ".join(line.text for line in block[:count])
        after = skip_blank(head.rest[count:])
        if count_words(text) > _CAPTION_WORDS or is_dateline(text) or not after:
            return None
        sentence_goes_on = count < len(block) and block[count].text[0].islower()
        caption = None if sentence_goes_on else read_caption(text)
        if caption:
            return head._replace(rest=after, caption=caption)
    return None
