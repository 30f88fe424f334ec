"""What of an output goes to a host: each file with its place in the order, and what it is there."""

from __future__ import annotations

import hashlib
import posixpath
import re
from enum import IntEnum

from generator.model import Record

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
"""Media types by the endings of names (https://www.iana.org/assignments/media-types)."""

_BY_NAME = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json",
}
_MACHINES = re.compile(
    r"(?:.*/)?(?:feed\.xml|atom\.xml|feed\.json)|sitemap[^/]*\.xml|sitemaps/.*|feeds/feeds\.opml|robots\.txt"
)
_RULES = ("_redirects", "_headers")  # of the host
_FINGERPRINT = re.compile(r".*\.[0-9a-f]{10,}\.[a-z0-9]+")
_TEXTS = frozenset(
    (".html", ".css", ".js", ".mjs", ".xml", ".xsl", ".json", ".webmanifest", ".opml", ".txt", ".svg")
)
FOR_EVER = "public, max-age=31536000, immutable"


class Phase(IntEnum):
    """The order in which files travel, so that whoever follows a link finds what it leads to."""

    ASSET = 0  # style sheets, fonts, pictures, and whatever else a page may name
    NEW = 1  # pages and feeds that nobody links to yet
    PAGE = 2
    MACHINE = 3  # feeds, sitemaps, rules for the host: they name pages
    HOME = 4


class Item(Record, frozen=True):
    """One file of the output, or a compressed form of one."""

    path: str  # at the host
    mark: str  # what tells its bytes, and how it is given out
    source: str  # the file below the output folder
    digest: str  # SHA-256 of that file, hexadecimal
    story: bool = False  # the page of an article: when it goes, somebody wants it gone
    encoding: str = ""  # `gz`, `br` or `zst` for a compressed form
    location: str = ""  # of an object that is nothing but a redirect: where it leads


def mark(digest: str, treatment: str = "") -> str:
    """128 bits of a SHA-256, and of the way in which the file is treated where that is its own."""
    if not treatment:
        return digest[:32]
    return f"{digest[:32]}-{hashlib.sha256(treatment.encode()).hexdigest()[:8]}"


def phase(path: str, is_new: bool) -> Phase:
    """When a file travels. A compressed form travels with its file."""
    if path == "index.html":
        return Phase.HOME
    if path in _RULES:
        return Phase.MACHINE
    if path.endswith(".html"):
        return Phase.NEW if is_new else Phase.PAGE
    if _MACHINES.fullmatch(path):
        return Phase.NEW if is_new else Phase.MACHINE
    return Phase.ASSET


def media_type(path: str) -> str:
    name = posixpath.basename(path)
    return _BY_NAME.get(name) or TYPES.get(posixpath.splitext(name)[1].lower(), "application/octet-stream")


def is_text(path: str) -> bool:
    """Whether a file is worth to be compressed."""
    return posixpath.splitext(path)[1].lower() in _TEXTS


def cache_control(path: str, page_cache: int) -> str:
    """For how long a browser may keep a file without asking: for ever where its name tells its bytes."""
    if _FINGERPRINT.fullmatch(path):
        return FOR_EVER
    if path.endswith(".html") or _MACHINES.fullmatch(path):
        return f"public, max-age={page_cache}, must-revalidate"
    return f"public, max-age={max(page_cache, 3600)}"
