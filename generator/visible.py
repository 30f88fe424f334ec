"""Texts as people are told them: on one line, and without characters that no screen shows but all obey."""

from __future__ import annotations

import re

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line ends, what turns the letters beside it about, and halves of characters."""


def is_visible(text: str) -> bool:
    """Whether a text holds no such character."""
    return text.isprintable() or not _OBEYED.search(text)


def visible(text: str) -> str:
    """The text with every such character as an escape: `\\x1b`."""
    return text if text.isprintable() else _OBEYED.sub(lambda found: repr(found[0])[1:-1], text)
