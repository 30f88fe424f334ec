"""Articles without a date: dated once, on the disk, so that every later build and clone agrees."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.disk import write_whole
from generator.model import Article, Problem, Severity
from generator.readers.encoding import decode

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n")


def dated_now(article: Article, as_of: dt.datetime, timezone: str) -> Article:
    """The article with the time of the build, to the minute, as its date."""
    moment = as_of.astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0)
    return msgspec.structs.replace(article, date=moment)


def undated(article: Article) -> Problem:
    """The error of a frozen build, which writes nothing into the sources."""
    return Problem(
        article.source, 1, 1, "no-date", "This article has no date",
        "Write `date: 2024-11-11 14:30` in its front matter or sidecar, or build once without --frozen",
    )


def note(article: Article) -> Problem:
    return Problem(
        article.source, 1, 1, "dated", f"This article had no date; {_where(article.source)} now says {_text(article)}",
        "Change it there if it is not right", Severity.NOTE,
    )


def write_date(root: Path, article: Article) -> None:
    """Write the date, and for raw text the slug too, where the article keeps its fields."""
    if article.source.endswith(".txt"):
        _into_sidecar(root, article)
    else:
        _into_front_matter(root / article.source, article)


def _into_sidecar(root: Path, article: Article) -> None:
    path = root / _where(article.source)
    existing = root / article.source.removesuffix(".txt")
    for suffix in (".yml", ".yaml"):
        if existing.with_name(existing.name + suffix).exists():
            path = existing.with_name(existing.name + suffix)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [f"date: {_text(article)}\n"]
    if not re.search(r"^slug:", before, re.MULTILINE):
        lines.append(f"slug: {article.slug}\n")
    if before and not before.endswith("\n"):
        before += "\n"
    write_whole(path, (before + "".join(lines)).encode())


def _into_front_matter(path: Path, article: Article) -> None:
    text, _ = decode(path.read_bytes(), article.source)
    fence = _FRONT.match(text)
    if fence is None:
        text = f"---\ndate: {_text(article)}\n---\n\n{text}"
    elif fence[1] == "---":
        text = f"{fence[0]}date: {_text(article)}\n{text[fence.end():]}"
    else:
        text = f'{fence[0]}date = "{_text(article)}"\n{text[fence.end():]}'
    write_whole(path, text.encode())


def _where(source: str) -> str:
    return source.removesuffix(".txt") + ".yaml" if source.endswith(".txt") else source


def _text(article: Article) -> str:
    return f"{article.date:%Y-%m-%d %H:%M}" if article.date else ""
