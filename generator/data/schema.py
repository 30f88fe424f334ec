"""Decoders from located data to typed values, composed like parsers.

A decoder takes a node and says where it stands; it returns the value, or None when nothing usable
is there, in which case it has reported why. So every mistake of a file is found in one run:

    feeds = record(Feeds, items=integer(1, 500))
    value, problems = decode(feeds, node, "site.yaml")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.characters import balanced
from generator.data.nodes import Mapping, Node, Scalar, Sequence, is_empty
from generator.model import Problem, Record, Severity

T = TypeVar("T")
U = TypeVar("U")

_SHOWN = 60  # characters of a wrong value in a message


class Complaint(Record, frozen=True):
    """What is wrong with one value. `message` goes on from the name of its field: "is not a date"."""

    rule: str
    message: str
    cure: str
    severity: Severity = Severity.ERROR


class Where:
    """The field that is being decoded, and the list of problems that all fields share."""

    __slots__ = ("name", "path", "problems")

    def __init__(self, path: str, name: str = "", problems: list[Problem] | None = None) -> None:
        self.path = path
        self.name = name
        self.problems: list[Problem] = [] if problems is None else problems

    def inside(self, name: str) -> Where:
        return Where(self.path, self.named(name), self.problems)

    def named(self, name: str) -> str:
        """The full name of a field below this one."""
        return f"{self.name}.{name}" if self.name else name

    def report(
        self, node: Node, rule: str, message: str, cure: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(self.path, node.line, node.column, rule, message, cure, severity))

    def complain(self, node: Node, complaint: Complaint) -> None:
        subject = f"`{self.name}`" if self.name else "this file"
        message = f"{subject} {complaint.message}"
        self.report(node, complaint.rule, message, complaint.cure, complaint.severity)

    def expect(self, node: Node, expected: str, cure: str) -> None:
        self.complain(node, Complaint("wrong-type", f"must be {expected}, not {describe(node)}", cure))


Decoder = Callable[[Node, Where], T | None]


def decode(decoder: Decoder[T], node: Node, path: str) -> tuple[T | None, tuple[Problem, ...]]:
    """Run a decoder over the data of the file `path`."""
    where = Where(path)
    value = decoder(node, where)
    return value, tuple(where.problems)


def describe(node: Node) -> str:
    """A node as a message names it: the text itself, or its shape."""
    match node:
        case Scalar(text=text):
            return shown(text)
        case Sequence():
            return "a list"
        case Mapping():
            return "a group of fields"


def shown(text: str) -> str:
    """A text on one line, in backquotes, shortened where it is long."""
    line = " ".join(text.split())
    return f"`{line[:_SHOWN]}…`" if len(line) > _SHOWN else f"`{line}`"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or an empty text."""
    import difflib

    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold()[:_SHOWN], by_folded, n=1)
    return by_folded[close[0]] if close else ""


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def text(node: Node, where: Where) -> str | None:
    """A text as it is written, without white space around it."""
    if isinstance(node, Scalar):
        return node.text.strip()
    where.expect(node, "a text", "Write one text after the colon")
    return None


def line(node: Node, where: Where) -> str | None:
    """A text on one line: white space and line ends become single spaces."""
    value = text(node, where)
    return None if value is None else balanced(" ".join(value.split()))


def boolean(node: Node, where: Where) -> bool | None:
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(node, Scalar) and node.text.lower() in words:
        return words[node.text.lower()]
    where.expect(node, "true or false", "Write `true` or `false`")
    return None


def integer(low: int, high: int) -> Decoder[int]:
    """A whole number from `low` to `high`."""

    def read(node: Node, where: Where) -> int | None:
        digits = node.text if isinstance(node, Scalar) else ""
        cure = f"Write a number from {low} to {high}"
        if not (digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit()):
            where.expect(node, "a whole number", cure)
        elif len(digits) > len(str(high)) or not low <= int(digits) <= high:
            where.complain(node, Complaint("out-of-range", f"must be from {low} to {high}", cure))
        else:
            return int(digits)
        return None

    return read


def choice(*words: str) -> Decoder[str]:
    def read(node: Node, where: Where) -> str | None:
        if isinstance(node, Scalar) and node.text in words:
            return node.text
        where.expect(node, f"one of {listed(words)}", "Write one of these words")
        return None

    return read


