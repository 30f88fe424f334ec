"""What is withheld and yet told: every trace of a draft, an embargoed or an expired article in the output.

The build cannot leave such a trace, for pages read nothing of a withheld article but where it would be. This
looks at the finished files all the same, and at output that is older than the moment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import unquote

import markupsafe

from generator.checks.addresses import Address
from generator.checks.memory import Seen
from generator.model import Problem, Record, Severity
from generator.shapes import Status
from generator.urls import output_path

LONG = 16  # characters from which a headline is not said by chance

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


def headlines(withheld: Iterable[Withheld]) -> Owners:
    """The texts that would say the headline of a withheld article."""
    return {text: each for each in withheld for text in _spellings(each.title)}


def leaks(files: Mapping[str, Seen], withheld: Iterable[Withheld], address: Address) -> Iterator[Problem]:
    """A problem for every withheld article and every file of a built site that tells of it.

    `files` has all that lies in the output, each searched for the `headlines`.
    """
    found = list(withheld)
    if not found:
        return
    urls: Owners = {_decoded(url): each for each in found for url in each.urls}
    said = headlines(found)
    owners: dict[str, Withheld | None] = {}  # an address stands in many files
    for path, seen in files.items():
        if owner := _owner(f"/{path}", urls):
            yield _leak(owner, path, "it has a page or a file there")
        told: dict[tuple[Withheld, str], None] = {}
        for written in _addresses(seen, address):
            if written not in owners:
                owners[written] = _owner(_decoded(written), urls)
            if owner := owners[written]:
                told[owner, written] = None
        for each, url in told:
            yield _leak(each, path, f"it holds {url}")
        for each in dict.fromkeys(said[text] for text in seen.said):
            yield _headline(each, path)


def _addresses(seen: Seen, address: Address) -> Iterator[str]:
    """The addresses of the site that a file tells, as `Address.below` gives them."""
    yield from seen.facts.told
    yield from filter(None, map(address.below, seen.facts.links))


def _decoded(url: str) -> str:
    """The path of an address as the disk knows it; `/a/index.html` is `/a/`."""
    return f"/{output_path(unquote(url))}".removesuffix("index.html")


def _owner(path: str, urls: Owners) -> Withheld | None:
    """Whose address this is, or lies below."""
    ends = (at + 1 for at, char in enumerate(path) if char == "/")
    return urls.get(path) or next((urls[path[:end]] for end in ends if path[:end] in urls), None)


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
