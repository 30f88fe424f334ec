"""The kinds of files under `content/`, by the ending of their names."""

from __future__ import annotations

import posixpath

TEXTS = (".md", ".txt")
SIDECARS = (".yaml", ".yml")


def suffix(path: str) -> str:
    """The ending of a name in small letters: `.md`."""
    return posixpath.splitext(path)[1].lower()


def is_text(path: str) -> bool:
    """Whether a file is an article."""
    return suffix(path) in TEXTS


def is_raw(path: str) -> bool:
    """Whether an article is raw text; any other is Markdown."""
    return suffix(path) == ".txt"


def is_sidecar(path: str) -> bool:
    """Whether a file holds the fields of a raw text."""
    return suffix(path) in SIDECARS