def refine(decoder: Decoder[T], judge: Callable[[T], U | Complaint]) -> Decoder[U]:
    """A decoder whose value goes through `judge`, which turns it into another or complains."""

    def read(node: Node, where: Where) -> U | None:
        value = decoder(node, where)
        judged = None if value is None else judge(value)
        if isinstance(judged, Complaint):
            where.complain(node, judged)
            return None
        return judged

    return read


def by_shape(
    expected: str,
    cure: str,
    scalar: Decoder[T] | None = None,
    sequence: Decoder[T] | None = None,
    mapping: Decoder[T] | None = None,
) -> Decoder[T]:
    """Different decoders for a text, a list and a group of fields; `expected` names what may stand."""

    decoders = {Scalar: scalar, Sequence: sequence, Mapping: mapping}

    def read(node: Node, where: Where) -> T | None:
        decoder = decoders[type(node)]
        if decoder:
            return decoder(node, where)
        where.expect(node, expected, cure)
        return None

    return read


def list_of(item: Decoder[T], identity: Callable[[T], str] | None = None) -> Decoder[tuple[T, ...]]:
    """A list; items that give nothing are left out. With `identity`, no two items may share one."""

    def read(node: Node, where: Where) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            where.expect(node, "a list", "Write each item on its own line after `- `")
            return None
        found = [(below, item(below, where)) for below in node.items if not is_empty(below)]
        if identity:
            return _distinct(found, where, identity)
        return tuple(value for _, value in found if value is not None)

    return read


def mapping_of(entry: Callable[[Scalar, Node, Where], T | None]) -> Decoder[tuple[T, ...]]:
    """Fields whose names are data, such as the slugs of authors, in their order."""

    def read(node: Node, where: Where) -> tuple[T, ...] | None:
        if not isinstance(node, Mapping):
            where.expect(node, "a group of fields", "Write each as `name: value` on its own line")
            return None
        values = [entry(key, below, where.inside(key.text)) for key, below in node.entries]
        return tuple(value for value in values if value is not None)

    return read


def _distinct(
    found: list[tuple[Node, T | None]], where: Where, identity: Callable[[T], str]
) -> tuple[T, ...]:
    first: dict[str, tuple[Node, T]] = {}
    for node, value in found:
        if value is None:
            continue
        name = identity(value)
        if name in first:
            message = f"names `{name}` again, which line {first[name][0].line} already does"
            where.complain(node, Complaint("duplicate", message, "Keep one of the two"))
        else:
            first[name] = node, value
    return tuple(value for _, value in first.values())


def record(
    make: Callable[..., T],
    required: tuple[str, ...] = (),
    unknown: Severity = Severity.ERROR,
    /,
    **fields: Decoder[object],
) -> Decoder[T]:
    """A group of fields that become the keyword arguments of `make`.

    A field that is not given, or given empty, keeps the default of `make`; one of `required` that is
    missing is an error and the whole gives nothing. An unknown field is reported as `unknown`.
    """

    def read(node: Node, where: Where) -> T | None:
        if not isinstance(node, Mapping):
            where.expect(node, "a group of fields", f"Write {listed(list(fields)[:3])} or others below it")
            return None
        values = {}
        for key, below in node.entries:
            if key.text not in fields:
                _report_unknown(key, where, fields, unknown)
            elif not is_empty(below):
                values[key.text] = fields[key.text](below, where.inside(key.text))
        given = {name: value for name, value in values.items() if value is not None}
        missing = [name for name in required if name not in given]
        for name in missing:
            if name not in values:
                complaint = Complaint("missing-field", f"needs `{name}`", f"Add a line `{name}: …`")
                where.complain(node, complaint)
        return None if missing else make(**given)

    return read


def _report_unknown(key: Scalar, where: Where, known: Iterable[str], severity: Severity) -> None:
    names = list(known)
    near = nearest(key.text, names)
    cure = f"Did you mean `{near}`" if near else f"The fields here are {listed(names)}"
    where.report(key, "unknown-field", f"{shown(where.named(key.text))} is not a known field", cure, severity)
