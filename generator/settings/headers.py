"""`headers` of `site.yaml`: what the host tells with each answer, in place of what Broadsheet has it tell."""

from __future__ import annotations

import re

from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import Complaint, Where, line, shown
from generator.options import HeaderRule

EVERYWHERE = "/*"
POLICY = "Content-Security-Policy"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2: a token
_VALUE = re.compile(r"[\x20-\x7e]*")  # printable ASCII; others are for no new header (section 5.5)
_PATH = re.compile(r"/[^\s*:\"'{}\\$;]*\*?")
_DIRECTIVE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OFF = ("false", "off", "no")
_OF_THE_SERVER = frozenset((
    "connection", "content-encoding", "content-length", "content-range", "date", "etag", "last-modified",
    "location", "server", "set-cookie", "transfer-encoding", "vary",
))  # fmt: skip


def read_headers(node: Node, where: Where) -> tuple[HeaderRule, ...] | None:
    """Names with values for every path, and paths with names below them."""
    if not isinstance(node, Mapping):
        where.expect(node, "a group of headers", "Write `Referrer-Policy: no-referrer` below it")
        return None
    names = tuple(entry for entry in node.entries if not entry[0].text.startswith("/"))
    rules = [_rule(EVERYWHERE, Mapping(names, node.line, node.column), where)] if names else []
    for key, below in node.entries:
        if key.text.startswith("/"):
            rules += _for_path(key, below, where)
    return tuple(rules)


def _for_path(key: Scalar, node: Node, where: Where) -> list[HeaderRule]:
    inside = where.inside(key.text)
    if not _PATH.fullmatch(key.text):
        message = f"is no path that every host understands: {shown(key.text)}"
        inside.complain(key, Complaint("bad-path", message, "Write a path, or `/folder/*` for all below it"))
    elif isinstance(node, Mapping):
        return [_rule(key.text, node, inside)]
    else:
        inside.expect(node, "a group of headers", "Write `Name: value` on a line below it")
    return []


def _rule(path: str, group: Mapping, where: Where) -> HeaderRule:
    fields: list[tuple[str, str]] = []
    directives: tuple[tuple[str, str], ...] = ()
    for key, node in group.entries:
        if key.text.lower() == POLICY.lower() and isinstance(node, Mapping):
            directives = tuple(_directives(node, where.inside(key.text)))
        elif (value := _field(key, node, where)) is not None:
            fields.append((key.text, value))
    return HeaderRule(path, tuple(fields), directives)


def _field(key: Scalar, node: Node, where: Where) -> str | None:
    inside = where.inside(key.text)
    if not _NAME.fullmatch(key.text):
        inside.complain(key, Complaint("bad-header", "is not the name of a header", "Write `Name: value`"))
        return None
    if key.text.lower() in _OF_THE_SERVER:
        inside.complain(key, Complaint("bad-header", "is for the server alone to say", "Remove the line"))
        return None
    return _value(node, inside)


def _value(node: Node, where: Where) -> str | None:
    """The value of a header; an empty one where it is not to be sent."""
    if is_empty(node):
        cure = "Write one, or `false` to have no such header"
        where.complain(node, Complaint("missing-field", "has no value", cure))
        return None
    value = line(node, where)
    if value is None or (isinstance(node, Scalar) and node.plain and value.lower() in _OFF):
        return None if value is None else ""
    if not _VALUE.fullmatch(value):
        message = f"has a character that headers cannot carry: {shown(value)}"
        where.complain(node, Complaint("bad-header", message, "Write it in plain ASCII letters"))
        return None
    return value


def _directives(node: Mapping, where: Where) -> list[tuple[str, str]]:
    found = []
    for key, below in node.entries:
        inside = where.inside(key.text)
        if not _DIRECTIVE.fullmatch(key.text):
            inside.complain(key, Complaint("bad-header", "is no directive of a policy", "Write `img-src: …`"))
            continue
        value = _value(below, inside)
        if value is not None and (";" in value or "," in value):
            inside.complain(below, Complaint("bad-header", "holds `;` or `,`", "Write one directive a line"))
        elif value is not None:
            found.append((key.text, value))
    return found
