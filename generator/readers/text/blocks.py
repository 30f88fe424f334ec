"""The body of a raw text: lines to paragraphs, lists, quotations and breaks, and these to HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, groupby
from typing import NamedTuple

from generator.readers.text.lines import Block, Line, ends_clause
from generator.readers.text.wrap import continues, join, wrap_width


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
    """A paragraph or item. `marker` is the sign that opened it, as the file writes it."""

    kind: Kind
    text: str
    marker: str
    line: Line


_QUOTE = re.compile(r">(?=$|[^\d=])[> ]*")  # but >50% is text
_BREAK = re.compile(r"([-*_=~#•–—])(?: ?\1){2,}|⁂")
_BULLET = re.compile(r"[-*•‣◦▪●·] ")
_NUMBER = re.compile(r"(\d{1,3})[.)] ")
_SURE_BULLETS = "•‣◦▪●"
_SIGNS = ((Kind.QUOTE, _QUOTE), (Kind.BULLET, _BULLET), (Kind.NUMBER, _NUMBER))


def read_elements(lines: Block) -> tuple[Element, ...]:
    """The elements of the lines of a body."""
    opened = tuple(map(_opened, lines))
    width = wrap_width(lines, [unit.kind not in (Kind.PARAGRAPH, Kind.QUOTE) for unit in opened])
    units = _units(opened, width)
    runs = groupby(units, key=lambda unit: unit.kind)
    return tuple(chain.from_iterable(_elements(kind, tuple(run)) for kind, run in runs))


def render(elements: Sequence[Element]) -> str:
    """HTML of the elements; no character of their texts is markup."""
    return "".join(f"{_RENDER[element.kind](element)}\n" for element in elements)


def _opened(line: Line) -> _Unit:
    """The unit that `line` opens if it joins none."""
    if _BREAK.fullmatch(line.text):
        return _Unit(Kind.BREAK, "", line.text, line)
    for kind, sign in _SIGNS:
        if match := sign.match(line.text):
            return _Unit(kind, line.text[match.end() :], match[0], line)
    return _Unit(Kind.PARAGRAPH, line.text, "", line)


def _units(opened: Sequence[_Unit], width: int) -> Iterator[_Unit]:
    """Paragraphs and items, each with its lines joined."""
    group: list[_Unit] = []
    for i, fresh in enumerate(opened):
        alone = i + 1 == len(opened) or opened[i + 1].kind is not fresh.kind
        if group and _goes_on(group[0], group[-1], fresh, alone, width):
            group.append(fresh)
            continue
        if group:
            yield _joined(group)
        group = [fresh] if fresh.text or fresh.kind is Kind.BREAK else []
    if group:
        yield _joined(group)


def _goes_on(first: _Unit, last: _Unit, fresh: _Unit, alone: bool, width: int) -> bool:
    """Whether the line of `fresh` belongs to the paragraph or item of the lines from `first` to `last`."""
    if not fresh.text or Kind.BREAK in (first.kind, fresh.kind):
        return False
    flows = continues(last.line, fresh.line, width)
    if Kind.QUOTE in (first.kind, fresh.kind):
        return first.kind is fresh.kind and flows
    if fresh.kind is Kind.PARAGRAPH:
        hanging = first.kind is not Kind.PARAGRAPH and fresh.line.indent > first.line.indent
        return hanging or flows
    # A dash or a number that hard wrapping has brought to the start of a line
    return first.kind is Kind.PARAGRAPH and alone and flows and not ends_clause(last.text)


def _joined(group: Sequence[_Unit]) -> _Unit:
    first, *others = group
    quoted = first.kind is Kind.QUOTE
    return first._replace(
        text=join([first.text, *(unit.text if quoted else unit.line.text for unit in others)])
    )


def _elements(kind: Kind, units: tuple[_Unit, ...]) -> Iterator[Element]:
    """The elements of a run of units of one kind."""
    if kind is Kind.NUMBER:
        yield from _numbered(units)
    elif kind is Kind.BREAK:
        yield from (Element(kind, (), unit.line) for unit in units)
    elif kind is Kind.QUOTE or (kind is Kind.BULLET and _is_list(units)):
        yield Element(kind, tuple(unit.text for unit in units), units[0].line)
    else:
        yield from map(_paragraph, units)


def _is_list(units: tuple[_Unit, ...]) -> bool:
    """One line with a dash or a star is no list: it may be speech or a footnote."""
    return len(units) > 1 or units[0].marker[0] in _SURE_BULLETS


def _paragraph(unit: _Unit) -> Element:
    return Element(Kind.PARAGRAPH, (unit.marker + unit.text,), unit.line)


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
            yield Element(Kind.NUMBER, texts, units_of_list[0].line, numbers[items[0][0]])


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
