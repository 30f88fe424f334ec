"""The client's tags, put into a page as it is sent; the file on disk stays as it is published."""

from __future__ import annotations

import hashlib
import re
from html import escape

ROOM = "/_broadsheet/"

_FINGERPRINT = re.compile(rb"\.[0-9a-f]{10}(?=\.[a-z0-9]+\b)")
_PLACES = (re.compile(rb"</head\s*>", re.IGNORECASE), re.compile(rb"</body\s*>", re.IGNORECASE))


def version(html: bytes) -> str:
    """What tells a page from what it was before, whatever the names of its style sheets and pictures are."""
    return hashlib.blake2b(_FINGERPRINT.sub(b"", html), digest_size=8).hexdigest()


def with_client(html: bytes, name: str) -> bytes:
    """A page with the client, at the end of its head.

    `name` is that of its file below the output, `""` where there is none and this is the page that says so.
    The client compares it with the names of what has changed.
    """
    tags = (
        f'<meta name="broadsheet-page" content="{escape(name)}">\n'
        f'<meta name="broadsheet-version" content="{version(html)}">\n'
        f'<script src="{ROOM}client.js" defer></script>\n'
    ).encode()
    for place in _PLACES:
        if found := place.search(html):
            return html[: found.start()] + tags + html[found.start() :]
    return html + tags
