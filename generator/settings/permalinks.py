"""The `permalink` pattern of `site.yaml`, and the addresses that no article or section may take."""

from __future__ import annotations

import re

from generator.config import RESERVED
from generator.data.schema import Complaint, listed, nearest, shown
from generator.slugs import is_slug

_FIELDS = ("year", "month", "day", "section", "slug")
_FIELD = re.compile(r"\{([^{}]*)\}")
_DEFAULT = "/{year}/{month}/{slug}/"


def is_reserved(part: str) -> bool:
    """Whether the first part of a URL belongs to Broadsheet: `tags`, `archive`, years…"""
    return part in RESERVED or (len(part) == 4 and part.isascii() and part.isdigit())


def judge_permalink(pattern: str) -> str | Complaint:
    """A pattern such as `/{year}/{month}/{slug}/`, or what is wrong with it."""
    wrong = _wrong_field(pattern) or _wrong_path(pattern)
    return wrong or pattern


def _complaint(message: str, cure: str) -> Complaint:
    return Complaint("bad-permalink", message, cure)


def _wrong_field(pattern: str) -> Complaint | None:
    names = _FIELD.findall(pattern)
    unknown = next((name for name in names if name not in _FIELDS), None)
    if unknown is not None:
        near = nearest(unknown, _FIELDS)
        known = listed(f"{{{name}}}" for name in _FIELDS)
        cure = f"Did you mean `{{{near}}}`" if near else f"The fields are {known}"
        return _complaint(f"has a field that is not known: {shown(f'{{{unknown}}}')}", cure)
    if "slug" not in names:
        return _complaint("must contain `{slug}`, so that articles differ", f"Write for example `{_DEFAULT}`")
    return None


def _wrong_path(pattern: str) -> Complaint | None:
    if not (pattern.startswith("/") and pattern.endswith("/")):
        return _complaint("must begin and end with `/`", f"Write for example `{_DEFAULT}`")
    for part in pattern[1:-1].split("/"):
        bare = _FIELD.sub("0", part)
        if not is_slug(bare):
            cure = "Between the slashes use lower-case letters, digits, hyphens and fields in braces"
            return _complaint(f"has a part that cannot stand in a URL: {shown(part)}", cure)
    first = pattern.split("/")[1]
    if is_reserved(first):
        message = f"begins with `{first}`, which Broadsheet keeps for itself"
        return _complaint(message, "Choose another first part")
    return None
