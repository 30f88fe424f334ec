"""Every address that points into the site leads to a file, and every fragment to an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias
from urllib.parse import unquote

from generator.checks.addresses import Address, Target
from generator.checks.facts import Facts
from generator.checks.finding import Finding
from generator.model import Severity
from generator.redirects import Redirect
from generator.urls import output_path

_MARKS = ('"{}"', "'{}'", "({})", "url: {}")
_ALONE = re.compile(r"[\w.~/-]+", re.ASCII)  # a path that an address spells as the disk does
_TOP = ("", "top")  # fragments that every page has (HTML, section 7.4.6.4)

Found: TypeAlias = Iterator[tuple[str, Finding]]


class Links:
    """Judges the links of a site by all of its files. What one address comes to is found out once."""

    def __init__(
        self, files: Mapping[str, Facts], address: Address, redirects: tuple[Redirect, ...] = ()
    ) -> None:
        self._files = files
        self._address = address
        self._redirects = {output_path(each.source): each for each in redirects}
        self._ids: dict[str, frozenset[str]] = {}
        self._sound = set(self._plainly_there())
        self._dead: dict[str, Finding] = {}

    def dead(self) -> Found:
        """The findings for addresses that lead nowhere, with the files that hold them."""
        for path, facts in self._files.items():
            if self._sound.issuperset(facts.links):
                continue
            for written in facts.links:
                if written not in self._sound and (finding := self._finding(written, path)):
                    yield path, finding

    def _plainly_there(self) -> Iterator[str]:
        """The addresses of files as nearly all links spell them, from the root and in full."""
        home = self._address.base_url.removesuffix(self._address.base_path)
        for path in self._files:
            if path not in self._redirects and _ALONE.fullmatch(path):
                from_root = self._address.base_path + path
                if path == "index.html" or path.endswith("/index.html"):
                    from_root = from_root.removesuffix("index.html")
                yield from_root
                yield home + from_root

    def _finding(self, written: str, path: str) -> Finding | None:
        if not written.startswith(("/", "http")):
            return self._judge(written, path)
        # From the root or in full, an address means the same on every page.
        if written not in self._dead:
            finding = self._judge(written, path)
            if finding is None:
                self._sound.add(written)
                return None
            self._dead[written] = finding
        return self._dead[written]

    def _judge(self, written: str, path: str) -> Finding | None:
        target = self._address.target(written, path)
        if target is None:
            return None
        if not target.inside:
            cure = f"Write it with {self._address.base_path} before it, or in full if it is another site"
            return Finding("dead-link", f"`{written}` leads above the site", cure, (written,))
        redirect = self._redirects.get(target.path)
        if redirect is not None and redirect.target:
            return self._moved(written, redirect)
        if target.path not in self._files or redirect is not None:
            message, cure = f"`{written}` leads nowhere", "Mend the address, or remove the link"
            return Finding("dead-link", message, cure, self._spellings(written))
        return self._fragment(written, target)

    def _fragment(self, written: str, target: Target) -> Finding | None:
        if target.fragment in _TOP or target.fragment in self._ids_of(target.path):
            return None
        # What is no page has no places in it, but names for a part of it: `picture.svg#icon`, `film.mp4#t=5`.
        if not target.path.endswith(".html"):
            return None
        message = f"`{written}` names a place that is not in that page"
        spellings = (written, f"#{target.fragment}", f"#{written.partition('#')[2]}")
        return Finding("dead-fragment", message, "Mend what follows the #", spellings)

    def _moved(self, written: str, redirect: Redirect) -> Finding:
        message = f"`{written}` leads to {redirect.target} by a redirect"
        cure = f"Write {redirect.target}, and spare readers the way round"
        spelled = self._spellings(written)
        return Finding("redirected-link", message, cure, spelled, Severity.WARNING)

    def _spellings(self, written: str) -> tuple[str, ...]:
        """How an address may stand in a source: in full, from the root of the site, decoded."""
        below = written.removeprefix(self._address.base_url.rstrip("/"))
        if below == written:
            below = written.removeprefix(self._address.base_path.rstrip("/"))
        found = dict.fromkeys((written, unquote(written), below, unquote(below)))
        # As a link has it, before the address alone, which a redirect may name as well.
        marked = (mark.format(each) for each in found for mark in _MARKS)
        return (*marked, *found)

    def _ids_of(self, path: str) -> frozenset[str]:
        if path not in self._ids:
            self._ids[path] = frozenset(self._files[path].ids)
        return self._ids[path]


def wrong_sizes(files: Mapping[str, Facts], sizes: Mapping[str, int], address: Address) -> Found:
    """The findings for recordings that feeds give another size than their files have."""
    for path, facts in files.items():
        for each in facts.enclosures:
            size = sizes.get(address.file(each.url))
            if size is not None and size != each.length:
                message = f"A feed says that {each.url} has {each.length} bytes, and it has {size}"
                yield path, Finding("feed-enclosure", message, "Build again", page=each.page)
