"""The foot of a raw text: its hashtags, and the leftovers of the page that it was copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model import Problem, Severity
from generator.readers.text.blocks import Element, Kind
from generator.readers.text.lines import Block, Line, blanked, count_words, ends_sentence, problem
from generator.readers.text.tags import hashtags, tag_labels

_LEFTOVER_WORDS = 6


class Foot(NamedTuple):
    """The tags of a text, and its lines with tags and leftovers blanked."""

    rest: Block
    tags: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def without_boilerplate(
    path: str, lines: Block, patterns: Sequence[re.Pattern[str]]
) -> tuple[Block, tuple[Problem, ...]]:
    """`lines` without those that match a pattern of `site.yaml` as a whole, wherever they stand."""
    dropped = [line for line in lines if line.text and any(p.fullmatch(line.text) for p in patterns)]
    cure = "Change the boilerplate patterns of site.yaml if the line belongs to the article"
    return _blank(lines, dropped), tuple(_leftover(path, line, cure) for line in dropped)


def read_foot(path: str, lines: Block) -> Foot:
    """Takes the lines of nothing but hashtags, and the leftovers below the last of them.

    A leftover is a trailing line of at most six words without end punctuation. Hashtags that stand
    above most of the text close nothing, and so have no leftovers.
    """
    tagged = {i: words for i, line in enumerate(lines) if (words := hashtags(line.text))}
    tags = tag_labels(word for words in tagged.values() for word in words)
    rest = _blank(lines, [lines[i] for i in tagged])
    last = max(tagged, default=len(lines))
    leftovers = _trailing_leftovers(rest[last:])
    without = _blank(rest, leftovers)
    kept = [line for line in without[last:] if line.text]
    if not 0 < _weight(rest[:last]) >= _weight(kept):
        return Foot(rest, tags)
    cure = "Move the line above the hashtags if it belongs to the article"
    notes = tuple(_leftover(path, line, cure) for line in leftovers)
    return Foot(without, tags, (*notes, *_below_tags(path, kept[:1])))


def doubtful_ending(path: str, elements: Sequence[Element]) -> Iterator[Problem]:
    """A warning for each last paragraph that may be a leftover, though no hashtags stand above it."""
    short = 0
    while short < len(elements) and _may_be_leftover(elements[-1 - short]):
        short += 1
    if short == len(elements):  # verse, or a notice of a few words
        return
    for element in elements[len(elements) - short :]:
        message = f"“{element.texts[0]}” at the end may be left over from a web page; it is kept"
        cure = "Remove the line, name it in the boilerplate patterns of site.yaml, or end it with a full stop"
        yield problem(path, element.line, "possible-leftover", message, cure, Severity.WARNING)


def _may_be_leftover(element: Element) -> bool:
    return element.kind is Kind.PARAGRAPH and _is_short(element.texts[0])


def _is_short(text: str) -> bool:
    return not ends_sentence(text) and count_words(text) <= _LEFTOVER_WORDS


def _trailing_leftovers(lines: Block) -> list[Line]:
    found = []
    for line in reversed(lines):
        if line.text and not _is_short(line.text):
            break
        if line.text:
            found.append(line)
    return found


def _below_tags(path: str, kept: Sequence[Line]) -> Iterator[Problem]:
    for line in kept:
        message = "Text below the hashtags is kept as a part of the article"
        cure = "Move it above the hashtags, or remove it if it was left over from a web page"
        yield problem(path, line, "text-after-tags", message, cure, Severity.WARNING)


def _leftover(path: str, line: Line, cure: str) -> Problem:
    message = f"“{line.text}” is left out, as left over from a web page"
    return problem(path, line, "leftover", message, cure, Severity.NOTE)


def _weight(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _blank(lines: Block, dropped: Sequence[Line]) -> Block:
    numbers = {line.number for line in dropped}
    return tuple(blanked(line) if line.number in numbers else line for line in lines)
