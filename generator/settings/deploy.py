"""`deploy:` of `site.yaml`: a name, and what kind of host it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import msgspec

from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    choice,
    integer,
    line,
    listed,
    mapping_of,
    nearest,
    record,
    refine,
    shown,
)
from generator.settings.repeated import one_or_more
from generator.slugs import slugify
from generator.targets import Announce, Folder, Git, Objects, Place, Rsync, Sftp, Target

_VARIABLE = re.compile(r"\$[A-Za-z_][A-Za-z0-9_]*")
_DURATION = re.compile(r"([0-9]{1,6}) ?(s|min|h|d)?")
_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, None: 60}
_LONGEST = 366 * 86400
_BRANCH = re.compile(
    r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[^\x00-\x20~^:?*\[\\/.\-][^\x00-\x20~^:?*\[\\]*(?<![/.])"
)
_HOST = re.compile(r"(?!-)[A-Za-z0-9._@\-]+|\[?[0-9A-Fa-f:]+\]?")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")
_INDEXNOW = re.compile(r"[A-Za-z0-9-]{8,128}")  # https://www.indexnow.org/documentation


def _fits(pattern: re.Pattern[str], rule: str, message: str, cure: str) -> Decoder[str]:
    """A text of one form; else a complaint that shows it."""

    def judge(text: str) -> str | Complaint:
        return text if pattern.fullmatch(text) else Complaint(rule, f"{message}: {shown(text)}", cure)

    return refine(line, judge)


def _variable(text: str) -> str | Complaint:
    if _VARIABLE.fullmatch(text):
        return text
    # Not shown: whoever makes this mistake has put a secret here.
    message = "is to be kept out of site.yaml, which is for everybody to read"
    return Complaint("secret", message, "Write the name of an environment variable that holds it: `$NAME`")


def _webhook(text: str) -> str | Complaint:
    return _variable(text) if text.startswith("$") else values.web_url(text)


def _duration(text: str) -> int | Complaint:
    """Seconds; minutes where no unit is given."""
    found = _DURATION.fullmatch(text)
    seconds = int(found[1]) * _UNITS[found[2]] if found else -1
    if 0 <= seconds <= _LONGEST:
        return seconds
    message = f"is not a time of up to a year: {shown(text)}"
    return Complaint("bad-duration", message, "Write a number and `s`, `min`, `h` or `d`: `90 min`")


def _folder_name(text: str) -> str | Complaint:
    return values.path_below("the bucket", text.strip("/"))


_SECRET = refine(line, _variable)
_SSH_HOST = _fits(_HOST, "bad-host", "is not the name of a host", "Write `user@example.org`")
_PORT = integer(1, 65535)
_PRECOMPRESS = one_or_more(choice("gz", "br", "zst"), identity=str)
_BUCKET = _fits(
    re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,221}"),
    "bad-bucket",
    "cannot be the name of a bucket",
    "Write its name alone, without `s3://`",
)

_ANNOUNCE = record(
    Announce,
    websub=boolean,
    indexnow=_fits(
        _INDEXNOW,
        "bad-key",
        "is not a key of IndexNow",
        "Write 8 to 128 letters, digits or hyphens, as in the name of the key's file",
    ),
    indexnow_endpoint=refine(line, values.web_url),
    webhook=refine(line, _webhook),
)

_SSH: dict[str, Decoder[object]] = {
    "host": _SSH_HOST,
    "path": line,
    "port": _PORT,
    "identity": line,
    "known_hosts": line,
}
_STORE: dict[str, Decoder[object]] = {
    "bucket": _BUCKET,
    "prefix": refine(line, _folder_name),
    "endpoint": refine(line, values.web_url),
    "compress": choice("gzip", "br"),
    "page_cache": refine(line, _duration),
    "key": _SECRET,
}

_Kind = tuple[Callable[..., Place], tuple[str, ...], dict[str, Decoder[object]]]

_KINDS: dict[str, _Kind] = {
    "folder": (Folder, ("path",), {"path": line, "keep": integer(0, 1000)}),
    "rsync": (Rsync, ("host", "path"), _SSH),
    "sftp": (Sftp, ("host", "path"), {**_SSH, "password": _SECRET}),
    "git": (
        Git,
        ("repository",),
        {
            "repository": line,
            "branch": _fits(_BRANCH, "bad-branch", "is not the name of a branch", "Such as `gh-pages`"),
            "cname": _fits(_DOMAIN, "bad-host", "is not a domain", "Write it alone: `www.example.org`"),
            "history": boolean,
        },
    ),
    "s3": (partial(Objects, "s3"), ("bucket",), {**_STORE, "region": line, "secret": _SECRET}),
    "azure": (partial(Objects, "azure"), ("bucket", "account"), {**_STORE, "account": line}),
    "google": (
        partial(Objects, "google"),
        ("bucket",),
        {name: read for name, read in _STORE.items() if name != "endpoint"},
    ),
}
"""The kinds of hosts: the type, the fields that it needs, and those that it has."""

_COMMON: dict[str, Decoder[object]] = {
    "base_url": refine(line, values.base_url),
    "verify_url": refine(line, values.base_url),
    "grace": refine(line, _duration),
    "precompress": _PRECOMPRESS,
    "announce": _ANNOUNCE,
}


def _target(key: Scalar, node: Node, where: Where) -> Target | None:
    if slugify(key.text) != key.text or not key.text:
        cure = f"Call it `{slugify(key.text) or 'live'}`"
        where.report(key, "bad-slug", f"{shown(key.text)} cannot be the name of a target", cure)
        return None
    kind = node.get("type") if isinstance(node, Mapping) else None
    if kind is None:
        where.complain(node, Complaint("missing-field", "needs `type`", f"Write one of {listed(_KINDS)}"))
        return None
    if not isinstance(kind, Scalar) or kind.text not in _KINDS:
        text = kind.text if isinstance(kind, Scalar) else ""
        near = nearest(text, _KINDS)
        cure = f"Did you mean `{near}`" if near else f"Write one of {listed(_KINDS)}"
        where.inside("type").complain(kind, Complaint("unknown-target", "is no kind of host", cure))
        return None
    make, required, fields = _KINDS[kind.text]
    read = record(partial(_made, key, make), required, type=line, **fields, **_COMMON)
    return read(node, where)


def _made(key: Scalar, make: Callable[..., Place], /, **given: object) -> Target:
    given.pop("type", None)
    common = {name: given.pop(name) for name in _COMMON if name in given}
    made = Target(key.text, make(**given), line=key.line, column=key.column)
    return msgspec.structs.replace(made, **common)


TARGETS = mapping_of(_target)
