"""YAML text to data with places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.data.nodes import Node
from generator.data.plain_yaml import read_plain
from generator.model import Problem

FRONT_MATTER_LIMIT = 64 * 1024  # bytes in UTF-8

# The characters YAML 1.2 forbids (section 5.1), with surrogates, which have no place in text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse_yaml(
    path: str, text: str, first_line: int = 1, limit: int = FRONT_MATTER_LIMIT
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The data of a YAML text, or None where it is empty or cannot be read.

    `first_line` is the line of the file at which `text` begins, `limit` its greatest size in bytes
    of UTF-8. Mistakes in the notation are errors; after a broken line nothing more can be read.
    """
    if large := tuple(too_long(path, text, first_line, limit)):
        return None, large
    if fields := read_plain(text, first_line):
        return fields, ()
    if forbidden := tuple(_forbidden_characters(path, text, first_line)):
        return None, forbidden
    from generator.data.yaml_tree import read

    return read(path, text, first_line)


def too_long(path: str, text: str, line: int, limit: int) -> Iterator[Problem]:
    """The problem of a text of more than `limit` bytes, reported at `line`."""
    if len(text.encode("utf-8", "surrogatepass")) > limit:
        message = f"these fields are longer than {limit // 1024} KB"
        yield Problem(path, line, 1, "too-long", message, "Move text into the body of an article")


def _forbidden_characters(path: str, text: str, first_line: int) -> Iterator[Problem]:
    """One problem for each line that holds a character YAML forbids."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), first_line):
        if found := _FORBIDDEN.search(line):
            message = f"an invisible control character (U+{ord(found[0]):04X}) stands here"
            cure = "Delete it; it often comes along when text is copied"
            yield Problem(path, number, found.start() + 1, "control-character", message, cure)
