"""What a page is, why it was last made, and what it reads, in words that an editor understands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from generator.indexes import SITE, Key
from generator.model import Record
from generator.stale import ALL, GONE, NEW, REASONS, TOUCHED, Reason
from generator.urls import served_file, url_of_path
from generator.view import LAST, Read

TITLES = ("Its article", "Template", "Lists", "Counts", "Links", "Pictures and files", "Settings in site.yaml")
"""The groups in which reads are told, in their order."""

_INSTANT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)")


class Group(Record, frozen=True):
    """Some of what a page reads, one sentence each."""

    title: str
    lines: tuple[str, ...]


def places(given: str, base_url: str) -> tuple[str, ...]:
    """The files of the output that an address may mean, the likeliest first; none where it is not of this site.

    `given` is in full, or begins at the root with or without the base path, or is a path below the output.
    """
    parts, home = urlsplit(given), urlsplit(base_url)
    if parts.scheme and (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return ()
    path = unquote(parts.path)
    short = path.removeprefix(home.path.rstrip("/"))
    starts = [short, path] if short.startswith("/") or not short else [path]
    found = (each for start in starts for each in (served_file(start), served_file(f"{start.rstrip('/')}/")))
    return tuple(dict.fromkeys(found))


def nearest(place: str, known: Iterable[str]) -> list[str]:
    """The files that are most like one that there is not: in its folder, or else by their names."""
    files = list(known)
    folder = place.removesuffix("/index.html").rpartition("/")[0]
    beside = [path for path in files if path.startswith(f"{folder}/")] if folder else []
    return get_close_matches(place, beside, 3, 0.5) or get_close_matches(place, files, 3)


def url(place: str) -> str:
    """The address of a file of the output, below the site."""
    return url_of_path(place).removesuffix("index.html")


def kind_in_words(kind: str, key: Key) -> str:
    """What a file of the site is: `the page of an article`, `the list of the tag rail`."""
    match kind:
        case "article":
            return "the page of an article"
        case "page":
            return "a plain page"
        case "static file":
            return f"the static file static/{key[0]}"
        case "media file":
            return f"the file {key[0]}"
        case "list" | "feed":
            return f"the {kind} of {_list(key)}"
        case "period":
            return f"{'-'.join(key[2:])} of {_list(key[:2])}"
        case "home":
            return "the front page"
        case _:
            return {"tags": "the index of all tags", "not found": "the page for addresses that lead nowhere"}.get(
                kind, f"the {kind}"
            )


def reason_in_words(reason: Reason, source: str) -> str:
    """Why a page was made, as a clause. `source` is its article."""
    index, key, cause = reason.index, reason.key, reason.cause
    if reason.what in (NEW, GONE, TOUCHED, ALL) or not index:
        return REASONS[reason.what]
    if index == "location":
        if cause == source:
            return f"{cause} changed, and this is its page"
        return f"{cause} changed, and this page links to it" if cause else f"what stands at {key[0]} changed"
    if index == "list":
        return f"{cause or 'an article'} changed, and it stands in the part of {_list(key)} that this page shows"
    if index == "page":
        return f"the page {key[0]} came or went, and this page links to it"
    if index == "template":
        return f"the template {key[0]}, or one that it is made of, changed"
    if index == "asset":
        return f"static/{key[0]} changed"
    if index in ("picture", "file"):
        return f"{key[0]} changed"
    if index.endswith((" count", " key")):
        return f"there are more or fewer of {_counted(index, key)}"
    return f"{_record(index, key)} in site.yaml changed"


def groups(reads: Iterable[Read], source: str, zone: dt.tzinfo) -> tuple[Group, ...]:
    """What a page reads, by what it is; times are told by the clock of `zone`."""
    found: dict[str, dict[str, None]] = {title: {} for title in TITLES}
    for read in reads:
        title, line = _told(read, source, zone)
        found[title][line] = None
    return tuple(Group(title, tuple(lines)) for title, lines in found.items() if lines)


def raw(read: Read) -> str:
    """A read as it is noted: its index, its key, the interval of orders, and the shape that was seen."""
    interval = "" if (read.low, read.high) == ("", LAST) else f" [{_shown(read.low)}, {_shown(read.high)})"
    return f"{read.where} {'/'.join(map(_shown, read.key)) or '*'}{interval}{f' {read.shape}' if read.shape else ''}"


def _shown(text: str) -> str:
    """A bound without the marks that no screen shows."""
    return "…" if text == LAST else text.replace("\x01", "+").replace("\x1f", "/").replace(LAST, "…")


def _told(read: Read, source: str, zone: dt.tzinfo) -> tuple[str, str]:
    """The group of a read, and what it says."""
    index, key = read.where, read.key
    match index:
        case "list" if read.shape == "names":
            return "Settings in site.yaml", f"the name of {_list(key)}, else that of its oldest article"
        case "list":
            return "Lists", f"{_list(key)}: {_interval(read, zone)}{_shape(read)}"
        case "location" if key[0] == source:
            return "Its article", source
        case "location" | "page":
            return "Links", f"{key[0]}"
        case "template":
            return "Template", f"templates/{key[0]}, with all that it is made of"
        case "picture" | "file" | "asset":
            return "Pictures and files", f"static/{key[0]}" if index == "asset" else key[0]
        case "portrait":
            return "Pictures and files", f"whose portrait {key[0]} is"
        case _ if index.endswith((" count", " key")):
            return "Counts", _counted(index, key) + _keys_between(read)
        case _:
            return "Settings in site.yaml", _record(index, key)


def _list(key: Key) -> str:
    """A list of articles by its key: `the tag rail`, `all articles`."""
    return "all articles" if key[:2] == SITE else f"the {' '.join(key)}"


def _shape(read: Read) -> str:
    return ", with their full text" if read.shape == "article" else ""


def _interval(read: Read, zone: dt.tzinfo) -> str:
    """The stretch of a list that a page has read: `from 2024-11-11 14:30`."""
    low, high = _date(read.low, zone), _date(read.high, zone)
    match low, high:
        case "", "":
            return "every article"
        case _, "":
            return f"the articles from {low} on"
        case "", _:
            return f"the articles before {high}"
        case _:
            return f"the articles from {low} to {high}"


def _date(order: str, zone: dt.tzinfo) -> str:
    """The time in an order (see `indexes.instant`); "" for an open end."""
    found = _INSTANT.match(order)
    if found is None:
        return ""
    moment = dt.datetime(*map(int, found.groups()), tzinfo=dt.UTC)  # type: ignore[misc,arg-type]
    try:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
    except OverflowError:  # at the ends of the calendar
        return f"{moment:%Y-%m-%d %H:%M}"


def _counted(index: str, key: Key) -> str:
    """What is counted: `the articles in each month of the tag rail`."""
    name, _, what = index.partition(" ")
    match name:
        case "month":
            whole = f"{key[2]} of {_list(key[:2])}" if len(key) > 2 else _list(key) if key else "every list"
            return f"the articles in each month of {whole}" if what == "count" else f"the months of {whole}"
        case "list":
            lists = _list(key) if len(key) > 1 else f"every {key[0]}" if key else "every list"
            return f"the articles of {lists}" if what == "count" or len(key) > 1 else f"the {key[0]}s with articles"
        case "media":
            return f"the articles that show {key[0]}" if key else "the pictures that articles show"
        case _:
            return f"the entries of {' '.join((name, *key))}"


def _keys_between(read: Read) -> str:
    """The stretch of keys that was looked through for the nearest one."""
    match bool(read.low), read.high != LAST:
        case False, False:
            return ""
        case _, True:
            return f", before {_shown(read.high).replace('/', '-')}"
        case _:
            return f", after {_shown(read.low).rstrip('/…').replace('/', '-')}"


_RECORDS: dict[str, Callable[[Sequence[str]], str]] = {
    "setting": lambda key: f"`{key[0]}`",
    "label": lambda key: f"the name of the {' '.join(key)}",
    "section": lambda key: f"the section {key[0]}",
    "author": lambda key: f"the author {key[0]}",
    "tag": lambda key: f"the tag {key[0]}",
    "portrait": lambda key: f"whose portrait {key[0]} is",
}


def _record(index: str, key: Key) -> str:
    """A record of `site.yaml` by the index that holds it."""
    told = _RECORDS.get(index)
    return told(key) if told else " ".join((index, *key))
