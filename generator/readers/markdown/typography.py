"""Typographic signs for typed ones: quotation marks of the language, apostrophes, dashes, ellipses.

docs/markdown.md tells editors what becomes of what they type.
"""

from __future__ import annotations

import re
from html import escape, unescape

from generator.readers.markdown.html import ATTRIBUTES, TOKEN, names
from generator.readers.markdown.quotation_marks import marks_of
from generator.readers.markdown.quotations import APOSTROPHE, Quotations, Role

_TYPED = ('"', "'", "--", "...")
_RUNS = {"--": "–", "---": "—", "...": "…"}
"""Longer runs are rules and leaders, and stay."""

_EVENT = re.compile(rf"{TOKEN.pattern}|\"|'|--+|\.\.\.+", re.DOTALL)
_INLINE = "a|abbr|b|bdi|bdo|cite|del|dfn|em|font|i|ins|mark|q|rp|rt|ruby|s|small|span|strong|time|u|wbr"
_SEEN_THROUGH = names(_INLINE.replace("|", " "))
_UNTOUCHED = names("code kbd math pre samp script style svg textarea var")
_AS_A_WORD = names("code img kbd math samp sub sup svg var")
"""Elements beside which a mark stands as beside a word."""

_ANY_MARK = r"[\"'“”„‘’‚«»‹›]|(?<=«)\u202f|\u202f(?=»)"
_BETWEEN = re.compile(rf"(?:{_ANY_MARK}|</?(?:{_INLINE}){ATTRIBUTES}>)*+")
_WORD_AHEAD = re.compile(r"<(?:code|img|kbd|math|samp|sub|svg|var)[ >]")
_SHORTENED = re.compile(r"(?:[0-9]0(?:s|er)|em|n|s|t|[Tt](?:is|was|were|will|il))\b")
"""What follows the apostrophe of a shortened word: ’90s, ’tis, Dutch ’s."""

_FEET_AND_INCHES = re.compile(r"(?<=[0-9])'( ?[0-9]{1,2}(?:\.[0-9]+)?)\"(?!\w)")


def typeset(html: str, language: str) -> str:
    """Canonical HTML with the text outside code set in the signs of a language (BCP 47 tag).

    Typographic signs, letters and digits stay, and so does what is not clear. What is set once is not changed
    again. Takes linear time.
    """
    return _Setting(html, language).result() if any(sign in html for sign in _TYPED) else html


def typeset_text(text: str, language: str) -> str:
    """The same for plain text."""
    if not any(sign in text for sign in _TYPED):
        return text
    return unescape(typeset(escape(text, quote=False), language))


class _Setting:
    """One pass over the tags and the typed signs of a text."""

    def __init__(self, html: str, language: str) -> None:
        marks = marks_of(language)
        self._html = html
        self._pieces: list[str] = []
        self._quotations = Quotations(marks, self._pieces) if marks else None
        self._written = 0  # offset up to which the pieces hold the text
        self._end = 0  # of the last tag or sign
        self._before = " "  # the character seen last there
        self._known = -1, " "  # an offset, and the character seen next from anywhere up to it
        self._depth = 0  # in elements that are not touched

    def result(self) -> str:
        for event in _EVENT.finditer(self._html):
            start, end = event.span()
            if start < self._end:  # the inches, which are written with their feet
                continue
            if self._html[start] == "<":
                self._before = self._seen_after_tag(event)
            elif not self._depth:
                self._before = self._set(event[0], start)
            self._end = end if end > self._written else self._written
        self._pieces.append(self._html[self._written :])
        return "".join(self._pieces)

    def _seen_after_tag(self, event: re.Match[str]) -> str:
        name = event["name"]
        if name is None or name in _SEEN_THROUGH:
            return self._seen_before(event.start())
        if name in _UNTOUCHED:
            self._depth += -1 if event["slash"] else 1
        if name in _AS_A_WORD:
            return "x"
        if name != "br" and self._quotations:
            self._quotations.end_paragraph()
        return " "

    def _set(self, sign: str, start: int) -> str:
        """Write what a sign becomes; the character that the next one sees before it."""
        if sign in _RUNS:
            self._write_up_to(start, start + len(sign))
            self._pieces.append(_RUNS[sign])
            return _RUNS[sign]
        if sign not in "\"'" or not self._quotations:
            return sign[-1]
        if sign == "'" and self._is_within_word(start):  # nearly always
            self._write_up_to(start, start + 1)
            self._pieces.append(APOSTROPHE)
            return ")"
        if sign == "'" and (measure := _FEET_AND_INCHES.match(self._html, start)):
            self._write_up_to(start, measure.end())
            self._pieces.append(f"′{measure[1]}″")
            return "″"
        before = self._seen_before(start)
        after = self._seen_after(start + 1)
        self._write_up_to(start, start + 1)
        if sign == '"':
            role = self._quotations.double(before, after)
        else:
            shortens = not before.isalnum() and _SHORTENED.match(self._html, start + 1) is not None
            role = self._quotations.single(before, after, shortens)
        return "(" if role is Role.OPENS else ")"

    def _is_within_word(self, start: int) -> bool:
        return self._html[start - 1 : start].isalpha() and self._html[start + 1 : start + 2].isalpha()

    def _write_up_to(self, start: int, end: int) -> None:
        """Keep the text before a sign from `start` to `end`."""
        self._pieces.append(self._html[self._written : start])
        self._written = end

    def _seen_before(self, offset: int) -> str:
        if offset == self._end:
            return self._before
        seen = self._html[offset - 1]
        return " " if seen == ";" and self._html.endswith("&nbsp;", self._end, offset) else seen

    def _seen_after(self, offset: int) -> str:
        """The next character past other marks and tags within the line; a space at the end of a paragraph."""
        if self._html[offset : offset + 1].isalnum():  # nearly always
            return self._html[offset]
        end, seen = self._known
        if offset > end:
            match = _BETWEEN.match(self._html, offset)
            end = match.end() if match else offset
            seen = self._seen_at(end)
            self._known = end, seen
        return seen

    def _seen_at(self, offset: int) -> str:
        if self._html.startswith("<", offset):
            return "x" if _WORD_AHEAD.match(self._html, offset) else " "
        if self._html.startswith("&nbsp;", offset):
            return " "
        return self._html[offset : offset + 1] or " "
