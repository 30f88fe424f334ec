"""Headings below the headline of the page, each with an id to link to."""

from __future__ import annotations

import re
from itertools import count

from generator.readers.markdown.html import ATTRIBUTES, parse_attributes, write_attributes
from generator.readers.markdown.ids import used_ids
from generator.readers.markdown.plain import text_of
from generator.slugs import slugify

_HEADLINE = re.compile(rf"\s*<h1{ATTRIBUTES}>((?:(?!</?h1|<img).)*)</h1>\s*", re.DOTALL)
_HEADING = re.compile(rf"<(/?)h([1-6])({ATTRIBUTES})>")
_LONGEST = 1000  # characters of a heading that its id is made of


def take_headline(html: str, title: str) -> tuple[str, str]:
    """The text of a level-1 heading at the very start, and the HTML without it.

    When the article has a `title` of its own that says something else, the heading stays.
    """
    match = _HEADLINE.match(html)
    headline = text_of(match[1]) if match else ""
    if match is None or not headline:
        return "", html
    keep = title and " ".join(title.split()).casefold() != headline.casefold()
    return headline, html if keep else html[match.end() :]


def settle_headings(html: str) -> str:
    """Headings begin at level 2, for the page has its headline at level 1, and each has an id."""
    if "<h" not in html:
        return html
    down = 1 if "<h1" in html else 0
    taken = used_ids(html)
    following: dict[str, count[int]] = {}

    def settle(match: re.Match[str]) -> str:
        slash, written, attributes = match.groups()
        level = min(int(written) + down, 6)
        if not slash and ' id="' not in attributes:
            text = html[match.end() : match.end() + _LONGEST].partition("</h")[0]
            heading = _unused(slugify(text_of(text)) or "section", taken, following)
            attributes = write_attributes({"id": heading, **parse_attributes(attributes)})
        return f"<{slash}h{level}{attributes}>"

    return _HEADING.sub(settle, html)


def _unused(name: str, taken: set[str], following: dict[str, count[int]]) -> str:
    free = name
    numbers = following.setdefault(name, count(2))
    while free in taken:
        free = f"{name}-{next(numbers)}"
    taken.add(free)
    return free
