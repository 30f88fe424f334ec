"""Datelines: `KYIV, Nov. 11 (Reuters) — ` before the first sentence.

The place and form follow the agencies' habit: a place (in capitals, where no agency is named), perhaps its
country, the date and the agency in brackets, then a dash and a new sentence.
"""

from __future__ import annotations

import re

from generator.readers.text.caption import names_agency
from generator.readers.text.lines import word_set

_WORD = r"[^\W\d_](?:[^\W\d_]|[.’'-])*"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}"
_DATE = rf"(?:{_WORD} \d{{1,2}}|\d{{1,2}}\.? {_WORD})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<rest>(?:, (?:{_DATE}|{_PLACE})){{0,3}})(?: \((?P<agency>[^()]{{2,40}})\))?"
)
_DASH = re.compile(r" ?(?:—|–|--) ?| - ")
_HEAD_LENGTH = 120
_MIN_PLACE = 4
# Words in capitals that newspapers put before a dash and that are no places.
_NO_PLACES = word_set(
    "ANALYSIS BREAKING CORRECTED CORRECTION COLUMN COMMENT EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FEATURE FIFA"
    " FLASH INTERVIEW JUST LIVE NASA NATO NOTE OBITUARY OPEC OPINION PHOTO PHOTOS PROFILE QUESTION ANSWER"
    " REVIEW SPORT SPORTS TIMELINE UEFA UNESCO UNICEF UPDATE UPDATED URGENT VIDEO WATCH WRAPUP"
    " НАТО ОБСЄ ОНОВЛЕНО ТЕРМІНОВО МОЛНИЯ СРОЧНО"
)


def split_dateline(text: str) -> tuple[str, str]:
    """The dateline of a first paragraph, whole but for its dash, and the text after it.

    The dateline is empty where there is none for certain; nothing is taken from the text then.
    """
    head = _DATELINE.match(text[:_HEAD_LENGTH])
    dash = _DASH.match(text, head.end()) if head else None
    if not head or not dash:
        return "", text
    rest = text[dash.end() :]
    if not rest or rest[0].islower() or not _certain(head):
        return "", text
    return head[0], rest


def is_dateline(text: str) -> bool:
    """Whether `text` is a dateline and nothing else."""
    head = _DATELINE.fullmatch(text.rstrip(" —–-")) if len(text) <= _HEAD_LENGTH else None
    return bool(head and head["agency"] and head["place"].isupper() and _certain(head))


def _certain(head: re.Match[str]) -> bool:
    words = re.split("[ /]", head["place"])
    if any(word in _NO_PLACES or word[0].islower() for word in words):
        return False
    in_capitals = head["place"].isupper() and len(head["place"]) >= _MIN_PLACE
    return in_capitals or names_agency(head["agency"] or "")
