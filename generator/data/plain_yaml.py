"""The YAML that nearly every article begins with, read without a parser, at a fifth of the cost.

That is one field after the other, `name: value`, whose value is a text on that line, or a list of such
texts, in brackets or below it. Whatever is not exactly this, right or wrong, is left to `yaml_tree`, which
gives the same for all that is read here.
"""

from __future__ import annotations

import re

from generator.data.nodes import Mapping, Node, Scalar, Sequence

# What may stand in YAML (1.2, section 5.1) and in articles, without tabs and without the signs that YAML 1.1
# takes for line ends.
_USUAL = re.compile(
    "[\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd]*+"
)
# A text without quotation marks begins with none of the signs that YAML keeps for itself, and holds no `#`
# and no colon at the end of a word (section 7.3.3); in brackets no sign of a list either (section 7.4).
_QUOTED = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_TEXT = rf"(?:{_QUOTED}|{_FIRST}[^:#\n]*+(?::[^\s:#][^:#\n]*+)*+)"
_INSIDE = re.compile(rf" *+({_QUOTED}|{_FIRST}[^:#,?\[\]{{}}\n]*+) *+(?:,|\Z)")
_BELOW = re.compile(rf"\n( *+)- ++({_TEXT}) *+(?=\n|\Z)")
_FIELD = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_-]{0,99}):"
    rf"(?: ++(?P<text>{_TEXT})| ++\[(?P<inside>[^\[\]{{}}\n]*+)\]| *+(?P<below>(?:{_BELOW.pattern})++)|)"
    r" *+(?:\n|\Z)"
)


def read_plain(text: str, first_line: int) -> Mapping | None:
    """The fields of a text that begins in `first_line` of its file; None where it is not that plain."""
    if not text or not _USUAL.fullmatch(text):
        return None
    entries: dict[str, tuple[Scalar, Node]] = {}
    line, position = first_line, 0
    while position < len(text):
        field = _FIELD.match(text, position)
        value = _value(field, line) if field else None
        if field is None or value is None or field["name"] in entries:
            return None
        entries[field["name"]] = Scalar(field["name"], True, line, 1), value
        line += text.count("\n", position, field.end())
        position = field.end()
    return Mapping(tuple(entries.values()), first_line, 1)


def _value(field: re.Match[str], line: int) -> Node | None:
    before = field.start() - 1  # columns count from 1
    if field["text"]:
        return _scalar(field["text"], line, field.start("text") - before)
    if field["inside"] is not None:
        return _list_inside(field["inside"], line, field.start("inside") - before)
    if field["below"]:
        return _list_below(field["below"], line)
    return Scalar("", True, line, field.end("name") + 1 - before)


def _scalar(written: str, line: int, column: int) -> Scalar:
    if written[0] in "\"'":
        return Scalar(written[1:-1], False, line, column)
    return Scalar(written.rstrip(" "), True, line, column)


def _list_inside(written: str, line: int, column: int) -> Sequence | None:
    """The list in brackets that hold `written`, which begins at `column`."""
    items: list[Scalar] = []
    position, end = 0, len(written.rstrip(" "))
    while position < end:
        item = _INSIDE.match(written, position)
        if item is None:
            return None
        items.append(_scalar(item[1], line, column + item.start(1)))
        position = item.end()
    return Sequence(tuple(items), line, column - 1)


def _list_below(written: str, line: int) -> Sequence | None:
    """The list whose items, all with one margin, stand below the field in `line`."""
    found = list(_BELOW.finditer(written))
    margin = len(found[0][1])
    if any(len(item[1]) != margin for item in found):
        return None
    items = tuple(
        _scalar(item[2], number, item.start(2) - item.start()) for number, item in enumerate(found, line + 1)
    )
    return Sequence(items, line + 1, margin + 1)
