"""Characters that no text of a site may hold: invisible, and forbidden in XML, so in every feed."""

from __future__ import annotations

import re

from generator.model import Problem, Severity

# The control characters but for tab, line feed and carriage return; surrogates; noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_RARE_PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
_SOUND = re.compile(f"[\t\n\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_RARE_PLANES}]*+")
"""Text without any. Written the other way round it takes twenty times as long."""

CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
"""Any of them (XML 1.0, section 2.2, and what its note advises against)."""


def is_sound(text: str) -> bool:
    """Whether a text holds no such character."""
    return _SOUND.fullmatch(text) is not None


def without_controls(text: str) -> str:
    """The text with every such character left out."""
    return text if is_sound(text) else CONTROL.sub("", text)


def left_out(path: str, line: int, column: int, character: str) -> Problem:
    """The note that `character`, the first of its line, is left out."""
    message = f"An invisible control character (U+{ord(character):04X}) is left out"
    cure = "Remove it from the line to be rid of this note"
    return Problem(path, line, column, "control-character", message, cure, Severity.NOTE)
