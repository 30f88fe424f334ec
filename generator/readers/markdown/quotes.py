"""Block quotations that end in a line such as `— Jane Doe` become a figure that names the speaker."""

from __future__ import annotations

import re

from generator.readers.markdown.html import ATTRIBUTES, TAG, VOID

_EDGE = re.compile(rf"<(/?)blockquote{ATTRIBUTES}>")
_LAST_LINE = re.compile(r"(?:<br>\s*|\n|^)(?:—|―|–|--+)\s*(\S[^\n]*)$")
_BLANK = re.compile(r"\s*")
_LONGEST = 400  # characters of HTML that an attribution may have


def attribute_quotes(html: str) -> str:
    """The same HTML with the speakers of quotations set apart."""
    if "<blockquote" not in html:
        return html
    starts: list[int] = []
    changes: list[tuple[int, int, str]] = []
    for edge in _EDGE.finditer(html):
        if not edge[1]:
            starts.append(edge.start())
        elif starts:
            changes += _attributed(html, starts.pop(), edge)
    pieces: list[str] = []
    position = 0
    for start, end, text in sorted(changes):
        pieces += html[position:start], text
        position = end
    return "".join([*pieces, html[position:]])


def _attributed(html: str, start: int, edge: re.Match[str]) -> list[tuple[int, int, str]]:
    """The replacements that move the last line of a quotation behind it, if that names a speaker."""
    end = edge.start()
    while html[end - 1].isspace():
        end -= 1
    paragraph = html.rfind("<p>", max(start, end - _LONGEST * 4), end)
    if paragraph < 0 or not html.endswith("</p>", start, end):
        return []
    line = _LAST_LINE.search(html[paragraph + 3 : end - 4])
    if line is None or not _is_name(line[1]):
        return []
    cut = paragraph + 3 + line.start()
    rest = "</p>\n"
    if _is_blank(html, paragraph + 3, cut):  # the whole paragraph is the attribution
        cut, rest = paragraph, ""
    if _is_blank(html, html.index(">", start) + 1, cut):  # nothing is quoted
        return []
    caption = f"{rest}</blockquote>\n<figcaption>{line[1]}</figcaption></figure>"
    return [(start, start, '<figure class="quote">'), (cut, edge.end(), caption)]


def _is_blank(html: str, start: int, end: int) -> bool:
    return _BLANK.fullmatch(html, start, end) is not None


def _is_name(html: str) -> bool:
    """Whether a line can name a speaker: short, not in mid-sentence, and whole in its markup."""
    text = TAG.sub("", html).strip()
    return bool(text) and not text[0].islower() and len(html) <= _LONGEST and _is_balanced(html)


def _is_balanced(html: str) -> bool:
    opened: list[str] = []
    for slash, name, _ in TAG.findall(html):
        if not slash and name not in VOID:
            opened.append(name)
        elif slash and (not opened or opened.pop() != name):
            return False
    return not opened
