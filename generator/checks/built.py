"""The built site as the rules see it: its files, its addresses, and its pages, each parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.manifest import read_manifest
from generator.model import Record
from generator.urls import served_file


class BuiltPage(Record, frozen=True):
    """One HTML file of the output."""

    path: str  # below the output folder
    source: str  # the article that it is the page of, "" for lists and the like
    html: LexborHTMLParser


class Target(Record, frozen=True):
    """Where an address in a page leads to."""

    path: str  # a file of the output
    fragment: str
    inside: bool = True  # below the base path of the site


class BuiltSite:
    """The output folder of a build."""

    def __init__(self, output: Path) -> None:
        self._output = output
        manifest = read_manifest(output)
        self._sources = {
            path: owned.source for path, owned in manifest.files.items() if (output / path).is_file()
        }
        self._base_url = manifest.base_url
        self._home = urlsplit(manifest.base_url)
        self._ahead: dict[str, BuiltPage] = {}  # parsed before their turn, for the ids in them
        self._ids: dict[str, frozenset[str]] = {}

    @property
    def empty(self) -> bool:
        return not self._sources

    @property
    def base_path(self) -> str:
        """The path of the site's address: `/`, or `/news/`."""
        return self._home.path

    def pages(self) -> Iterator[BuiltPage]:
        """Every page, in the order of paths; of each that has had its turn only the ids are kept."""
        for path in self._sources:
            if path.endswith(".html"):
                yield self._ahead.pop(path) if path in self._ahead else self._parse(path)

    def target(self, address: str, page: BuiltPage) -> Target | None:
        """Where an address in a page leads; None when it leaves the site. `ValueError`: it is no address."""
        parts = urlsplit(urljoin(f"{self._base_url}{quote(page.path)}", address))
        if (parts.scheme, parts.netloc) != (self._home.scheme, self._home.netloc):
            return None
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if f"{path}/" == self.base_path:
            path = self.base_path
        if path.startswith(self.base_path):
            return Target(served_file(path.removeprefix(self.base_path)), fragment)
        # In full it names a neighbour on the same host; from the root, a page that lacks the base path.
        return None if urlsplit(address).netloc else Target(path, fragment, inside=False)

    def has(self, path: str) -> bool:
        return path in self._sources

    def has_id(self, path: str, name: str) -> bool:
        """Whether an element of a page has an id; other files have none."""
        if path.endswith(".html") and path not in self._ids:
            self._ahead[path] = self._parse(path)
        return name in self._ids.get(path, ())

    def _parse(self, path: str) -> BuiltPage:
        page = BuiltPage(path, self._sources[path], LexborHTMLParser((self._output / path).read_bytes()))
        self._ids[path] = frozenset(node.attributes["id"] or "" for node in page.html.css("[id]"))
        return page
