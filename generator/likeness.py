"""What a name can be taken for: a device of Windows, or another name in letters that look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.model import Problem, Severity

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"|?*\\]|[. ]$')

_LOOK_ALIKE = (
    "ARMENIAN", "CARIAN", "CHEROKEE", "COPTIC", "DESERET", "GOTHIC", "LISU",
    "LYCIAN", "LYDIAN", "OLD", "VAI",
)  # fmt: skip
"""Scripts with letters that look like Latin ones, of those that a slug keeps (Unicode TS 39). Greek and
Cyrillic become Latin letters in slugs; the others look like no Latin letter."""


def is_unfit_for_windows(name: str) -> bool:
    """Whether no file or folder of Windows can have this name."""
    return _DEVICE.fullmatch(name) is not None or _UNFIT.search(name) is not None


def is_mixed(slug: str) -> bool:
    """Whether a word of a slug has Latin letters beside those of a script in which others look the same."""
    return not slug.isascii() and any(map(_is_mixed, slug.split("-")))


def _is_mixed(word: str) -> bool:
    if word.isascii() or not re.search("[a-z]", word):
        return False
    return any(unicodedata.name(char, "").startswith(_LOOK_ALIKE) for char in word if not char.isascii())


def doubts(slug: str, label: str, where: tuple[str, int, int]) -> Iterator[Problem]:
    """A warning at what names a folder of the output, where it can be mistaken."""
    if is_unfit_for_windows(slug):
        yield unfit_for_windows(slug, where, "Choose another name, or write another `slug:`")
    if is_mixed(slug):
        message = f"`{label}` mixes letters of scripts that look alike, so that `{slug}` can be mistaken"
        cure = "Write the word again, in letters of one script"
        yield Problem(*where, "mixed-letters", message, cure, Severity.WARNING)


def unfit_for_windows(name: str, where: tuple[str, int, int], cure: str) -> Problem:
    message = f"`{name}` can be no file or folder on Windows, nor on hosts that run on it"
    return Problem(*where, "windows-name", message, cure, Severity.WARNING)
