"""The kinds of values that only an article's fields hold: names, a picture, a label, own fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.data.nodes import Mapping, Node, Scalar, Sequence
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    by_shape,
    line,
    list_of,
    listed,
    nearest,
    refine,
    shown,
)
from generator.model import Severity
from generator.slugs import slugify


def _split_authors(text: str) -> list[str]:
    return re.split(r"[,;&]|(?<=\s)and(?=\s)", text)


def _split_tags(text: str) -> list[str]:
    return text.split(",")


def _names(split: Callable[[str], list[str]], rule: str, cure: str) -> Decoder[tuple[str, ...]]:
    """Names as a list, or as one text that `split` parts; each must leave something for a URL."""

    def name(node: Node, where: Where, written: str) -> str | None:
        label = written.removeprefix("#").strip()
        if slugify(label):
            return label
        if written:
            message = f"holds a name without a letter or digit: {shown(written)}"
            where.complain(node, Complaint(rule, message, cure))
        return None

    def item(node: Node, where: Where) -> str | None:
        written = line(node, where)
        return None if written is None else name(node, where, written)

    def parts(node: Node, where: Where) -> tuple[str, ...] | None:
        written = [part.strip() for part in split(line(node, where) or "")]
        return tuple(found for part in written if (found := name(node, where, part)))

    either = by_shape("a list, or names with commas between", cure, scalar=parts, sequence=list_of(item))
    return refine(either, _without_doubles)


def _without_doubles(names: tuple[str, ...]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(slugify(name), name)
    return tuple(first.values())


def _name(cure: str) -> Decoder[str]:
    """One name that leaves something for a URL."""

    def judge(text: str) -> str | Complaint:
        message = f"holds no letter or digit: {shown(text)}"
        return text if slugify(text) else Complaint("bad-slug", message, cure)

    return refine(line, judge)


def label(node: Node, where: Where, known: dict[str, str]) -> str | None:
    """A label as readers see it; an unknown one is kept as it is written."""
    written = line(node, where)
    if written is None:
        return None
    slug = slugify(written)
    if slug not in known:
        near = nearest(slug, known)
        others = f"Add it to `labels` in site.yaml, or use one of {listed(known.values())}"
        message = f"is not a label that is known: {shown(written)}"
        cure = f"Did you mean `{known[near]}`" if near else others
        where.complain(node, Complaint("unknown-label", message, cure, Severity.WARNING))
    return known.get(slug, written)


def _extra(node: Node, where: Where) -> dict[str, Any] | None:
    """A site's own fields, for its own templates: texts, lists and groups, and `true` and `false`."""
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    where.expect(node, "a group of fields", "Write `name: value` below it")
    return None


def _plain(node: Node) -> object:
    match node:
        case Scalar(text=written, plain=True) if written in ("true", "false"):
            return written == "true"
        case Scalar(text=written):
            return written
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: _plain(value) for key, value in entries}


AUTHORS = _names(_split_authors, "unreadable-name", "Write the name of a person or an agency")
TAGS = _names(_split_tags, "empty-tag", "Write a word with a letter or a digit, or remove it")
SECTION = _name("Write a section such as `world`")
SERIES = _name("Write a name such as `Flood Diary`")
RELATED = by_shape(
    "a list of articles",
    "Write each on a line after `- `",
    scalar=refine(line, lambda target: (target,)),
    sequence=list_of(line),
)
EXTRA = _extra
