"""What is withheld and yet told: every trace of a draft, an embargoed or an expired article in the output.

The build cannot leave such a trace, for pages read nothing of a withheld article but where it would be. This
looks at the finished files all the same, and at output that is older than the moment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote

import markupsafe

from generator.config import base_path
from generator.manifest import STATE, read_head
from generator.model import Problem, Record, Severity
from generator.shapes import Status
from generator.urls import output_path

TEXTS = (".html", ".json", ".opml", ".txt", ".webmanifest", ".xml")
LONG = 16  # characters from which a headline is not said by chance

_END = r"""[^\s"'<>()\\?#&]*"""  # of an address, before a query or a fragment


_UNSAFE = re.compile("[<>&]")  # in data within a page


class Withheld(Record, frozen=True):
    """An article that is not published, and what nothing but it would bring into the output."""

    source: str
    status: Status
    title: str  # "" where a published article has the same
    url: str = ""  # "" where it has none yet
    lists: tuple[str, ...] = ()  # the URLs of the sections, series, tags and authors that it alone names
    pictures: tuple[str, ...] = ()  # the URLs of those that it alone shows

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.url, *self.lists, *self.pictures)))


Owners = dict[str, Withheld]
"""Withheld articles by what would give them away."""

Told = Iterator[tuple[Withheld, str]]
"""Withheld articles with the words that tell of them."""


def leaks(output: Path, withheld: Iterable[Withheld]) -> Iterator[Problem]:
    """A problem for every withheld article and every file of a built site that tells of it."""
    found, head = list(withheld), read_head(output)
    if not found or head is None:
        return
    urls: Owners = {_decoded(url): each for each in found for url in each.urls}
    headlines: Owners = {text: each for each in found for text in _spellings(each.title)}
    addresses, sayings = _addresses(urls, head.base_url), _sayings(headlines)
    for path in _files(output):
        if owner := _owner(f"/{path}", urls):
            yield _leak(owner, path, "it has a page or a file there")
        if path.endswith(TEXTS):
            text = (output / path).read_text(encoding="utf-8", errors="replace")
            for each, url in dict.fromkeys(addresses(text)):
                yield _leak(each, path, f"it holds {url}")
            for each, _ in dict.fromkeys(sayings(text)):
                yield _headline(each, path)


def _files(output: Path) -> Iterator[str]:
    """Every file in the output, whoever has put it there."""
    found = (path.relative_to(output).as_posix() for path in sorted(output.rglob("*")) if path.is_file())
    return (path for path in found if not path.startswith(f"{STATE}/"))


def _decoded(url: str) -> str:
    """The path of an address as the disk knows it; `/a/index.html` is `/a/`."""
    return f"/{output_path(unquote(url))}".removesuffix("index.html")


def _owner(path: str, urls: Owners) -> Withheld | None:
    """Whose address this is, or lies below."""
    ends = (at + 1 for at, char in enumerate(path) if char == "/")
    return urls.get(path) or next((urls[path[:end]] for end in ends if path[:end] in urls), None)


def _addresses(urls: Owners, base_url: str) -> Callable[[str], Told]:
    """Finds what lies below the address of the site, in full or from the root, and belongs to one of them."""
    full, root = re.escape(base_url.rstrip("/")), re.escape(base_path(base_url))
    pattern = re.compile(rf"(?:{full}|(?<![\w.~%/:-]){root})(/{_END})")

    def find(text: str) -> Told:
        for written in dict.fromkeys(pattern.findall(text)):
            if owner := _owner(_decoded(written), urls):
                yield owner, written

    return find


def _sayings(headlines: Owners) -> Callable[[str], Told]:
    """Finds headlines."""
    if not headlines:
        return lambda _: iter(())
    pattern = re.compile("|".join(map(re.escape, sorted(headlines, key=len, reverse=True))))
    return lambda text: ((headlines[found], "") for found in dict.fromkeys(pattern.findall(text)))


def _spellings(title: str) -> set[str]:
    """A headline that is long enough, as pages, feeds and data spell it."""
    if len(title) < LONG:
        return set()
    pages = escape(title), escape(title, quote=False), str(markupsafe.escape(title))
    data = json.dumps(title, ensure_ascii=False)[1:-1]
    return {title, *pages, data, _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", data)}


def _headline(withheld: Withheld, path: str) -> Problem:
    message = f"This article is {withheld.status}, and {path} says its headline"
    cure = "Look whether somebody has written it there by hand"
    return Problem(withheld.source, 1, 1, "withheld-headline", message, cure, Severity.WARNING)


def _leak(withheld: Withheld, path: str, what: str) -> Problem:
    message = f"This article is {withheld.status}, and {path} tells of it: {what}"
    cure = "Build again, and remove the file from the hosting too"
    return Problem(withheld.source, 1, 1, "leak", message, cure)
