"""What the targets share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model import Problem


def any_text(data: bytes) -> str:
    """Any text, with lone surrogates for what is not UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def told(problems: Iterable[Problem], text: str = "") -> None:
    """A problem is one line, and stands somewhere in the text."""
    lines = len(re.split(r"\r\n|\r|\n", text)) if text else 1 << 30
    for each in problems:
        assert not {"\n", "\r"} & set(str(each)), each
        assert 0 <= each.line <= lines + 1, each
