"""The body of a raw text: lines to paragraphs, lists, quotations and breaks, and these to HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, groupby
from typing import NamedTuple

from generator.readers.text_lines import Block, Line, ends_clause
from generator.readers.text_wrap import continues, join, wrap_width


class Kind(StrEnum):
    PARAGRAPH = "p"
    BULLET = "ul"
    NUMBER = "ol"
    QUOTE = "blockquote"
    BREAK = "hr"


class Element(NamedTuple):
    """One element of the body. `texts`: its paragraphs or items; `start`: the first number of a list."""

    kind: Kind
    texts: tuple[str, ...]
    line: Line
    start: int = 1


class _Unit(NamedTuple):
    """A paragraph or item while its lines are joined. `marker` is what opened it, in the file's words."""

    kind: Kind
    text: str
    marker: str
    first: Line
    last: Line


_QUOTE = re.compile(r">(?=$|[^\d=])[> ]*")  # but >50% is text
_BREAK = re.compile(r"([-*_=~#•–—])(?: ?\1){2,}|⁂")
_BULLET = re.compile(r"[-*•‣◦▪●·] ")
_NUMBER = re.compile(r"(\d{1,3})[.)] ")
_SURE_BULLETS = "•‣◦▪●"
_SIGNS = ((Kind.QUOTE, _QUOTE), (Kind.BULLET, _BULLET), (Kind.NUMBER, _NUMBER))


def read_elements(lines: Block) -> tuple[Element, ...]:
    """The elements of the lines of a body."""
    units = _units(tuple(map(_opened, lines)), wrap_width(lines))
    runs = groupby(units, key=lambda unit: unit.kind)
    return tuple(chain.from_iterable(_elements(kind, tuple(run)) for kind, run in runs))


def render(elements: Sequence[Element]) -> str:
    """HTML of the elements; no character of their texts is markup."""
    return "".join(f"{_RENDER[element.kind](element)}\n" for element in elements)


def _opened(line: Line) -> _Unit:
    """The unit that `line` opens if it joins none."""
    if _BREAK.fullmatch(line.text):
        return _Unit(Kind.BREAK, "", line.text, line, line)
    for kind, sign in _SIGNS:
        if match := sign.match(line.text):
            return _Unit(kind, line.text[match.end() :], match[0], line, line)
    return _Unit(Kind.PARAGRAPH, line.text, "", line, line)


def _units(opened: Sequence[_Unit], width: int) -> Iterator[_Unit]:
    """Paragraphs and items, each with its lines joined."""
    unit: _Unit | None = None
    for i, fresh in enumerate(opened):
        alone = i + 1 == len(opened) or opened[i + 1].kind is not fresh.kind
        if unit and _goes_on(unit, fresh, alone, width):
            unit = _joined(unit, fresh)
            continue
        if unit:
            yield unit
        unit = fresh if fresh.text or fresh.kind is Kind.BREAK else None
    if unit:
        yield unit


def _goes_on(unit: _Unit, fresh: _Unit, alone: bool, width: int) -> bool:
    """Whether the line of `fresh` belongs to the paragraph or item before it."""
    if not fresh.text or Kind.BREAK in (unit.kind, fresh.kind):
        return False
    flows = continues(unit.last, fresh.last, width)
    if Kind.QUOTE in (unit.kind, fresh.kind):
        return unit.kind is fresh.kind and flows
    if fresh.kind is Kind.PARAGRAPH:
        hanging = unit.kind is not Kind.PARAGRAPH and fresh.last.indent > unit.first.indent
        return hanging or flows
    # A dash or a number that hard wrapping has brought to the start of a line
    return unit.kind is Kind.PARAGRAPH and alone and flows and not ends_clause(unit.text)


def _joined(unit: _Unit, fresh: _Unit) -> _Unit:
    text = fresh.text if fresh.kind is Kind.QUOTE else fresh.last.text
    return unit._replace(text=join(unit.text, text), last=fresh.last)


def _elements(kind: Kind, units: tuple[_Unit, ...]) -> Iterator[Element]:
    """The elements of a run of units of one kind."""
    if kind is Kind.NUMBER:
        yield from _numbered(units)
    elif kind is Kind.BREAK:
        yield from (Element(kind, (), unit.first) for unit in units)
    elif kind is Kind.QUOTE or (kind is Kind.BULLET and _is_list(units)):
        yield Element(kind, tuple(unit.text for unit in units), units[0].first)
    else:
        yield from map(_paragraph, units)


def _is_list(units: tuple[_Unit, ...]) -> bool:
    """One line with a dash or a star is no list: it may be speech or a footnote."""
    return len(units) > 1 or units[0].marker[0] in _SURE_BULLETS


def _paragraph(unit: _Unit) -> Element:
    return Element(Kind.PARAGRAPH, (unit.marker + unit.text,), unit.first)


def _numbered(units: tuple[_Unit, ...]) -> Iterator[Element]:
    """Lists of at least two items that count up by one; other numbers are part of their paragraph."""
    numbers = [int(unit.marker.rstrip(".) ")) for unit in units]
    for _, run in groupby(enumerate(units), key=lambda pair: numbers[pair[0]] - pair[0]):
        items = tuple(run)
        units_of_list = tuple(unit for _, unit in items)
        if len(items) == 1:
            yield _paragraph(units_of_list[0])
        else:
            texts = tuple(unit.text for unit in units_of_list)
            yield Element(Kind.NUMBER, texts, units_of_list[0].first, numbers[items[0][0]])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _lines(tag: str, texts: Sequence[str]) -> str:
    return "\n".join(f"<{tag}>{_escaped(text)}</{tag}>" for text in texts)


def _ordered(element: Element) -> str:
    start = f' start="{element.start}"' if element.start != 1 else ""
    return f"<ol{start}>\n{_lines('li', element.texts)}\n</ol>"


_RENDER: dict[Kind, Callable[[Element], str]] = {
    Kind.PARAGRAPH: lambda element: _lines("p", element.texts),
    Kind.BULLET: lambda element: f"<ul>\n{_lines('li', element.texts)}\n</ul>",
    Kind.NUMBER: _ordered,
    Kind.QUOTE: lambda element: f"<blockquote>\n{_lines('p', element.texts)}\n</blockquote>",
    Kind.BREAK: lambda _: "<hr>",
}
