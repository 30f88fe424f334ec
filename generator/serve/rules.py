"""`_redirects` and `_headers` of the output, as Netlify and Cloudflare Pages read them.

    /old/path/   /new/path/   301         # 301, 302, 303, 307, 308: a redirect
    /old/*       /new/:splat  301!        # `!` goes before a file of that name
    /app/:name   /app/        200         # another file under this address; so with 404, 410

    /media/*
      X-Robots-Tag: noindex

Conditions on the query, the country or the language, and targets that are fetched from another host for a
status of 200, are left out: those lines do nothing here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from generator.model import Record

REDIRECTS = frozenset((301, 302, 303, 307, 308))
INSTEAD = frozenset((200, 404, 410))  # the target is what is sent, under the address that was asked for

_HOLE = re.compile(r"(\*|:[A-Za-z_]\w*)", re.ASCII)
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_UNSENT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
_LINE = re.compile(r"(?P<source>/\S*)\s+(?P<target>\S+)(?:\s+(?P<status>\d{3})(?P<force>!?))?")


class Redirect(Record, frozen=True):
    source: str
    target: str
    status: int = 301
    force: bool = False  # also where there is a file


class Fields(Record, frozen=True):
    """The headers of the paths that a pattern fits."""

    source: str
    headers: tuple[tuple[str, str], ...]


def read_redirects(text: str) -> tuple[Redirect, ...]:
    lines = (_LINE.fullmatch(line.partition(" #")[0].strip()) for line in text.splitlines())
    rules = (
        Redirect(line["source"], line["target"], int(line["status"] or 301), bool(line["force"]))
        for line in lines
        if line
    )
    return tuple(rule for rule in rules if _can_be_done(rule))


def read_headers(text: str) -> tuple[Fields, ...]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        name, colon, value = (part.strip() for part in line.partition(":"))
        if line.startswith("/"):
            found.append((line.strip(), []))
        elif found and colon and _HEADER.fullmatch(name) and not _UNSENT.search(value):
            found[-1][1].append((name, value))
    return tuple(Fields(source, tuple(headers)) for source, headers in found)


def redirect_of(rules: tuple[Redirect, ...], path: str, exists: bool) -> Redirect | None:
    """The first rule for a URL path, with the holes of its target filled; None where none holds."""
    for rule in rules:
        holes = _fill(rule.source, path) if rule.force or not exists else None
        if holes is not None:
            return Redirect(rule.source, _filled(rule.target, holes), rule.status, rule.force)
    return None


def _filled(target: str, holes: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: quote(holes[hole[1][1:]]) if hole[1][1:] in holes else hole[1], target)


def headers_of(rules: tuple[Fields, ...], path: str) -> tuple[tuple[str, str], ...]:
    return tuple(header for rule in rules if _fill(rule.source, path) is not None for header in rule.headers)


def _can_be_done(rule: Redirect) -> bool:
    local = rule.target.startswith("/") and not rule.target.startswith("//")
    known = rule.status in REDIRECTS or (rule.status in INSTEAD and local)
    return known and (local or rule.target.startswith(("https://", "http://")))


def _fill(source: str, path: str) -> dict[str, str] | None:
    """What a path puts into the holes of a pattern; None where it does not fit.

    A slash at the end makes no difference to a pattern without holes.
    """
    if _HOLE.search(source) is None:  # nearly all of them
        return {} if unquote(source).rstrip("/") == unquote(path).rstrip("/") else None
    found = _pattern(source).fullmatch(unquote(path))
    return found.groupdict() if found else None


@lru_cache(maxsize=1024)
def _pattern(source: str) -> re.Pattern[str]:
    """`*` is any rest, `:name` one part of a path. Names must be identifiers of their own."""
    parts = _HOLE.split(unquote(source))
    names = [part[1:] or "splat" for part in parts[1::2]]
    if len(set(names)) < len(names):
        return re.compile(r"(?!)")
    kinds = {"*": ".*"}
    parts[1::2] = (
        f"(?P<{name}>{kinds.get(hole, '[^/]+')})" for name, hole in zip(names, parts[1::2], strict=True)
    )
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))


def redirects_in(output: Path) -> tuple[Redirect, ...]:
    return _redirects(*_edition(output / "_redirects"))


def headers_in(output: Path) -> tuple[Fields, ...]:
    return _headers(*_edition(output / "_headers"))


def _edition(file: Path) -> tuple[Path, tuple[int, ...]]:
    """A file, and what tells it from what it was before: it is replaced as a whole."""
    try:
        found = file.stat()
    except OSError:
        return file, ()
    return file, (found.st_ino, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=1)
def _redirects(file: Path, _: tuple[int, ...]) -> tuple[Redirect, ...]:
    return read_redirects(_text(file))


@lru_cache(maxsize=1)
def _headers(file: Path, _: tuple[int, ...]) -> tuple[Fields, ...]:
    return read_headers(_text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
