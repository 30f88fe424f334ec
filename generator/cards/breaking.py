"""Where a line may end: after spaces and dashes, and between the letters of scripts that have no spaces.

A small part of https://www.unicode.org/reports/tr14/. The phrases of Japanese, Chinese and Thai are found by
BudouX (https://github.com/google/budoux). What may not begin or end a line follows
https://www.w3.org/TR/jlreq/#line_breaking.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.cards.shaping import clusters
from generator.model import Record

if TYPE_CHECKING:
    import budoux

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
_NO_START = frozenset(
    "、。，．・：；？！‥…ー〜～々〻ゝゞヽヾ゛゜）］｝〕〉》」』】〙〗〟｠»’”％‰℃°′″)]},.:;!?%/" + _SMALL_KANA
)
_NO_END = frozenset("（［｛〔〈《「『【〘〖〝｟«‘“([{￥＄£$€#＃@＠№¿¡")
_STOPS = frozenset("、。，．；：！？」』】》）…")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩０１２３４５６７８９")
_DASHES = frozenset("-‐–—―/")
_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff\u200d")
_SPACED_SIGNS = frozenset("?!:;»%–—")
"""What stands after a space in some languages, or between two, and never begins a line."""

_THAI_BEFORE = frozenset("เแโใไ")  # vowels that are written before their consonant
_THAI_AFTER = frozenset("ะาำๅๆฯ")


class Break(IntEnum):
    """How welcome a break is: at a space or a stop, between phrases, within a phrase, within a word."""

    SPACE = 0
    PHRASE = 1
    LETTER = 2
    WORD = 3


class Piece(Record, frozen=True):
    """A part of a text that is not broken, without the spaces after it, and the break that may follow it."""

    start: int
    end: int
    after: Break = Break.SPACE
    hyphen: bool = False  # whether the break shows one


def pieces(text: str, language: str, most: Break) -> list[Piece]:
    """The pieces of a text in its order, divided at breaks no less welcome than `most`."""
    phrases = _phrases(text, language)
    found: list[Piece] = []
    start = 0
    letters = list(clusters(text))
    for place, before, after in zip(accumulate(map(len, letters)), letters, [*letters, ""][1:], strict=True):
        kind = _between(text, place, before[-1], after[:1], phrases)
        if kind is None or kind > most:
            continue
        bare = text[start:place].rstrip(" ")
        if bare:
            hyphen = before == "\u00ad" or (
                kind is Break.WORD and _hyphenated(before[0]) and _hyphenated(after[0])
            )
            found.append(Piece(start, start + len(bare), kind, hyphen))
        start = place
    return found


def _between(text: str, place: int, before: str, after: str, phrases: frozenset[int]) -> Break | None:
    """The break between two letters, of which the second stands at `place`; None where there is none."""
    if not after or before == "\u200b":
        return Break.SPACE
    if after in " \u200b" or before in _GLUE or after in _GLUE:
        return None
    if before == " ":
        last = text[: place - 1].rstrip(" ")[-1:]
        return None if after in _SPACED_SIGNS or last in _NO_END else Break.SPACE
    if before == "\u00ad":
        return Break.LETTER
    if after in _NO_START or before in _NO_END or after in _DASHES:
        return None
    if before in _DASHES:
        if before in "-‐" and not (
            text[place - 3 : place - 1].isalpha() and text[place : place + 2].isalpha()
        ):
            return Break.WORD  # a prefix, a number, a minus sign
        return Break.LETTER if after.isalnum() else Break.WORD
    if _spaceless(before) or _spaceless(after):
        if before in _STOPS:
            return Break.SPACE
        if before in _NUMERALS and after in _NUMERALS:
            return Break.WORD
        return Break.PHRASE if place in phrases else Break.LETTER
    if _thai(before) and _thai(after):
        if before in _THAI_BEFORE or after in _THAI_AFTER:
            return None
        return Break.PHRASE if place in phrases else Break.WORD
    if unicodedata.combining(before) == 9:  # a virama: what follows is part of the same letter
        return None
    return Break.WORD


def _spaceless(letter: str) -> bool:
    """Whether a letter is of Chinese or Japanese. Korean has spaces, and breaks at them alone."""
    return (
        "\u2e80" <= letter <= "\ua4cf"
        or "\uf900" <= letter <= "\ufaff"
        or ("\ufe30" <= letter <= "\uffef" or "\U00020000" <= letter <= "\U0003ffff")
    )


def _thai(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f"


def _hyphenated(letter: str) -> bool:
    return letter.isalpha() and letter < "\u0590"


def _phrases(text: str, language: str) -> frozenset[int]:
    """The places at which a phrase begins, for languages that write none."""
    if not any(_spaceless(letter) or _thai(letter) for letter in text):
        return frozenset()
    if any(map(_thai, text)):
        model = "th"
    elif language.lower().startswith("ja") or any("\u3040" <= letter <= "\u30ff" for letter in text):
        model = "ja"
    else:
        regions = ("hant", "tw", "hk", "mo")
        model = "zh-hant" if language.lower().endswith(regions) else "zh-hans"
    return frozenset(accumulate(map(len, _parser(model).parse(text))))


@cache
def _parser(model: str) -> budoux.Parser:
    import budoux

    return {
        "ja": budoux.load_default_japanese_parser,
        "th": budoux.load_default_thai_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }[model]()
