"""A finding in a built page, and the way back from it to the line that somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from generator.checks.built import BuiltPage
from generator.model import Problem, Record, Severity
from generator.readers.markdown.places import Place, Places

CONFIG = "site.yaml"


class Finding(Record, frozen=True):
    """What a rule found in a page. `written` are the spellings that its cause may have in a source."""

    rule: str
    message: str
    cure: str
    written: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


class Origins:
    """Finds where in the sources of a site a finding comes from: its article, else `site.yaml`."""

    def __init__(self, root: Path, output: Path) -> None:
        self._root = root
        self._output = output
        self._places = cache(self._read)

    def problem(self, finding: Finding, page: BuiltPage) -> Problem:
        """The problem at the line that holds one of the spellings, or at the page when none does."""
        for path in filter(None, (page.source, CONFIG)):
            line, column = self._find(path, finding.written)
            if line:
                return _problem(finding, path, line, column)
        return _problem(finding, f"{self._output.name}/{page.path}", 0, 0)

    def _find(self, path: str, spellings: Iterable[str]) -> Place:
        places = self._places(path)
        found = (places.search(_whole(text)) for text in spellings if text)
        return next((place for place in found if place != (0, 0)), (0, 0))

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
