"""Characters that no text of a site may hold: invisible ones that XML forbids, or that turn others about."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from generator.model import Problem, Severity

# The control characters but for tab, line feed and carriage return; surrogates; noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_RARE_PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
_SOUND = re.compile(f"[\t\n\r -~\u00a0-\u202c\u202f-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_RARE_PLANES}]*+")
"""Text without any. Written the other way round it takes twenty times as long."""

CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff{_NONCHARACTERS}]")
"""Any of them: XML 1.0, section 2.2, and what its note advises against; and the two that override in which
direction letters run: no language needs them, and they make a text read as another (Unicode TR 36, 2.10)."""

_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ENDS = dict.fromkeys("\u202a\u202b", _POP) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
_ENDING = (_POP, _POP_ISOLATE)
_ISOLATE = "\u2068"  # its direction is that of its first letter
_FRAMES = re.compile("[\u202a-\u202c\u2066-\u2069]")


def is_sound(text: str) -> bool:
    """Whether a text holds no such character."""
    return _SOUND.fullmatch(text) is not None


def without_controls(text: str) -> str:
    """The text with every such character left out."""
    return text if is_sound(text) else CONTROL.sub("", text)


def balanced(text: str) -> str:
    """A text whose embeddings and isolates (Unicode TR 9) all end in the line in which they begin.

    One that stays open would turn about what stands beside the text; an end too many, what stands around it.
    """
    if text.isascii() or not _FRAMES.search(text):
        return text
    return "\n".join(map(_balanced, text.split("\n")))


def _balanced(line: str) -> str:
    kept: list[str] = []
    waiting: list[str] = []
    open_ones = Counter[str]()
    for char in line:
        if end := _ENDS.get(char):
            waiting.append(end)
            open_ones[end] += 1
        elif char in _ENDING:
            if not open_ones[char]:
                continue
            while (end := waiting.pop()) != char:
                kept.append(end)
                open_ones[end] -= 1
            open_ones[char] -= 1
        kept.append(char)
    return "".join((*kept, *reversed(waiting)))


def isolated(text: str, towards: str) -> str:
    """A text that stands beside others where there is no markup, such as a headline in `<title>`.

    Where some of its letters run otherwise than those around it, which run `towards` "ltr" or "rtl", it is
    put between FSI and PDI: else the end of one text would be read as the beginning of the other.
    """
    if towards == "ltr" and text.isascii():
        return text
    strange = ("R", "AL") if towards == "ltr" else ("L",)
    if not any(unicodedata.bidirectional(char) in strange for char in text):
        return text
    return f"{_ISOLATE}{text}{_POP_ISOLATE}"


def left_out(path: str, line: int, column: int, character: str) -> Problem:
    """The note that `character`, the first of its line, is left out."""
    message = f"An invisible control character (U+{ord(character):04X}) is left out"
    cure = "Remove it from the line to be rid of this note"
    return Problem(path, line, column, "control-character", message, cure, Severity.NOTE)
