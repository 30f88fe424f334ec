"""Static files: what each is called in the output.

Style sheets and fonts get the digest of their bytes into their name, so that a browser may keep them
for ever; what a style sheet refers to by `url()` is renamed with it. All other files keep their names.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping

from generator.urls import url_of_path

FINGERPRINTED = frozenset((".css", ".woff", ".woff2"))
# On bytes: a style sheet may be in any encoding that has ASCII in its place.
_URL = re.compile(rb"""url\(\s*(["']?)([^"')\s]+)\1\s*\)""")


def fingerprint(
    files: Mapping[str, bytes], accents: tuple[str, str] = ("", "")
) -> dict[str, tuple[str, bytes]]:
    """From the path of each static file to its URL and its bytes.

    `accents`, two CSS colours for light and for dark, become those of `site.css`.
    """
    done: dict[str, tuple[str, bytes]] = {}
    for path in sorted(files, key=lambda path: (path.endswith(".css"), path)):
        data = files[path]
        if path.endswith(".css"):
            data += _accent(*accents) if accents[0] and path == "site.css" else b""
            data = _URL.sub(_renamed(path, done), data)
        done[path] = (_url(path, data), data)
    return done


def _accent(light: str, dark: str) -> bytes:
    return f"\n:root {{ --accent: {light}; --accent-dark: {dark}; }}\n".encode()


def _renamed(sheet: str, done: Mapping[str, tuple[str, bytes]]) -> Callable[[re.Match[bytes]], bytes]:
    """Replaces a reference by the name that the file has in the output, relative to the sheet."""
    folder = posixpath.dirname(sheet)

    def replace(found: re.Match[bytes]) -> bytes:
        target = found[2].decode("utf-8", "surrogateescape")
        path = posixpath.normpath(posixpath.join(folder, target))
        if path not in done:
            return found[0]
        return f'url("{posixpath.relpath(done[path][0].lstrip("/"), folder or ".")}")'.encode()

    return replace


def _url(path: str, data: bytes) -> str:
    stem, suffix = posixpath.splitext(path)
    if suffix not in FINGERPRINTED:
        return url_of_path(path)
    return url_of_path(f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}{suffix}")
