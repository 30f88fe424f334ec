"""What is wrong with an output in the midst of its publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

HOME = "https://example.org/"
Files = Mapping[str, bytes]
_ADDRESS = re.compile(rb"https://example\.org/[^\"'<>\s\]&\\]*")
ENTRANCES = ("index.html", "404.html", "robots.txt")
"""Where readers and machines come in, beside the pages that stay."""


def complaints(now: Files, old: Files, new: Files) -> list[str]:
    """Torn and missing files, and links that lead nowhere from where somebody can come to."""
    found = [f"{path} is torn" for path in now if now[path] not in (old.get(path), new.get(path))]
    found += [f"{path} is missing" for path in old.keys() & new.keys() - now.keys()]
    return [*found, *dead(now, (old.keys() & new.keys()) or {"index.html"})]


def dead(now: Files, staying: set[str]) -> list[str]:
    """The links that lead nowhere, and all pictures and style sheets that are missing from any page."""
    found = [
        f"{path} shows {target}, which is missing"
        for path in now
        if path.endswith(".html")
        for target, is_shown in _targets(path, now[path])
        if is_shown and target not in now
    ]
    left = [path for path in {*staying, *(ENTRANCES if staying - {"index.html"} else ())} if path in now]
    seen = set(left)
    while left:
        path = left.pop()
        for target, _ in _targets(path, now[path]):
            if target not in now:
                found.append(f"{path} leads to {target}, which is missing")
            elif target not in seen:
                seen.add(target)
                left.append(target)
    return found


_known: dict[tuple[str, bytes], tuple[tuple[str, bool], ...]] = {}


def _targets(path: str, data: bytes) -> tuple[tuple[str, bool], ...]:
    """The files to which one leads, and whether it shows them."""
    if not path.endswith((".html", ".xml", ".json", ".txt")):
        return ()
    key = path, data
    if key not in _known:
        addresses = _of_page(data) if path.endswith(".html") else _of_text(data)
        here = urljoin(HOME, path.removesuffix("index.html"))
        _known[key] = tuple(dict.fromkeys(_files(here, addresses)))
    return _known[key]


def _files(here: str, addresses: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    for address, is_shown in addresses:
        full = urljoin(here, address.strip())
        if full.startswith(HOME):
            path = unquote(urlsplit(full).path).lstrip("/")
            yield (f"{path}index.html" if path.endswith("/") or not path else path), is_shown


def _of_page(data: bytes) -> Iterator[tuple[str, bool]]:
    for node in LexborHTMLParser(data.decode()).css("[href], [src], [srcset]"):
        given = node.attributes
        is_sheet = node.tag == "link" and (given.get("rel") or "") in ("stylesheet", "icon", "preload")
        yield given.get("href") or "", is_sheet
        yield given.get("src") or "", True
        for each in (given.get("srcset") or "").split(","):
            yield each.strip().split(" ")[0], True


def _of_text(data: bytes) -> Iterator[tuple[str, bool]]:
    for address in _ADDRESS.findall(data):
        yield address.decode(), False
