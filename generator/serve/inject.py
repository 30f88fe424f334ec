"""The client's tags, put into a page as it is sent; the file on disk stays as it is published."""

from __future__ import annotations

import hashlib
import re
from html import escape

ROOM = "/_broadsheet/"

# Each begins with what re looks for by itself, which one pattern for both does not: ten times as fast.
_FINGERPRINT = re.compile(rb"\.[0-9a-f]{10}(?=\.[a-z0-9]+\b)")
_BLURRED = re.compile(rb"(\"data:image/webp;base64,)[\w+/=]+")
_PLACES = (re.compile(rb"</head\s*>", re.IGNORECASE), re.compile(rb"</body\s*>", re.IGNORECASE))


def version(html: bytes) -> str:
    """What tells a page from what it was before: two digests with a dot between.

    The first is the same whatever the fingerprints of its style sheets and pictures are, which can be taken
    up without loading the page again; the second is that of all its bytes.
    """
    lasting = _BLURRED.sub(rb"\1", _FINGERPRINT.sub(b"", html))
    return f"{_digest(lasting)}.{_digest(html)}"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def with_client(html: bytes, name: str) -> bytes:
    """A page with the client, at the end of its head.

    `name` is that of its file below the output, `""` where there is none and this is the page that says so.
    The client compares it with the names of what has changed.
    """
    tags = (
        f'<meta name="broadsheet-page" content="{escape(name)}">\n'
        f'<meta name="broadsheet-version" content="{version(html)}">\n'
        f'<script type="module" src="{ROOM}client.js"></script>\n'
    ).encode()
    for place in _PLACES:
        if found := place.search(html):
            return html[: found.start()] + tags + html[found.start() :]
    return html + tags
