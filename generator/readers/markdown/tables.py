"""Tables scroll by themselves on a narrow screen, and align by classes instead of attributes."""

from __future__ import annotations

import re
from html import escape
from itertools import count

from generator.interface import say
from generator.readers.markdown.html import ATTRIBUTES, add_class, parse_attributes, write_attributes
from generator.readers.markdown.plain import text_of

_CELL = re.compile(rf"<(t[dh])({ATTRIBUTES})>")
_TABLE = re.compile(rf"<table{ATTRIBUTES}>(?:\s*<caption{ATTRIBUTES}>([^<]*))?")
_EMPTY_HEADER = re.compile(rf"<th{ATTRIBUTES}>\s*</th>")  # the corner of a table is no header
_ALIGNMENTS = ("left", "center", "right")


def settle_tables(html: str, language: str) -> str:
    """Each table in a region that the keyboard reaches; the number keeps the names of regions apart."""
    if "<table" not in html:
        return html
    numbers = count(1)

    def wrap(match: re.Match[str]) -> str:
        caption = text_of(match[1] or "")
        label = say(language, "table", number=next(numbers)) + (f": {caption}" if caption else "")
        return f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0">{match[0]}'

    html = _TABLE.sub(wrap, html).replace("</table>", "</table></div>")
    html = _EMPTY_HEADER.sub("<td></td>", html)
    return _CELL.sub(_align, html) if ' align="' in html else html


def _align(match: re.Match[str]) -> str:
    attributes = parse_attributes(match[2])
    alignment = attributes.pop("align", "").lower()
    if alignment in _ALIGNMENTS:
        add_class(attributes, f"align-{alignment}")
    return f"<{match[1]}{write_attributes(attributes)}>"
