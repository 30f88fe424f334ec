"""The words of a card: as they are drawn, and whether the fonts can draw them."""

from __future__ import annotations

import re
import unicodedata

from generator.cards.faces import LATIN, choose
from generator.cards.shaping import clusters

_TONOS = re.compile("\u0301(?!\u0308)")  # Greek capitals have no accent, and keep their diaeresis
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
    "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+|[\ufe0e\ufe0f\u20e3]"
)


def plain(text: str) -> str:
    """A text as it is drawn: on one line, composed (NFC), and without emoji and control characters."""
    composed = _EMOJI.sub("", unicodedata.normalize("NFC", text))
    kept = "".join(
        " " if letter.isspace() and letter not in "\u00a0\u202f\u2007" else letter for letter in composed
    )
    kept = "".join(letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn"))
    return re.sub(" {2,}", " ", kept).strip()


def capitals(text: str, language: str) -> str:
    """A text in capitals, by the rules of its language (Unicode's SpecialCasing.txt; no Greek accents)."""
    main = language.lower().partition("-")[0]
    if main in ("tr", "az"):
        text = text.replace("i", "İ")
    raised = text.upper()
    if main == "el":
        raised = unicodedata.normalize("NFC", _TONOS.sub("", unicodedata.normalize("NFD", raised)))
    return raised


def settable(text: str) -> str:
    """A text as it is drawn, or nothing where the fonts cannot set it."""
    return plain(text) if can_set(text) else ""


def can_set(text: str) -> bool:
    """Whether the fonts of cards have every letter of a text, and so can set it."""
    words = plain(text)
    return bool(words) and all(choose(cluster, LATIN) for cluster in clusters(words))
