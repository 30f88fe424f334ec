"""Static files: what each is called in the output.

Style sheets and fonts get the digest of their bytes into their name, so that a browser may keep them
for ever; what a style sheet refers to by `url()` is renamed with it. All other files keep their names.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping

from generator.model import Record
from generator.urls import url_of_path

FINGERPRINTED = frozenset((".css", ".woff", ".woff2"))
# On bytes: a style sheet may be in any encoding that has ASCII in its place.
_URL = re.compile(rb"""url\(\s*(["']?)([^"')\s]+)\1\s*\)""")


class Asset(Record, frozen=True):
    """A static file in the output."""

    url: str
    digest: str  # SHA-256 of its bytes there, hexadecimal
    data: bytes | None = None  # of a style sheet, which is not as it lies in `static/`


def fingerprint(
    digests: Mapping[str, str], sheets: Mapping[str, bytes], accents: tuple[str, str] = ("", "")
) -> dict[str, Asset]:
    """Every static file in the output, by its path below `static/`.

    `digests` has the SHA-256 of each file, hexadecimal, and `sheets` the bytes of the style sheets.
    The sheets lose their comments and white space, but for comments that begin with `/*!`.
    `accents`, two CSS colours for light and for dark, become those of `site.css`.
    """
    from rcssmin import cssmin  # type: ignore[import-untyped]

    done: dict[str, Asset] = {}
    for path in sorted(digests, key=lambda path: (path in sheets, path)):
        if path not in sheets:
            done[path] = Asset(_url(path, digests[path]), digests[path])
            continue
        data = sheets[path] + (_accent(*accents) if accents[0] and path == "site.css" else b"")
        data = _URL.sub(_renamed(path, done), cssmin(data, keep_bang_comments=True))
        digest = hashlib.sha256(data).hexdigest()
        done[path] = Asset(_url(path, digest), digest, data)
    return done


def _accent(light: str, dark: str) -> bytes:
    return f"\n:root {{ --accent: {light}; --accent-dark: {dark}; }}\n".encode()


def _renamed(sheet: str, done: Mapping[str, Asset]) -> Callable[[re.Match[bytes]], bytes]:
    """Replaces a reference by the name that the file has in the output, relative to the sheet."""
    folder = posixpath.dirname(sheet)

    def replace(found: re.Match[bytes]) -> bytes:
        target = found[2].decode("utf-8", "surrogateescape")
        path = posixpath.normpath(posixpath.join(folder, target))
        if path not in done:
            return found[0]
        return f'url("{posixpath.relpath(done[path].url.lstrip("/"), folder or ".")}")'.encode()

    return replace


def _url(path: str, digest: str) -> str:
    stem, suffix = posixpath.splitext(path)
    if suffix not in FINGERPRINTED:
        return url_of_path(path)
    return url_of_path(f"{stem}.{digest[:10]}{suffix}")
