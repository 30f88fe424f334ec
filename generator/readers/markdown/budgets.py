"""What an article may hold before a parser takes it up: limits of shape, far beyond what people write.

A parser that is fast on all that people write may still take time that grows with the square of how deep
things stand inside each other. So this is looked at first, in linear time, and by counting: the same text
always gives the same answer. What only shows while Python-Markdown works is counted by `meter.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.model import Problem
from generator.readers.markdown.html import VOID, names
from generator.readers.markdown.origin import Origin
from generator.readers.markdown.places import Place

QUOTATIONS = 100
"""How deep quotations may stand inside each other."""
COLUMNS = 1_000
"""Signs `|` on one line."""
DEFINITIONS = 4_000
"""Lines that begin with the colon of a definition."""
ELEMENTS = 250
"""How deep elements of HTML may stand inside each other; browsers give up at 512."""

_QUOTATIONS = re.compile(rf"^[^>\n]{{0,8}}(?:>[ \t]{{0,3}}){{{QUOTATIONS + 1}}}", re.MULTILINE)
_COLUMNS = re.compile(rf"^(?:[^|\n]*+\|){{{COLUMNS + 1}}}", re.MULTILINE)
_DEFINITION = re.compile(r"^[ >\t]*:[ \t]", re.MULTILINE)
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_CLOSE_THEMSELVES = names("caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr")
"""Elements that end where the next one begins (HTML standard, "Optional tags"), but not within a drawing."""
_SIGN = re.compile(r"[][()*_`!<>&|:~=\\\"'^{}#-]")


def beyond(text: str, origin: Origin) -> Problem | None:
    """What in the Markdown of an article is more than it may be."""
    if text.count(">") > QUOTATIONS and (found := _QUOTATIONS.search(text)):
        message = f"Quotations stand more than {QUOTATIONS} deep inside each other"
        return _error(origin, origin.places.at(found.start()), "too-deep", message, "Remove signs `>`")
    if text.count("|") > COLUMNS and (found := _COLUMNS.search(text)):
        message = f"This line has more than {COLUMNS} signs `|`"
        return _error(origin, origin.places.at(found.start()), "too-much", message, "Make the table narrower")
    if text.count(":") > DEFINITIONS:
        for number, found in enumerate(_DEFINITION.finditer(text)):
            if number == DEFINITIONS:
                message = f"This text has more than {DEFINITIONS:,} definitions"
                place = origin.places.at(found.start())
                return _error(origin, place, "too-much", message, "Part it into several articles")
    return None


def too_deep(raw: str, origin: Origin) -> Problem | None:
    """The problem of HTML whose elements stand too deep inside each other, before any parser sees it."""
    if raw.count("<") - raw.count("</") <= ELEMENTS:  # nearly always
        return None
    ignored = VOID if "<svg" in raw or "<math" in raw else VOID | _CLOSE_THEMSELVES
    open_ones: Counter[str] = Counter()
    depth = 0
    for slash, written in _ELEMENT.findall(raw):
        name = written.lower()
        if name in ignored:
            continue
        if not slash:
            open_ones[name] += 1
            depth += 1
        elif open_ones[name]:
            open_ones[name] -= 1
            depth -= 1
        if depth > ELEMENTS:
            return _nested(open_ones.most_common(1)[0][0], origin)
    return None


def _nested(name: str, origin: Origin) -> Problem:
    message = f"Elements stand more than {ELEMENTS} deep inside each other, most of them <{name}>"
    cure = f"Close each <{name}>, or remove them"
    place = origin.places.search(rf"<{re.escape(name)}\b")
    if not place[0]:  # the elements are those of Markdown
        place = busiest(origin.places.text, origin)
    return _error(origin, place, "too-deep", message, cure)


def too_much(text: str, origin: Origin) -> Problem:
    """The problem of an article that is more work than it may be, at the paragraph that is most."""
    message = "This text is too much work for the Markdown engine, most of all from this line on"
    cure = "Close or remove brackets, stars and other signs that stand there in great numbers"
    return _error(origin, busiest(text, origin), "too-much", message, cure)


def busiest(text: str, origin: Origin) -> Place:
    """The first line of the paragraph with the most signs in the longest text."""
    _, start = max(_weights(text), key=lambda found: found[0])
    return origin.places.at(start)


def _weights(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for paragraph in text.split("\n\n"):
        blank = len(paragraph) - len(paragraph.lstrip("\n"))
        yield len(paragraph) * (len(_SIGN.findall(paragraph)) + 1), start + blank
        start += len(paragraph) + 2


def _error(origin: Origin, place: Place, rule: str, message: str, cure: str) -> Problem:
    return Problem(origin.source, *place, rule, message, cure)
