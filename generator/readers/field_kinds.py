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
    record,
    refine,
    shown,
)
from generator.model import Picture, Severity
from generator.slugs import slugify

NOT_USED_YET = frozenset(("image.focus",))
"""Fields an article may carry already, which this version reads past."""


def used(fields: Mapping, where: Where) -> Mapping:
    """`fields` without those of `NOT_USED_YET`, each of which is noted."""
    kept = tuple(entry for entry in fields.entries if not _is_for_later(entry[0], where))
    return Mapping(kept, fields.line, fields.column)


def _is_for_later(key: Scalar, where: Where) -> bool:
    name = where.named(key.text)
    if name not in NOT_USED_YET:
        return False
    message = f"`{name}` is read, and has no effect in this version"
    where.report(key, "field-not-used-yet", message, "It may stay for later", Severity.NOTE)
    return True


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


def _picture(node: Node, where: Where) -> Picture | None:
    source = line(node, where)
    return Picture(source, line=node.line, column=node.column) if source else None


def _image(node: Node, where: Where) -> Picture | None:
    """`src` with `alt`, `caption` and `credit`; the place of the picture is that of `src`.

    Without `src` it is a photograph that is not at hand, of which the caption is kept.
    """
    if not isinstance(node, Mapping):
        return None
    node = used(node, where)
    at = node.get("src") or node
    picture = record(
        lambda src="", alt="", caption="", credit="": Picture(src, alt, caption, credit, at.line, at.column),
        () if node.get("caption") or node.get("credit") else ("src",),
        Severity.WARNING,
        src=line,
        alt=line,
        caption=line,
        credit=line,
    )
    return picture(node, where)


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
IMAGE = by_shape("a path, or fields", "Write `src` and `alt` below it", scalar=_picture, mapping=_image)
RELATED = by_shape(
    "a list of articles",
    "Write each on a line after `- `",
    scalar=refine(line, lambda target: (target,)),
    sequence=list_of(line),
)
EXTRA = _extra
