"""Frames of other sites (`<iframe>`) inside articles: only from the hosts that `site.yaml` trusts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

from generator.readers.markdown.html import ATTRIBUTES as ANY_ATTRIBUTES
from generator.readers.markdown.html import parse_attributes, write_attributes

ATTRIBUTES = frozenset({"allowfullscreen", "height", "src", "title", "width"})

SANDBOX = "allow-forms allow-popups allow-presentation allow-same-origin allow-scripts"
"""What players and maps need. Left out: moving the reader's page elsewhere, and downloads."""

_FRAME = re.compile(rf"<iframe({ANY_ATTRIBUTES})>[^<]*(?:<(?!/iframe)[^<]*)*</iframe>")


def source_filter(hosts: tuple[str, ...]) -> Callable[[str, str, str], str | None]:
    """A filter for `nh3` that keeps the address of a frame only over https and from one of the hosts."""
    trusted = frozenset(host.lower() for host in hosts)

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if tag == "iframe" and attribute == "src" and not _is_trusted(value, trusted):
            return None
        return value

    return keep


def _is_trusted(address: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc.lower() in hosts


def finish(html: str) -> str:
    """Frames that lost their address go; the others load late, in a sandbox, and have a name."""
    return _FRAME.sub(lambda match: _frame(match[1]), html)


def _frame(written: str) -> str:
    attributes = parse_attributes(written)
    if "src" not in attributes:
        return ""
    attributes.setdefault("title", urlsplit(unescape(attributes["src"])).netloc)
    attributes.update(loading="lazy", sandbox=SANDBOX)
    return f"<iframe{write_attributes(attributes)}></iframe>"
