"""What an output publishes: the addresses that go into the ledger, and the redirects that were compiled."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from generator.kinds import suffix
from generator.ledger.lines import Ledger, Line
from generator.manifest import STATE, Manifest, read_manifest
from generator.pictures.names import SUFFIXES
from generator.redirects import Redirect
from generator.urls import output_path, url_of_path

REDIRECTS = "redirects.jsonl"
"""The redirects of an output, beside its manifest: one JSON value a line."""

_FINGERPRINTED = re.compile(r"\.[0-9a-f]{10,}\.[a-z0-9]+$")
_OF_THE_HOST = frozenset(("_redirects", "_headers", "404.html", "410.html", "CNAME", ".nojekyll"))
_REDIRECT = msgspec.json.Decoder(Redirect)


def is_lasting(path: str) -> bool:
    """Whether the address of a file goes into the ledger.

    It does unless it is a picture or a fingerprinted file, which only the pages of their time name, or one
    that hosts read and no reader opens.
    """
    name = path.rsplit("/", 1)[-1]
    return path not in _OF_THE_HOST and suffix(path) not in SUFFIXES and not _FINGERPRINTED.search(name)


def url_of(path: str) -> str:
    """The URL under which a file of the output is published: `a/index.html` is `/a/`."""
    url = url_of_path(path)
    return url.removesuffix("index.html") if url.endswith("/index.html") else url


def published(manifest: Manifest, redirects: tuple[Redirect, ...]) -> Ledger:
    """The lines that an output adds to a ledger. What only tells that a page has moved or gone is no page."""
    not_there = {output_path(each.source) for each in redirects}
    lines = (
        Line(url_of(path), owned.source, *_parted(owned.identity))
        for path, owned in manifest.files.items()
        if path not in not_there and is_lasting(path)
    )
    return Ledger(tuple(sorted(lines)), (manifest.permalink,) if manifest.permalink else ())


def _parted(identity: str) -> tuple[str, str]:
    digest, _, key = identity.partition(" ")
    return digest, key


def published_in(output: Path) -> Ledger:
    """The lines that the output in a folder adds to a ledger."""
    return published(read_manifest(output), read_redirects(output))


def read_redirects(output: Path) -> tuple[Redirect, ...]:
    """The redirects of the last published build; empty where there are none."""
    try:
        lines = (output / STATE / REDIRECTS).read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(_REDIRECT.decode(line) for line in lines)
