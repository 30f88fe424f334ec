"""Articles without a date: dated once, on the disk, so that every later build and clone agrees.

A date is written only where the next build reads it: new bytes are decoded and parsed before they
replace the old.
"""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.data.nodes import is_empty
from generator.dates import parse_date
from generator.disk import read_file, write_whole
from generator.field_edits import Missing, Source, candidates, other_fields, read_source
from generator.kinds import SIDECARS, is_raw
from generator.model import Article, Problem, Severity
from generator.readers.fields import read_fields

_SUFFIXES = sorted(
    ("".join(letters) for suffix in SIDECARS for letters in product(*({c, c.upper()} for c in suffix))),
    reverse=True,  # of two sidecars the build reads the last
)


def note(article: Article) -> Problem:
    """What a build says of an article that it has dated."""
    where = "sidecar" if is_raw(article.source) else "front matter"
    message = f"This article had no date; its {where} now says {_date_text(article)}"
    return Problem(
        article.source, 1, 1, "dated", message, "Change it there if it is not right", Severity.NOTE
    )


def write_date(root: Path, article: Article) -> Problem | None:
    """Write the date, and for raw text the slug too, where the article keeps its fields.

    The error `no-date`, with nothing written, where the next build would not read the date.
    """
    path = _sidecar(root / article.source) if is_raw(article.source) else root / article.source
    values = {"date": _date_text(article)} | ({"slug": article.slug} if is_raw(article.source) else {})
    try:
        data = read_file(path) if path.exists() else b""
        old = read_source(path.name, data)
        if old is None:
            return _unwritable(article)
        missing = {name: value for name, value in values.items() if is_empty(old.get(name))}
        for new in candidates(data, old, missing) if missing else (data,):
            if _reads_back(new, old, missing, article):
                if new != data:
                    write_whole(path.resolve(), new, precious=True)
                return None
    except OSError:
        pass
    return _unwritable(article)


def _unwritable(article: Article) -> Problem:
    where = "sidecar" if is_raw(article.source) else "front matter"
    message = f"This article has no date, and none could be written into its {where}"
    cure = f"Write `date: {_date_text(article)}` there by hand, and save the file as UTF-8"
    return Problem(article.source, 1, 1, "no-date", message, cure)


def _reads_back(data: bytes, old: Source, missing: Missing, article: Article) -> bool:
    """Whether the build reads from `data` what is to be written, and all else as before."""
    new = read_source(old.name, data)
    if new is None or new.fields is None or article.date is None:
        return False
    fields, _ = read_fields(new.name, new.fields, _zone(article.date))
    return (
        fields.date is not None
        and _same_moment(fields.date, article.date)
        and fields.slug == (article.slug if is_raw(article.source) else _slug(old, article))
        and new.body.lstrip("\n") == old.body.lstrip("\n")
        and other_fields(new, missing) == other_fields(old, missing)
    )


def _slug(source: Source, article: Article) -> str:
    """The slug that a source itself gives, if any."""
    return "" if is_empty(source.get("slug")) else article.slug


def _sidecar(path: Path) -> Path:
    """The sidecar of a raw text: the one that the build reads, or where a new one goes."""
    return next(filter(Path.exists, map(path.with_suffix, _SUFFIXES)), path.with_suffix(".yaml"))


def _date_text(article: Article) -> str:
    """Local time; with its offset where a change of clocks makes it occur twice."""
    if article.date is None:
        return ""
    local = article.date.replace(tzinfo=None).isoformat(" ", "minutes")
    read = parse_date(local, _zone(article.date))
    plain = read is not None and _same_moment(read, article.date)
    return local if plain else article.date.isoformat(" ", "minutes")


def _zone(moment: dt.datetime) -> ZoneInfo:
    return moment.tzinfo if isinstance(moment.tzinfo, ZoneInfo) else ZoneInfo("UTC")


def _same_moment(one: dt.datetime, other: dt.datetime) -> bool:
    """Two datetimes of one zone compare by the clock on the wall, which shows an hour twice in autumn."""
    return one.astimezone(dt.UTC) == other.astimezone(dt.UTC)
