"""What a YAML syntax error means to the person who wrote the line.

A parser says what it met; an editor wants to know which of the usual slips it was. Each slip is
one line of `_SLIPS`: what both of PyYAML's parsers (C and Python) say, and our words for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from generator.data.nodes import DEPTH_LIMIT
from generator.model import Problem, Record

Place = tuple[int, int]
"""Line and column within the text, counted from 0."""


class _Slip(Record, frozen=True):
    """What the parser says (a pattern over its context and problem), and how we say it."""

    pattern: str
    message: str
    cure: str
    at_start: bool = False  # the mistake is where the unfinished value began


_QUOTE = "Put the whole text in quotation marks"
_SLIPS = (
    _Slip(r"tab character|'\\t'", "a tab stands where YAML wants spaces", "Indent with spaces"),
    _Slip(
        r"quoted scalar.*unexpected (end of stream|document)",
        "the quotation mark that opens here is never closed",
        "Add the closing quotation mark at the end of the text",
        at_start=True,
    ),
    _Slip(
        r"unknown escape|escape sequence|did not find expected hex|Unicode character code",
        "a backslash in double quotation marks begins a special character, and this one is not known",
        "Use single quotation marks, or write the backslash twice",
    ),
    _Slip(
        r"flow sequence",
        "the list that opens with `[` is not closed",
        "Add `]`, or put a text that begins with `[` in quotation marks",
        at_start=True,
    ),
    _Slip(
        r"flow mapping",
        "the fields that open with `{` are not closed",
        "Add `}`, or put a text that begins with `{` in quotation marks",
        at_start=True,
    ),
    _Slip(
        r"scanning (a|for a) block scalar|chomping|comment or (a )?line break",
        "`>` and `|` announce a text that begins on the next line",
        f"Begin the text on the next line, or: {_QUOTE.lower()}",
    ),
    _Slip(
        r"expected ':'",
        "this line is neither a field nor the rest of one",
        "Write it as `name: value`, or indent it below the field to which it belongs",
        at_start=True,
    ),
    _Slip(
        r"sequence entries are not allowed",
        "a list begins on the same line as its field",
        "Begin the list on the next line, or put a text that begins with `-` in quotation marks",
    ),
    _Slip(
        r"scanning an (alias|anchor)|undefined alias",
        "an unquoted text begins with `*` or `&`, which YAML keeps for itself",
        _QUOTE,
    ),
    _Slip(r"expected (the )?node content", "an unquoted text begins with a bracket or a comma", _QUOTE),
    _Slip(
        r"block collection|block sequence",
        "this line is not part of the list above it",
        "Begin it with `- ` below the other items, or give it the indentation of a field",
    ),
    _Slip(
        r"expected '?<document start>|directive",
        "this line does not belong to the fields above it",
        "Begin every field at the same distance from the margin",
    ),
)


def explain(path: str, text: str, first_line: int, error: yaml.YAMLError) -> Problem:
    """A syntax error as a problem at its true line and column of the file."""
    if not isinstance(error, yaml.MarkedYAMLError):
        cure = "Delete characters that cannot be seen, or save the file as UTF-8"
        return Problem(path, first_line, 1, "yaml-syntax", "these fields hold unreadable characters", cure)
    said = f"{error.context or ''} {error.problem or ''}"
    here = _place(error.problem_mark or error.context_mark)
    start = _place(error.context_mark or error.problem_mark)
    lines = re.split(r"\r\n|\r|\n", text)
    if "nesting depth" in said:  # libyaml looks ahead, and has a limit of its own
        return too_deep(path, here[0] + first_line, here[1] + 1)
    for pattern, judge in _JUDGED:
        if re.search(pattern, said):
            (line, column), message, cure = judge(lines, here)
            break
    else:
        slip = next((slip for slip in _SLIPS if re.search(slip.pattern, said)), None) or _Slip(
            "", f"this is not valid YAML ({error.problem})", "Compare the line with those around it"
        )
        (line, column), message, cure = start if slip.at_start else here, slip.message, slip.cure
    return Problem(path, line + first_line, column + 1, "yaml-syntax", message, cure)


def too_deep(path: str, line: int, column: int) -> Problem:
    message = f"lists and fields stand more than {DEPTH_LIMIT} deep inside each other"
    return Problem(path, line, column, "too-deep", message, "Write the data flatter")


def _place(mark: yaml.Mark | None) -> Place:
    return (mark.line, mark.column) if mark else (0, 0)


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _about_colon(lines: list[str], here: Place) -> tuple[Place, str, str]:
    """A colon too many: in a headline, after a line that is no field, or below a deeper margin."""
    number, column = here
    line = _line(lines, number)
    above = _line(lines, number - 1) if number else ""
    if ": " in line[:column]:
        return here, "a colon and a space stand inside an unquoted text", _QUOTE
    if glued := re.match(r"\s*[\w-]+:(?=\S)", above):
        place = number - 1, glued.end() - 1
        return place, "there is no space after the colon", "Write a space between the colon and the value"
    margin = len(line) - len(line.lstrip())
    cure = "Begin every field at the same distance from the margin"
    return (number, margin), "this line is indented further than the field above it allows", cure


def _about_key(lines: list[str], here: Place) -> tuple[Place, str, str]:
    """A text that goes on after its closing quotation mark, or a crooked margin."""
    before = _line(lines, here[0])[: here[1]]
    if before.strip() and before.rstrip()[-1] in "\"'":
        cure = "Put the whole text in the other kind of quotation marks"
        return here, "the text goes on after its closing quotation mark", cure
    if before.strip():
        return here, "something follows here that is not part of the value", _QUOTE
    cure = "Begin every field at the same distance from the margin"
    return here, "this line does not fit the fields above it", cure


def _about_sign(lines: list[str], here: Place) -> tuple[Place, str, str]:
    """A character that cannot begin a value: a tab is about margins, any other about quoting."""
    sign = _line(lines, here[0])[here[1] : here[1] + 1]
    if sign == "\t":
        return here, "a tab stands where YAML wants spaces", "Indent with spaces"
    return here, f"an unquoted text begins with `{sign}`, which YAML keeps for itself", _QUOTE


_JUDGED: tuple[tuple[str, Callable[[list[str], Place], tuple[Place, str, str]]], ...] = (
    (r"mapping values are not allowed", _about_colon),
    (r"block mapping .*(expected key|expected <block end>)", _about_key),
    (r"cannot start any token", _about_sign),
)
