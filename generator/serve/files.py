"""The file of a URL path, as a static host finds it, and never one outside the output folder."""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from pathlib import Path
from posixpath import splitext
from urllib.parse import unquote

from generator.ground import is_own

INDEX = "index.html"
NOT_FOUND = "404.html"
RULES = ("_redirects", "_headers")  # what a host obeys, and shows to nobody

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".xsl": "application/xslt+xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".opml": "text/x-opml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".vtt": "text/vtt",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".m4a": "audio/mp4",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
}
"""The same on every machine; for all others the list that Python has is asked, and not the machine's."""
_TEXTS = ("application/json", "application/manifest+json", "image/svg+xml")
_OTHERS = mimetypes.MimeTypes()
_UNHEARD = re.compile(r"[\x00-\x1f\x7f\\]")  # in no name of a published file


def content_type(name: str) -> str:
    """The media type of a file; with the charset where it is text."""
    suffix = splitext(name)[1].lower()
    kind = TYPES.get(suffix) or _OTHERS.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json")) or kind in _TEXTS
    return f"{kind}; charset=utf-8" if is_text else kind


def name_of(path: str, base_path: str = "") -> str | None:
    """The name below the output of a URL path as it was sent; None where no file can have it.

    A path that ends in `/` is that of an `index.html`. The path is decoded once, as hosts do: what is
    encoded twice is the name of a file with a per cent sign.
    """
    try:
        decoded = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    base = unquote(base_path)
    if not decoded.startswith(f"{base}/") or _UNHEARD.search(decoded):
        return None
    parts = decoded.removeprefix(base).split("/")[1:]
    if not parts[-1]:
        parts[-1] = INDEX
    return None if any(map(_is_hidden, parts)) or parts[0] in RULES else "/".join(parts)


def _is_hidden(part: str) -> bool:
    """Whether a part of a path is none of a published file: the manifest's folder, a file being written."""
    return part in ("", ".", "..") or is_own(part)


def file_of(output: Path, name: str) -> Path | None:
    """The file or folder of a name; None where there is none, or where a link leads out of the output."""
    file = output / name
    try:
        mode = _plain(output, name)
        if mode is None:
            root, file = output.resolve(), file.resolve()
            mode = file.stat().st_mode
            if not file.is_relative_to(root) or any(map(_is_hidden, file.relative_to(root).parts)):
                return None
    except (OSError, RuntimeError, ValueError):  # not there, in a circle, or a name that no disk can hold
        return None
    return file if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else None


def _plain(output: Path, name: str) -> int | None:
    """The mode of a file to which no link leads below the output, by few looks at the disk; None else.

    At each of them a request may have to wait for the thread that builds. Windows has more kinds of links,
    and short names.
    """
    place, mode = str(output), 0
    for part in name.split("/") if os.name == "posix" else ():
        place = f"{place}/{part}"
        mode = os.lstat(place).st_mode
        if stat.S_ISLNK(mode):
            return None
    return mode or None


def has_file(output: Path, name: str) -> bool:
    """Whether there is a file of a name, by one look at the disk: nothing is given out on its word."""
    try:
        return (output / name).is_file()
    except OSError:  # a name that no disk can hold
        return False
