"""YAML events to data with places.

The parser's events are folded into nodes here, and no object is ever made from a YAML tag. What
YAML offers beyond lists and fields (anchors, aliases, merge keys, tags, several documents) is
refused: it surprises editors, and an alias may grow a small file without bound.
"""

from __future__ import annotations

import yaml

from generator.characters import CONTROL, left_out, without_controls
from generator.data.nodes import DEPTH_LIMIT, Mapping, Node, Scalar, Sequence
from generator.data.yaml_cures import explain, too_deep
from generator.model import Problem

# The C parser where PyYAML was built with it: about ten times faster, with the same events.
_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.1 ends a line at these, YAML 1.2 (section 5.4) and every editor do not. A text copied from
# a web page often carries them; as spaces they keep lines and columns true.
_NOT_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")


def read(path: str, text: str, first_line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    """The data of a YAML text, as for `tree.parse_yaml`; the text holds no character that YAML forbids."""
    text = text.translate(_NOT_LINE_ENDS)
    builder = _Builder(path, first_line - 1)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.problems.append(explain(path, text, first_line, error))
    except _Refused:
        pass
    else:
        return builder.root, tuple(builder.problems)
    return None, tuple(builder.problems)


class _Refused(Exception):
    """Raised inside this module to stop at a problem that leaves nothing to go on with."""


class _Open:
    """A list or a group of fields whose end is not reached yet."""

    def __init__(self, start: yaml.CollectionStartEvent, place: tuple[int, int]) -> None:
        self.is_mapping = isinstance(start, yaml.MappingStartEvent)
        self.place = place
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Node | None = None

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries.values()), *self.place)
        return Sequence(tuple(self.items), *self.place)


class _Builder:
    """Folds events into one node, without recursion, and collects what is refused on the way."""

    def __init__(self, path: str, before: int) -> None:
        self.path = path
        self.before = before  # lines of the file in front of the text
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.problems: list[Problem] = []

    def place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1 + self.before, mark.column + 1) if mark else (self.before + 1, 1)

    def report(self, place: tuple[int, int], rule: str, message: str, cure: str) -> None:
        self.problems.append(Problem(self.path, *place, rule, message, cure))

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.start_document(self.place(event))
            case yaml.AliasEvent():
                self.refuse_alias(event)
                self.add(Scalar("", True, *self.place(event)))
            case yaml.ScalarEvent():
                self.check_marks(event)
                self.add(Scalar(self.text(event), not event.style, *self.place(event)))
            case yaml.CollectionStartEvent():
                self.check_marks(event)
                self.open_collection(event)
            case yaml.CollectionEndEvent():
                self.add(self.open.pop().close())

    def text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar, without the control characters that `"\\x07"` and its like may name."""
        if not event.style or not (found := CONTROL.search(event.value)):
            return event.value
        self.problems.append(left_out(self.path, *self.place(event), found[0]))
        return without_controls(event.value)

    def start_document(self, place: tuple[int, int]) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(
                place,
                "yaml-documents",
                "a line of `---` begins a second YAML document",
                "Remove the line, so that all fields stand in one document",
            )
            raise _Refused

    def open_collection(self, event: yaml.CollectionStartEvent) -> None:
        place = self.place(event)
        if len(self.open) >= DEPTH_LIMIT:
            self.problems.append(too_deep(self.path, *place))
            raise _Refused
        self.open.append(_Open(event, place))

    def refuse_alias(self, event: yaml.AliasEvent) -> None:
        self.report(
            self.place(event),
            "yaml-alias",
            f"`*{event.anchor}` stands for a value from elsewhere, which is not supported",
            "Write the value itself, or put a text that begins with `*` in quotation marks",
        )

    def check_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        place = self.place(event)
        if event.anchor is not None:
            self.report(
                place,
                "yaml-alias",
                f"`&{event.anchor}` names a value for use elsewhere, which is not supported",
                "Remove it, or put a text that begins with `&` in quotation marks",
            )
        if event.tag is not None:
            self.report(
                place,
                "yaml-tag",
                "a word that begins with `!` gives the value a YAML type, which is not supported",
                "Remove it, or put a text that begins with `!` in quotation marks",
            )

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
        elif not self.open[-1].is_mapping:
            self.open[-1].items.append(node)
        elif self.open[-1].key is None:
            self.open[-1].key = node
        else:
            self.add_entry(self.open[-1], self.open[-1].key, node)
            self.open[-1].key = None

    def add_entry(self, mapping: _Open, key: Node, node: Node) -> None:
        place = key.line, key.column
        if not isinstance(key, Scalar):
            message, cure = "the name of a field is a list or fields itself", "Write `name: value`"
            self.report(place, "yaml-key", message, cure)
        elif key.plain and key.text == "<<":
            message = "`<<` copies fields from elsewhere, which is not supported"
            self.report(place, "yaml-alias", message, "Write the fields themselves")
        elif key.text in mapping.entries:
            first = mapping.entries[key.text][0].line
            message = f"`{key.text}` on line {key.line} is already given on line {first}"
            self.report(place, "duplicate-key", message, "Keep one of the two")
        else:
            mapping.entries[key.text] = key, node
