"""The words of a card: as they are drawn, and whether the fonts can draw them."""

from __future__ import annotations

import re
import unicodedata

from generator.cards.faces import LATIN, choose, invisible
from generator.cards.shaping import clusters

_WIDE_SPACES = frozenset("\u00a0\u202f\u2007")  # they keep words together, and are kept
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff][\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
    "\U000e0020-\U000e007f]*+(?:\u200d(?=[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]))?+|[\ufe0e\ufe0f\u20e3]"
)
"""https://www.unicode.org/reports/tr51/#Identification, as widely as a headline needs."""

_TONOS = re.compile("\u0301(?!\u0308)")
_MTAVRULI = str.maketrans({chr(0x1C90 + at): chr(0x10D0 + at) for at in range(0x30)})


def plain(text: str) -> str:
    """A text as it is drawn: on one line, composed (NFC), without controls and emoji that no font has."""
    composed = _EMOJI.sub(_in_fonts, unicodedata.normalize("NFC", text))
    kept = (
        " " if letter.isspace() and letter not in _WIDE_SPACES else letter
        for letter in composed
        if letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )
    return re.sub(" {2,}", " ", "".join(kept)).strip()


def _in_fonts(sign: re.Match[str]) -> str:
    return sign[0] if choose(sign[0], LATIN) else ""


def can_set(text: str) -> bool:
    """Whether a text has letters to be seen, and the fonts of cards have all of them."""
    words = plain(text)
    seen = any(not letter.isspace() and not invisible(letter) for letter in words)
    return seen and all(choose(cluster, LATIN) for cluster in clusters(words))


def settable(text: str) -> str:
    """A text as it is drawn, or nothing where the fonts cannot set it."""
    return plain(text) if can_set(text) else ""


def capitals(text: str, language: str) -> str:
    """A text in capitals, by the rules of its language: https://www.unicode.org/reports/tr21/

    Greek capitals have no accents, and Georgian is not written in capitals for emphasis alone.
    """
    main = language.lower().partition("-")[0]
    if main in ("tr", "az"):
        text = text.replace("i", "İ")
    raised = text.upper().translate(_MTAVRULI)
    if main == "el":
        raised = _TONOS.sub("", unicodedata.normalize("NFD", raised))
    return unicodedata.normalize("NFC", raised)
