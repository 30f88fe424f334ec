"""Filling fields into a source: front matter or a sidecar, with as little changed as can be.

The least change comes first: an edit of the file as it is, then one of its text as UTF-8, at last its
fields written anew. Which of them can be read again is for the caller to see.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import yaml

from generator.data.nodes import Mapping, Node, Scalar, Sequence
from generator.data.tree import parse_yaml
from generator.kinds import is_sidecar
from generator.model import Record, Severity
from generator.readers.encoding import decode
from generator.readers.frontmatter import split

_LINE_END = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")  # those that `decode` knows

Missing = dict[str, str]
"""The fields to write: names and values."""


class Source(Record, frozen=True):
    """A file that holds fields. `fence` is `---` or `+++`, empty without front matter."""

    name: str
    text: str
    fields: Mapping | None
    fence: str = ""
    body: str = ""

    @property
    def is_sidecar(self) -> bool:
        return is_sidecar(self.name)

    def get(self, name: str) -> Node:
        """The value of a field, empty where it is not given."""
        return (self.fields and self.fields.get(name)) or Scalar("", True, 0, 0)


def read_source(name: str, data: bytes) -> Source | None:
    """A file as the build reads it, None where the build refuses it."""
    if is_sidecar(name) and not data:
        return Source(name, "", None)
    text, problems = decode(data, name)
    if is_sidecar(name):
        node, found = parse_yaml(name, text)
        source = Source(name, text, node if isinstance(node, Mapping) else None)
        refused = not (node is None or isinstance(node, Mapping))
    else:
        front = split(name, text)
        fence = text[:3] if front.first_line > 1 else ""
        source, found, refused = Source(name, text, front.node, fence, front.body), front.problems, False
    if refused or any(problem.severity is Severity.ERROR for problem in (*problems, *found)):
        return None
    return source


def other_fields(source: Source, missing: Missing) -> object:
    """All fields but those that were missing, without their places."""
    entries = source.fields.entries if source.fields else ()
    return [(key.text, _plain(value)) for key, value in entries if key.text not in missing]


def _plain(node: Node) -> object:
    """The texts of a node without their places."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return [(key.text, _plain(value)) for key, value in entries]


def candidates(data: bytes, old: Source, missing: Missing) -> Iterator[bytes]:
    """New bytes for a file, those that change least first; not all of them can be read."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    # Bytes that are no UTF-8 go through the edit as they are.
    text = data.removeprefix(mark).decode("utf-8", "surrogateescape")
    if len(_LINE_END.findall(text)) == old.text.count("\n"):
        yield mark + _edited(text, old, missing).encode("utf-8", "surrogateescape")
    yield _edited(old.text, old, missing).encode()
    yield _rewritten(old, missing).encode()


def _edited(text: str, old: Source, missing: Missing) -> str:
    """`text` with the fields filled in or added; its lines and columns are those of `old.text`."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    given = {key.text: key for key, _ in old.fields.entries} if old.fields else {}
    new = {name: value for name, value in missing.items() if name not in given}
    edits = [(given[name], value) for name, value in missing.items() if name in given]
    at = _offset(starts, old.fields) if old.fields else 0
    in_flow = text[at : at + 1] == "{" and old.fence != "+++"
    quoted = in_flow or old.fence == "+++"
    # From the end of the text, so that places before an edit stay true; a new field stands in front.
    for key, value in sorted(edits, key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        text = _filled(text, _offset(starts, key), key.text, _quoted(value, quoted))
    return _with_new(text, old, starts, new, in_flow) if new else text


def _filled(text: str, at: int, name: str, value: str) -> str:
    """The empty field at an offset with its value, or the same text where it is written unusually."""
    empty = re.compile(rf"""(["']?{name}["']?[ \t]*[:=])(?:[ \t]*(?:~|null|"[ \t]*"|'[ \t]*'))?""")
    found = empty.match(text, at)
    return f"{text[:at]}{found[1]} {value}{text[found.end() :]}" if found else text


def _with_new(text: str, old: Source, starts: list[int], new: Missing, in_flow: bool) -> str:
    """`text` with fields added in front of those that stand in it."""
    found = _LINE_END.search(text)
    end = found[0] if found else "\n"
    lines = [f"{name}: {_quoted(value, in_flow)}" for name, value in new.items()]
    if in_flow and old.fields:
        at = _offset(starts, old.fields) + 1
        return text[:at] + "".join(f"{line}, " for line in lines) + text[at:]
    if old.fence == "+++":
        lines = [f"{name} = {_quoted(value, True)}" for name, value in new.items()]
    elif old.fields and old.fields.entries:
        key = old.fields.entries[0][0]
        at = _offset(starts, key)
        return text[:at] + "".join(line + end + text[at - key.column + 1 : at] for line in lines) + text[at:]
    elif not old.fence and not old.is_sidecar:
        lines = ["---", *lines, "---", ""]
    at = starts[1] if old.fence else 0
    return text[:at] + "".join(line + end for line in lines) + text[at:]


def _rewritten(old: Source, missing: Missing) -> str:
    """The file with its fields as plain YAML."""
    entries = {key.text: (key, value) for key, value in old.fields.entries} if old.fields else {}
    for name, value in missing.items():
        entries[name] = Scalar(name, True, 0, 0), Scalar(value, not _is_nothing(value), 0, 0)
    events = _events(Mapping(tuple(entries.values()), 0, 0))
    stream = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *events)
    ends = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
    fields: str = yaml.emit((*stream, *ends), allow_unicode=True, width=1 << 20)
    return fields if old.is_sidecar else f"---\n{fields}---\n{old.body}"


def _events(node: Node) -> Iterator[yaml.Event]:
    match node:
        case Scalar(text=text, plain=plain):
            yield yaml.ScalarEvent(None, None, (True, True), text, style=None if plain and text else '"')
        case Sequence(items=items):
            yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
            for item in items:
                yield from _events(item)
            yield yaml.SequenceEndEvent()
        case Mapping(entries=entries):
            yield yaml.MappingStartEvent(None, None, True, flow_style=False)
            for key, value in entries:
                yield from _events(key)
                yield from _events(value)
            yield yaml.MappingEndEvent()


def _offset(starts: list[int], node: Node) -> int:
    """Where a node stands in a text whose lines begin at `starts`."""
    return starts[node.line - 1] + node.column - 1


def _quoted(value: str, always: bool) -> str:
    return f'"{value}"' if always or _is_nothing(value) else value


def _is_nothing(value: str) -> bool:
    """Whether YAML reads a word as no value: the slug `null`."""
    return Scalar(value, True, 0, 0).empty
