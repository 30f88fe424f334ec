"""Blocks of code: coloured by classes, and reachable by keyboard because they scroll sideways."""

from __future__ import annotations

import re
from html import unescape

from generator.model import Record
from generator.readers.markdown import lexers
from generator.readers.markdown.allowance import Allowance
from generator.readers.markdown.html import ATTRIBUTES, add_class, parse_attributes, write_attributes

_BLOCK = re.compile(rf"<pre({ATTRIBUTES})>(?:<code({ATTRIBUTES})>([^<]*)</code></pre>)?")
_PREFIX = "language-"
_PLAIN = frozenset({"none", "plain", "plaintext", "text", "txt"})


class Settled(Record, frozen=True):
    """HTML with its code coloured; the languages that are not known, and those of code that is left plain."""

    html: str
    unknown: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


def settle_code(html: str, allowance: Allowance) -> Settled:
    """The HTML with its code coloured, within what the article may spend on it."""
    if "<pre" not in html:
        return Settled(html)
    palette = _Palette(allowance)

    def settle(match: re.Match[str]) -> str:
        outer = parse_attributes(match[1])
        language = _language(match[2] or "")
        outer["tabindex"] = "0"
        if not language:
            # A parser drops a line break right after the tag, so one that is meant is written twice.
            is_alone = match[3] is None
            line_break = "\n" if is_alone and match.string.startswith("\n", match.end()) else ""
            return f"<pre{write_attributes(outer)}>{line_break}{match[0][len(match[1]) + 5 :]}"
        code = palette.coloured(language, match[3])
        outer.pop("tabindex")
        add_class(outer, "highlight")
        outer["tabindex"] = "0"
        return f"<pre{write_attributes(outer)}><code{match[2]}>{code}</code></pre>"

    return Settled(_BLOCK.sub(settle, html), tuple(palette.unknown), tuple(palette.plain))


class _Palette:
    """The colours of one text: which of its languages are not known, and which did without."""

    def __init__(self, allowance: Allowance) -> None:
        self.unknown: dict[str, None] = {}
        self.plain: dict[str, None] = {}
        self._allowance = allowance

    def coloured(self, language: str, written: str) -> str:
        """Code with colours. It is `written` as HTML, and stays so without them."""
        if language in _PLAIN:
            return written
        if language not in lexers.known():
            self.unknown[language] = None
            return written
        code = unescape(written)
        may = lexers.is_even(code) and self._affords(language, code)
        if may and (found := lexers.highlighter(language)(code)) is not None:
            return found
        self.plain[language] = None
        return written

    def _affords(self, language: str, code: str) -> bool:
        paid = self._allowance.languages
        if language not in paid and not self._allowance.affords(lexers.LOADING):
            return False
        paid.add(language)
        return self._allowance.affords(lexers.cost(language, code))


def _language(attributes: str) -> str:
    classes = parse_attributes(attributes).get("class", "").split()
    return next((name.removeprefix(_PREFIX) for name in classes if name.startswith(_PREFIX)), "").lower()
