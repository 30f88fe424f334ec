"""Blocks of code: coloured by classes, and reachable by keyboard because they scroll sideways."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape

from generator.readers.markdown.html import ATTRIBUTES, add_class, parse_attributes, write_attributes

_BLOCK = re.compile(rf"<pre({ATTRIBUTES})>(?:<code({ATTRIBUTES})>([^<]*)</code></pre>)?")
_PREFIX = "language-"
_PLAIN = frozenset({"none", "plain", "plaintext", "text", "txt"})

Highlighter = Callable[[str], str]


def settle_code(html: str) -> tuple[str, list[str]]:
    """The HTML with its code highlighted, and the languages that are not known."""
    if "<pre" not in html:
        return html, []
    unknown: list[str] = []

    def settle(match: re.Match[str]) -> str:
        outer = parse_attributes(match[1])
        language = _language(match[2] or "")
        outer["tabindex"] = "0"
        if not language:
            # A parser drops a line break right after the tag, so one that is meant is written twice.
            is_alone = match[3] is None
            line_break = "\n" if is_alone and match.string.startswith("\n", match.end()) else ""
            return f"<pre{write_attributes(outer)}>{line_break}{match[0][len(match[1]) + 5 :]}"
        colour = highlighter(language)
        if colour is None and language not in _PLAIN:
            unknown.append(language)
        code = colour(unescape(match[3])) if colour else match[3]
        outer.pop("tabindex")
        add_class(outer, "highlight")
        outer["tabindex"] = "0"
        return f"<pre{write_attributes(outer)}><code{match[2]}>{code}</code></pre>"

    return _BLOCK.sub(settle, html), unknown


def _language(attributes: str) -> str:
    classes = parse_attributes(attributes).get("class", "").split()
    return next((name.removeprefix(_PREFIX) for name in classes if name.startswith(_PREFIX)), "").lower()


@cache
def highlighter(language: str) -> Highlighter | None:
    """What colours code in a language by Pygments (https://pygments.org/languages/), None if none does."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    formatter = HtmlFormatter(nowrap=True)
    return lambda code: highlight(code, lexer, formatter)
