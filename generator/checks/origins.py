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
        everywhere = len(paths) > 1 and not finding.page
        shared = self._in_shared(finding) if everywhere else None
        for number, path in enumerate(paths):
            source = self._sources.get(finding.page or path, "")
            found = shared
            if not found and source and number < MANY:
                found = self._in_article(source, finding)
            if not found and not everywhere:
                found = self._in_shared(finding)
            if not found and source and (finding.own or finding.field or finding.heading):
                found = source, 1, 1
            yield found or (f"{self._output.name}/{path}", 0, 0)

    def _in_article(self, path: str, finding: Finding) -> tuple[str, int, int] | None:
        """The place in an article: where its cause is written, else its heading, else its field."""
        places = self._places(path)
        line, column = self._written(places, finding)
        if not line and finding.heading:
            line, column = places.find_heading(finding.heading)
        if not line and finding.field:
            line, column = places.search(_field(finding.field))
        return (path, line, column) if line else None

    def _in_shared(self, finding: Finding) -> tuple[str, int, int] | None:
        """The place in what many pages are made of."""
        if finding.setting:
            line, column = self._places(CONFIG).search(_field(finding.setting))
            return CONFIG, line or 1, column or 1
        for path in self._shared if finding.written else ():
            line, column = self._written(self._places(path), finding)
            if line:
                return path, line, column
        return None

    def _written(self, places: Places, finding: Finding) -> Place:
        """The first place where the cause of a finding is written, by the first spelling that occurs."""
        found = (places.search(_whole(text)) for text in finding.written if text)
        return next((place for place in found if place != _NOWHERE), _NOWHERE)

    @cached_property
    def _shared(self) -> tuple[str, ...]:
        """The files that many pages are made of: those of the site, which its people can mend."""
        found = (path for pattern in SHARED for path in sorted(self._root.glob(pattern)))
        return tuple(path.relative_to(self._root).as_posix() for path in found)

    def _read(self, path: str) -> Places:
        file = self._root / path
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        return Places(text, 1)


def _field(name: str) -> str:
    """The pattern of a field of YAML or TOML at the beginning of a line."""
    return rf"(?m)^[\"']?{re.escape(name)}[\"']?\s*[:=]"


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
