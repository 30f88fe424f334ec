"""What is withheld and yet told: every trace of a draft, an embargoed or an expired article in the output.

The build cannot leave such a trace, for pages read nothing of a withheld article but where it would be. This
looks at the finished files all the same, and at output that is older than the moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from generator.manifest import STATE
from generator.model import Problem, Record, Severity
from generator.shapes import Status
from generator.urls import encode, output_path

TEXTS = (".html", ".json", ".opml", ".txt", ".webmanifest", ".xml")
LONG = 16  # characters from which a headline is not said by chance


class Withheld(Record, frozen=True):
    """An article that is not published, and what nothing but it would bring into the output."""

    source: str
    status: Status
    title: str
    url: str = ""  # "" where it has none yet
    lists: tuple[str, ...] = ()  # the URLs of the sections, series, tags and authors that it alone names
    pictures: tuple[str, ...] = ()  # the URLs of those that it alone shows


def leaks(output: Path, withheld: Iterable[Withheld]) -> Iterator[Problem]:
    """A problem for every withheld article and every file that tells of it."""
    files = _files(output)
    found = list(withheld)
    for each in found:
        for url in filter(None, (each.url, *each.lists, *each.pictures)):
            if output_path(url) in files:
                yield _leak(each, output_path(url), "it has a page or a file there")
    needles = _needles(found)
    if not needles:
        return
    pattern = re.compile(b"|".join(map(re.escape, sorted(needles, key=len, reverse=True))))
    for path in files:
        if path.endswith(TEXTS):
            for trace in dict.fromkeys(pattern.findall((output / path).read_bytes())):
                yield from _told(needles[trace], path, trace)


def _files(output: Path) -> dict[str, None]:
    """Every file in the output, whoever has put it there."""
    found = (path.relative_to(output).as_posix() for path in sorted(output.rglob("*")) if path.is_file())
    return dict.fromkeys(path for path in found if not path.startswith(f"{STATE}/"))


def _needles(withheld: Iterable[Withheld]) -> dict[bytes, Withheld]:
    """What to look for: addresses as files spell them, and headlines that are long enough."""
    found: dict[bytes, Withheld] = {}
    for each in withheld:
        for url in filter(None, (each.url, *each.lists, *each.pictures)):
            found |= {url.encode(): each, encode(url).encode(): each}
        if len(each.title) >= LONG:
            found |= {each.title.encode(): each, escape(each.title).encode(): each}
    return found


def _told(withheld: Withheld, path: str, trace: bytes) -> Iterator[Problem]:
    text = trace.decode()
    if text.startswith("/"):
        yield _leak(withheld, path, f"it holds {text}")
    else:
        message = f"This article is {withheld.status}, and {path} says its headline"
        cure = "Look whether somebody has written it there by hand"
        yield Problem(withheld.source, 1, 1, "withheld-headline", message, cure, Severity.WARNING)


def _leak(withheld: Withheld, path: str, what: str) -> Problem:
    message = f"This article is {withheld.status}, and {path} tells of it: {what}"
    cure = "Build again, and remove the file from the hosting too"
    return Problem(withheld.source, 1, 1, "leak", message, cure)
