"""The built site as the rules see it: its files, and its pages parsed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.model import Problem, Record, Severity
from generator.output import Manifest, read_manifest
from generator.urls import output_path


class BuiltPage(Record, frozen=True):
    """One HTML file of the output."""

    path: str  # below the output folder
    source: str  # the article that it is the page of, "" for lists and the like
    html: LexborHTMLParser


class BuiltSite:
    """The output folder of a build, and the site folder that its pages come from."""

    def __init__(self, root: Path, output: Path) -> None:
        self._root = root
        self._output = output
        self._manifest: Manifest = read_manifest(output)
        self._home = urlsplit(self._manifest.base_url)
        self._ids = lru_cache(maxsize=None)(self._read_ids)

    @property
    def empty(self) -> bool:
        return not self._manifest.files

    def pages(self) -> Iterator[BuiltPage]:
        for path, owned in self._manifest.files.items():
            if path.endswith(".html"):
                yield BuiltPage(path, owned.source, self._parse(path))

    def target(self, address: str, page: BuiltPage) -> tuple[str, str] | None:
        """The file and the fragment that an address in a page leads to; None when it leaves the site."""
        here = f"{self._manifest.base_url}{page.path}"
        parts = urlsplit(urljoin(here, address))
        if (parts.scheme, parts.netloc) != (self._home.scheme, self._home.netloc):
            return None
        path = unquote(parts.path)
        if not path.startswith(self._home.path):
            return path, ""  # on this host, but above the site: no file of the output
        return output_path(path.removeprefix(self._home.path)), unquote(parts.fragment)

    def has(self, path: str) -> bool:
        return path in self._manifest.files

    def has_id(self, path: str, name: str) -> bool:
        return name in self._ids(path)

    def problem(
        self,
        page: BuiltPage,
        needle: str,
        rule: str,
        message: str,
        cure: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A finding, at the line of the source that holds `needle`, or at the page when nothing does."""
        if not page.source:
            return Problem(f"{self._output.name}/{page.path}", 0, 0, rule, message, cure, severity)
        text = (self._root / page.source).read_text(encoding="utf-8", errors="replace")
        at = text.find(needle) if needle else -1
        line = text.count("\n", 0, at) + 1 if at >= 0 else 0
        column = at - text.rfind("\n", 0, at) if at >= 0 else 0
        return Problem(page.source, line, column, rule, message, cure, severity)

    def _parse(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self._output / path).read_text(encoding="utf-8"))

    def _read_ids(self, path: str) -> frozenset[str]:
        if not path.endswith(".html"):
            return frozenset()
        return frozenset(node.attributes["id"] or "" for node in self._parse(path).css("[id]"))
