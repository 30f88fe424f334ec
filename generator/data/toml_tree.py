"""TOML text to data with places.

`tomllib` knows no places, so they are found by reading the lines once more: the line and column of
every key that starts a line, and of every table. What stands inside an inline table or a list has
the place of its key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as MappingType
from typing import Any

from generator.characters import CONTROL, left_out, without_controls
from generator.data.nodes import DEPTH_LIMIT, Mapping, Node, Scalar, Sequence
from generator.model import Problem

_Path = tuple[str | int, ...]
_Places = dict[_Path, tuple[int, int]]

# A key part is bare or quoted (TOML 1.0, "Keys"); the alternatives exclude each other.
_PART = r"""[A-Za-z0-9_-]++|"[^"\n]*"|'[^'\n]*'"""
_KEY = re.compile(rf"[ \t]*(?P<key>(?:{_PART})(?:[ \t]*\.[ \t]*(?:{_PART}))*)[ \t]*=[ \t]*")
_TABLE = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<key>(?:{_PART})(?:[ \t]*\.[ \t]*(?:{_PART}))*)[ \t]*\]")
_PARTS = re.compile(_PART)
_LONG_QUOTES = re.compile(r'"""|' + "'''")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")


# `tomllib` takes time that grows with the square of a dotted key's parts; no real key has so many.
_DOTS_LIMIT = 200
_KEY_BOUNDS = re.compile(r"[\n=\[\]{},#]")


def parse_toml(path: str, text: str, first_line: int = 1) -> tuple[Node | None, tuple[Problem, ...]]:
    """The data of a TOML 1.0 text, or None where it cannot be read.

    `first_line` is the line of the file at which `text` begins.
    """
    text = re.sub(r"\r\n?", "\n", text)
    if any(piece.count(".") > _DOTS_LIMIT for piece in _KEY_BOUNDS.split(text)):
        return None, (_too_deep(path, first_line, 1),)
    try:
        folding = _Folding(path, _find_places(text, first_line))
        node = folding.node(tomllib.loads(text), (), (first_line, 1))
    except ValueError as error:
        return None, (_explain(path, text, first_line, str(error)),)
    except _TooDeep as error:
        return None, (_too_deep(path, *error.place),)
    except RecursionError:
        return None, (_too_deep(path, first_line, 1),)
    return node, tuple(folding.notes)


class _TooDeep(Exception):
    """Raised inside this module where lists and tables stand too deep inside each other."""

    def __init__(self, place: tuple[int, int]) -> None:
        self.place = place


def _too_deep(path: str, line: int, column: int) -> Problem:
    message = f"lists and tables stand more than {DEPTH_LIMIT} deep inside each other"
    return Problem(path, line, column, "too-deep", message, "Write the data flatter")


def _explain(path: str, text: str, first_line: int, said: str) -> Problem:
    found = _AT.search(said)
    line = int(found[1]) if found else text.count("\n") + 1
    column = int(found[2]) if found else 1
    said = said.partition(" (at ")[0].rstrip(".")
    message = f"this is not valid TOML ({said[:1].lower()}{said[1:]})"
    cure = 'Write fields as `name = "value"`, with texts in quotation marks'
    return Problem(path, line + first_line - 1, column, "toml-syntax", message, cure)


def _find_places(text: str, first_line: int) -> _Places:
    places: _Places = {}
    table: _Path = ()
    counts: dict[_Path, int] = {}
    in_long_text = False
    for number, line in enumerate(text.split("\n"), first_line):
        if not in_long_text:
            if header := _TABLE.match(line):
                table = _parts(header["key"])
                if header["open"] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                places.setdefault(table, (number, header.start("key") + 1))
            elif key := _KEY.match(line):
                parts = _parts(key["key"])
                for end in range(1, len(parts) + 1):
                    places.setdefault((*table, *parts[:end]), (number, key.start("key") + 1))
        in_long_text ^= len(_LONG_QUOTES.findall(line)) % 2 == 1
    return places


def _parts(key: str) -> _Path:
    return tuple(part.strip("\"'") for part in _PARTS.findall(key))


class _Folding:
    """Folds plain values into nodes, and collects the notes on what is left out of them."""

    def __init__(self, path: str, places: _Places) -> None:
        self.path = path
        self.places = places
        self.notes: list[Problem] = []

    def node(self, value: Any, path: _Path, near: tuple[int, int]) -> Node:
        """`near` is the place of the nearest enclosing value whose place is known."""
        place = self.places.get(path, near)
        if len(path) >= DEPTH_LIMIT and isinstance(value, MappingType | list):
            raise _TooDeep(place)
        if isinstance(value, MappingType):
            entries: dict[str, tuple[Scalar, Node]] = {}
            for name, below in value.items():
                inner = (*path, name)
                key_place = self.places.get(inner, place)
                key = Scalar(self.text(name, key_place), True, *key_place)
                entries[key.text] = key, self.node(below, inner, place)
            return Mapping(tuple(entries.values()), *place)
        if isinstance(value, list):
            items = tuple(self.node(item, (*path, index), place) for index, item in enumerate(value))
            return Sequence(items, *place)
        if isinstance(value, str):
            return Scalar(self.text(value, place), False, *place)
        return Scalar(_written(value), True, *place)

    def text(self, text: str, place: tuple[int, int]) -> str:
        """The text without the control characters that an escape, U+0007 as `\\u0007`, puts into it."""
        if not (found := CONTROL.search(text)):
            return text
        self.notes.append(left_out(self.path, *place, found[0]))
        return without_controls(text)


def _written(value: object) -> str:
    """A number, truth value, date or time as its text."""
    return str(value).lower() if isinstance(value, bool) else str(value)
