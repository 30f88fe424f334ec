"""Lines and words of raw text, as all rooms of the raw text reader see them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from generator.model import Problem, Severity

_BLANK = " \t\u00a0\u3000\ufeff\u200b"
_SPACES = re.compile(r"[ \t]+")
_SENTENCE_END = re.compile(r"""[.!?…。！？．؟۔।:：;]["'”’“»«)\]」』）]{0,3}$""")
_LAST_MARK = re.compile(r"""(?<![.。])[.!?。！？．؟۔।]["'”’“»«)\]」』）]{0,3}$""")
# Chinese and Japanese write no spaces between words; Korean does.
_CJK = "\u2e80-\u312f\u31a0-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
_CJK_CHAR = re.compile(f"[{_CJK}]")


class Line(NamedTuple):
    """One line: its number in the file, from 1, the white space before it, and its text without any."""

    number: int
    indent: int
    text: str


Block = tuple[Line, ...]


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


def split_lines(text: str) -> Block:
    """The lines of `text`, which has LF line endings."""
    return tuple(_line(number, raw) for number, raw in enumerate(text.split("\n"), 1))


def _line(number: int, raw: str) -> Line:
    text = raw.strip(_BLANK)
    indent = len(raw) - len(raw.lstrip(_BLANK))
    return Line(number, indent, _SPACES.sub(" ", text))


def blanked(line: Line) -> Line:
    """`line` without its text: what was taken out still parts the lines around it."""
    return Line(line.number, 0, "")


def skip_blank(lines: Block) -> Block:
    start = next((i for i, line in enumerate(lines) if line.text), len(lines))
    return lines[start:]


def count_words(text: str) -> int:
    """Words of `text`, for reading time; two Chinese or Japanese characters count as one."""
    spaced = _CJK_CHAR.sub(" ", text)
    letters = sum(1 for char in _CJK_CHAR.findall(text) if char.isalnum())
    return sum(any(map(str.isalnum, word)) for word in spaced.split()) + (letters + 1) // 2


def ends_clause(text: str) -> bool:
    """Whether `text` ends where a hard-wrapped line would seldom end: a sentence, a colon, a semicolon."""
    return bool(_SENTENCE_END.search(text))


def ends_sentence(text: str) -> bool:
    """Whether `text` has end punctuation; an ellipsis (`Read more...`) is none."""
    return bool(_LAST_MARK.search(text))


def is_cjk(char: str) -> bool:
    return bool(_CJK_CHAR.match(char))


def columns(text: str) -> int:
    """Width of `text` in a fixed-width font, where East Asian characters take two columns (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def problem(path: str, line: Line, rule: str, message: str, cure: str, severity: Severity) -> Problem:
    return Problem(path, line.number, line.indent + 1, rule, message, cure, severity)
