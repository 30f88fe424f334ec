"""The way back from a finding in the output to the line that somebody wrote: in an article, in the settings,
in a template or a style sheet of the site's own.

What stands on one page is looked for in its article first, what stands on several in what they share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec

from generator.checks.finding import Finding
from generator.model import Problem
from generator.readers.markdown.places import Place, Places

CONFIG = "site.yaml"
SHARED = (CONFIG, "front*.yaml", "templates/**/*.html", "templates/**/*.xml", "static/**/*.css")
MANY = 50
"""Pages on which a finding stands after which the articles of no more of them are looked into."""

_NOWHERE = (0, 0)

Found = tuple[str, Finding]
"""A finding with the file of the output that it was found in."""


class Origins:
    """Finds where in the sources of a site findings come from.

    `sources` has the article of each file of the output that is the page of one.
    """

    def __init__(self, root: Path, output: Path, sources: Mapping[str, str]) -> None:
        self._root = root
        self._output = output
        self._sources = sources
        self._places = cache(self._read)

    def problems(self, found: Iterable[Found]) -> Iterator[Problem]:
        """One problem for each cause, at its line; at a file of the output where no line is found."""
        causes: dict[Finding, list[str]] = defaultdict(list)
        for path, finding in found:
            causes[finding].append(path)
        for finding, paths in causes.items():
            yield from merged(_problem(finding, *place) for place in self._of(finding, paths))

    def _of(self, finding: Finding, paths: list[str]) -> Iterator[tuple[str, int, int]]:
        """The place of a finding on some pages."""
        shared = self._in(self._shared, finding) if len(paths) > 1 else None
        for number, path in enumerate(paths):
            if shared:
                yield shared
                continue
            source = self._sources.get(finding.page or path, "")
            places = [source] if source and number < MANY else []
            found = self._in(places, finding) or self._in(self._shared if len(paths) == 1 else (), finding)
            if found:
                yield found
            elif source and (finding.own or finding.field or finding.heading):
                yield source, 1, 1
            else:
                yield f"{self._output.name}/{path}", 0, 0

    def _in(self, files: Iterable[str], finding: Finding) -> tuple[str, int, int] | None:
        for path in files:
            line, column = self._find(self._places(path), finding)
            if line:
                return path, line, column
        return None

    def _find(self, places: Places, finding: Finding) -> Place:
        """The first place where the cause of a finding is written."""
        found = (places.search(_whole(text)) for text in finding.written if text)
        place = next((place for place in found if place != _NOWHERE), _NOWHERE)
        if place == _NOWHERE and finding.heading:
            place = places.find_heading(finding.heading)
        if place == _NOWHERE and finding.field:
            place = places.search(rf"(?m)^[\"']?{re.escape(finding.field)}[\"']?\s*[:=]")
        return place

    @cached_property
    def _shared(self) -> tuple[str, ...]:
        """The files that many pages are made of: those of the site, which its people can mend."""
        found = (path for pattern in SHARED for path in sorted(self._root.glob(pattern)))
        return tuple(path.relative_to(self._root).as_posix() for path in found)

    def _read(self, path: str) -> Places:
        file = self._root / path
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        return Places(text, 1)


def _whole(text: str) -> str:
    """The pattern of a spelling that is no part of a longer one; a fragment may follow an address."""
    before = "" if text.startswith("#") else r"(?<![\w/.-])"
    return rf"{before}{re.escape(text)}(?![\w/-])"


def _problem(finding: Finding, path: str, line: int, column: int) -> Problem:
    return Problem(path, line, column, finding.rule, finding.message, finding.cure, finding.severity)


def merged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for each place and cause: what stands in a menu or a template stands on many pages."""
    causes: dict[tuple[str, int, str, str], list[Problem]] = {}
    for each in problems:
        place = each.path if each.line else ""
        causes.setdefault((place, each.line, each.rule, each.message), []).append(each)
    for first, *others in causes.values():
        more = f", here and on {len(others)} more page{'s'[: len(others) > 1]}" if others else ""
        yield msgspec.structs.replace(first, message=first.message + more)
