"""Articles without a date: dated once, on the disk, so that every later build and clone agrees."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.disk import write_whole
from generator.model import Article, Problem, Severity
from generator.readers.encoding import decode

_FENCE = re.compile(rb"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")


def dated_now(article: Article, as_of: dt.datetime, timezone: str) -> Article:
    """The article with the time of the build, to the minute, as its date."""
    moment = as_of.astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0)
    return msgspec.structs.replace(article, date=moment)


def undated(article: Article) -> Problem:
    """The error of a frozen build, which writes nothing into the sources."""
    return Problem(
        article.source,
        1,
        1,
        "no-date",
        "This article has no date",
        "Write `date: 2024-11-11 14:30` in its front matter or sidecar, or build once without --frozen",
    )


def note(article: Article) -> Problem:
    return Problem(
        article.source,
        1,
        1,
        "dated",
        f"This article had no date; {_where(article.source)} now says {_text(article)}",
        "Change it there if it is not right",
        Severity.NOTE,
    )


def write_date(root: Path, article: Article) -> None:
    """Write the date, and for raw text the slug too, where the article keeps its fields."""
    if article.source.endswith(".txt"):
        _into_sidecar(root, article)
    else:
        _into_front_matter(root / article.source, article)


def _into_sidecar(root: Path, article: Article) -> None:
    path = root / _where(article.source)
    short = path.with_suffix(".yml")
    path = short if short.exists() else path
    before = path.read_bytes() if path.exists() else b""
    end = _line_end(before)
    fields = [f"date: {_text(article)}".encode()]
    if not re.search(rb"^slug:", before, re.MULTILINE):
        fields.append(f"slug: {article.slug}".encode())
    gap = end if before and not before.endswith((b"\n", b"\r")) else b""
    write_whole(path, before + gap + b"".join(field + end for field in fields))


def _into_front_matter(path: Path, article: Article) -> None:
    """Add a line below the opening fence, or a front matter; nothing else of the file changes."""
    data = path.read_bytes()
    if not _is_utf8(data):
        data = decode(data, article.source)[0].encode()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text, end = data.removeprefix(mark), _line_end(data)
    fence = _FENCE.match(text)
    if fence is None:
        field = b"---" + end + f"date: {_text(article)}".encode() + end + b"---" + end + end
    elif fence[1] == b"---":
        field = f"date: {_text(article)}".encode() + end
    else:
        field = f'date = "{_text(article)}"'.encode() + end
    at = fence.end() if fence else 0
    write_whole(path, mark + text[:at] + field + text[at:])


def _line_end(data: bytes) -> bytes:
    """The line end that a file uses."""
    found = re.search(rb"\r\n|\n|\r", data)
    return found[0] if found else b"\n"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _where(source: str) -> str:
    return source.removesuffix(".txt") + ".yaml" if source.endswith(".txt") else source


def _text(article: Article) -> str:
    return f"{article.date:%Y-%m-%d %H:%M}" if article.date else ""
