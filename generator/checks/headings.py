"""Headings are the table of contents of those who do not see a page (WCAG 2.2, 1.3.1 and technique H42)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.page import BuiltPage
from generator.model import Severity

_LEVELS = "h1, h2, h3, h4, h5, h6"
_LONG = 60  # characters of a heading that a message shows


def heading_order(page: BuiltPage) -> Iterator[Finding]:
    """A warning for every heading that skips a level, for each `<h1>` after the first, and for none."""
    above, titled = 0, False
    for node in page.nodes(_LEVELS):
        level, words = int((node.tag or "h1")[1]), " ".join(node.text().split())
        shown = words if len(words) <= _LONG else f"{words[:_LONG].rstrip()}…"
        if level == 1 and titled:
            message = f"The heading “{shown}” is a second one of the first level in its page"
            yield _finding(message, "Make it one of the second level", words)
        elif above and level > above + 1:
            message = f"The heading “{shown}” is of level {level}, below one of level {above}"
            yield _finding(message, f"Make it one of level {above + 1}, or write the one between", words)
        titled = titled or level == 1
        above = level
    if not titled:
        yield _finding("A page has no heading of the first level", "Give its template an `<h1>`", "")


def _finding(message: str, cure: str, words: str) -> Finding:
    return Finding("heading-order", message, cure, (), Severity.WARNING, heading=words)
