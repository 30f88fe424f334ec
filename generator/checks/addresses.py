"""The address of a site, and whether another one leads into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import quote, unquote, urljoin, urlsplit

from generator.model import Record
from generator.urls import served_file

_END = r"""[^\s"'<>()\\?#&]*"""  # of an address, before a query or a fragment
_BEFORE = r"[\w.~%/:<-]"  # what no address from the root follows on
_PLAIN = re.compile(r"/[!$-.0-;=@-Z_a-z~/]*(?:#[!$-;=?-Z_a-z~]*)?")  # what all agree on
_WEB = ("http", "https")


class Target(Record, frozen=True):
    """Where an address in a page leads to."""

    path: str  # a file of the output
    fragment: str
    inside: bool = True  # below the base path of the site


class Address:
    """The address that a site was built for, such as `https://example.org/news/`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._home = urlsplit(base_url)

    @property
    def base_path(self) -> str:
        """The path of the site's address: `/`, or `/news/`."""
        return self._home.path

    def of(self, path: str) -> str:
        """The full address of a file of the output."""
        return f"{self.base_url}{quote(path)}".removesuffix("index.html")

    def file(self, url: str) -> str:
        """The file of the output that a full address leads to; "" where it leads elsewhere or is none."""
        try:
            target = self.target(url, "")
        except ValueError:
            return ""
        return target.path if target and target.inside else ""

    def target(self, address: str, path: str) -> Target | None:
        """Where an address in a file leads; None when it leaves the site. `ValueError`: it is no address."""
        plain = self._plain(address)
        if plain:
            place, _, fragment = plain.partition("#")
        else:
            parts = urlsplit(urljoin(f"{self.base_url}{quote(path)}", address))
            if (parts.scheme, parts.netloc) != (self._home.scheme, self._home.netloc):
                return None
            place, fragment = parts.path, parts.fragment
        path, fragment = unquote(place), unquote(fragment)
        if f"{path}/" == self.base_path:
            path = self.base_path
        if path.startswith(self.base_path):
            return Target(served_file(path.removeprefix(self.base_path)), fragment)
        # In full it names a neighbour on the same host; from the root, a page that lacks the base path.
        return None if urlsplit(address).netloc else Target(path, fragment, inside=False)

    def _plain(self, address: str) -> str:
        """An address from the root, or in full, without its host, where nothing is to be resolved in it:
        nearly all are of that kind, and the standard library takes its time. Else ""."""
        start = len(self.base_url) - len(self.base_path)
        rest = address[start:] if address.startswith(self.base_url) else address
        is_plain = _PLAIN.fullmatch(rest) and rest[1:2] != "/" and "/." not in rest
        return rest if is_plain else ""

    def below(self, written: str) -> str:
        """The path of an address in full or from the root, without base path, query and fragment; else ""."""
        path = written.partition("#")[0].partition("?")[0]
        for start in (self.base_url, self.base_path):
            if path.startswith(start):
                return path[len(start) - 1 :]
        return ""

    def parted(self, addresses: Iterable[str], path: str) -> tuple[list[str], list[str], list[str]]:
        """Addresses in a file, each once: those that lead into the site, those that leave it, and others
        that are none. Of those that leave only the web's are given, without their fragments."""
        inside: list[str] = []
        outside: dict[str, None] = {}
        wrong: list[str] = []
        for address in dict.fromkeys(addresses):
            if address.startswith(("#", self.base_url)) or (address[:1] == "/" and address[1:2] != "/"):
                inside.append(address)
                continue
            try:
                target = self.target(address, path)
                if target is not None:
                    inside.append(address)
                elif (parts := urlsplit(self._full(address))).scheme in _WEB and parts.hostname:
                    outside[self._full(address).partition("#")[0]] = None
            except ValueError:
                wrong.append(address)
        return inside, list(outside), wrong

    def _full(self, address: str) -> str:
        return f"{self._home.scheme}:{address}" if address.startswith("//") else address.strip()

    def told(self, text: str) -> Iterator[str]:
        """The addresses of the site in a text, each once, as `below` gives them."""
        return (f"/{found}" for found in dict.fromkeys(self._pattern.findall(text)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What lies below the address of the site, in full or from the root.

        It begins with a slash and looks back from there, which is several times as quick.
        """
        full, root = re.escape(self.base_url), re.escape(self.base_path)
        behind = rf"(?<={root})(?<!{_BEFORE}{root})"
        return re.compile(rf"/(?:(?<={full})|{behind})({_END})")
