"""What a page is, why it was last made, and what it reads, in words that an editor understands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.indexes import Key
from generator.lists import is_site
from generator.model import Record
from generator.reasons import REASONS, Reason
from generator.rows import LAST, Read

ARTICLE, TEMPLATE, LISTS, COUNTS = "Its article", "Template", "Lists", "Counts"
LINKS, FILES, NAMES, SETTINGS = "Links", "Pictures and files", "Names", "Settings in site.yaml"
TITLES = (ARTICLE, TEMPLATE, LISTS, COUNTS, LINKS, FILES, NAMES, SETTINGS)
"""The groups in which reads are told, in their order."""

_INSTANT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)")


class Group(Record, frozen=True):
    """Some of what a page reads, one sentence each."""

    title: str
    lines: tuple[str, ...]


_RECORDED = ("recorded", "recording", "captions", "transcript")
"""What is told of a recording and of the files beside it."""


def kind_in_words(kind: str, key: Key) -> str:
    """What a file of the site is: `the page of an article`, `the list of the tag rail`."""
    match kind:
        case "article":
            return "the page of an article"
        case "page":
            return "a plain page"
        case "static file":
            return f"the static file static/{key[0]}"
        case "media file" | "recording":
            return f"the file {key[0]}"
        case "social card":
            return f"the card for social media of {key[0]}"
        case "picture":
            return f"all that is made of the picture {key[0]}"
        case "list" | "feed":
            return f"the {kind} of {_list(key[:2])}"
        case "period":
            return f"{'-'.join(key[2:])} of {_list(key[:2])}"
        case "home":
            return "the front page"
        case "tags":
            return "the index of all tags"
        case "not found":
            return "the page for addresses that lead nowhere"
        case _:
            return f"the {kind}"


def reason_in_words(reason: Reason, source: str) -> str:
    """Why a page was made, as a clause. `source` is its article."""
    index, key, cause = reason.index, reason.key, reason.cause
    if not index:
        return REASONS[reason.what]
    if index == "location":
        if cause == source:
            return f"{cause} changed, and this is its page"
        return f"{cause} changed, and this page links to it" if cause else f"what stands at {key[0]} changed"
    if index == "list":
        return (
            f"{cause or 'an article'} changed, and this page shows the part of {_list(key)} where it stands"
        )
    if index == "page":
        return f"the page {key[0]} came or went, and this page links to it"
    if index == "template":
        return f"the template {key[0]}, or one that it is made of, changed"
    if index == "asset":
        return f"static/{key[0]} changed"
    if index in ("picture", "file", *_RECORDED):
        return f"{key[0]} changed"
    if index == "beside":
        return f"{cause} came or went, beside {key[0]}"
    if index.endswith((" count", " key")):
        return f"there are more or fewer of {_counted(index, key)}"
    return f"{_record(index, key)} in site.yaml changed"


def groups(reads: Iterable[Read], source: str, zone: dt.tzinfo) -> tuple[Group, ...]:
    """What a page reads, by what it is; times are told by the clock of `zone`."""
    found: dict[str, dict[str, dict[str, None]]] = {title: {} for title in TITLES}
    for read in reads:
        title, head, told = _told(read, source, zone)
        found[title].setdefault(head, {})[told] = None
    return tuple(Group(title, tuple(_lines(heads))) for title, heads in found.items() if heads)


def _lines(heads: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """One line for each thing; those with one head stand behind it on a line."""
    for head, told in heads.items():
        if head:
            yield f"{head}: {', '.join(told)}"
        else:
            yield from told


def raw(read: Read) -> str:
    """A read as it is noted: its index, its key, the interval of orders, and the shape that was seen."""
    key = "/".join(map(_shown, read.key)) or "*"
    interval = "" if (read.low, read.high) == ("", LAST) else f"[{_shown(read.low)}, {_shown(read.high)})"
    return " ".join(filter(None, (read.where, key, interval, read.shape)))


def _shown(text: str) -> str:
    """A bound without the marks that no screen shows."""
    return "…" if text == LAST else text.replace("\x01", "+").replace("\x1f", "/").replace(LAST, "…")


def _told(read: Read, source: str, zone: dt.tzinfo) -> tuple[str, str, str]:
    """The group of a read, what it stands behind there, and what it says."""
    index, key = read.where, read.key
    match index:
        case "list" if read.shape == "names":
            return NAMES, key[0], key[1]
        case "label":
            return NAMES, key[0], key[1]
        case "list":
            return LISTS, "", f"{_list(key)}: {_interval(read, zone)}{_shape(read)}"
        case "location" if key[0] == source:
            return ARTICLE, "", source
        case "picture" | "file" | "recorded" | "recording" | "captions" | "transcript" if not key[
            0
        ].startswith("/"):
            return FILES, "", key[0]
        case "location" | "page" | "picture":  # for a link, each is asked in its turn
            return LINKS, "", key[0]
        case "beside":
            return FILES, "", f"what lies beside {key[0]}"
        case "template":
            return TEMPLATE, "", f"templates/{key[0]}, with all that it is made of"
        case "asset":
            return FILES, "", f"static/{key[0]}"
        case _ if index.endswith((" count", " key")):
            return COUNTS, "", _counted(index, key) + _keys_between(read)
        case "setting":
            return SETTINGS, "values", key[0]
        case _:
            return SETTINGS, "", _record(index, key)


def _list(key: Key) -> str:
    """A list of articles by its key: `the tag rail`, `all articles`."""
    return "all articles" if is_site(key) else f"the {' '.join(key)}"


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
            return (
                f"the articles of {lists}"
                if what == "count" or len(key) > 1
                else f"the {key[0]}s with articles"
            )
        case "media":
            return f"the articles that link to {key[0]}" if key else "the files that articles link to"
        case "rendition":
            return f"the uses of {key[0]} in articles" if key else "the uses of pictures in articles"
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
    "section": lambda key: f"the section {_of_edition(key)}",
    "author": lambda key: f"the author {key[0]}",
    "person": lambda key: f"the author {key[0]}",
    "tag": lambda key: f"the tag {_of_edition(key)}",
    "series": lambda key: f"the series {_of_edition(key)}",
    "edition": lambda key: f"the edition {key[0]}" if key[0] else "the site as a whole",
    "policies": lambda key: f"the policies of the edition {key[0]}" if key[0] else "the policies",
    "portrait": lambda key: f"whose portrait {key[0]} is",
}


def _of_edition(key: Sequence[str]) -> str:
    """A slug, and of which edition where it is not that of the site's own language."""
    edition, slug = key
    return f"{slug} of the edition {edition}" if edition else slug


def _record(index: str, key: Key) -> str:
    """A record of `site.yaml` by the index that holds it."""
    told = _RECORDS.get(index)
    return told(key) if told else " ".join((index, *key))
