"""Which addresses may stand in what is published: the one place that decides, for texts, fields and pages.

A reader gets to the web, to mail, to a telephone, or to another page of the site. Every other scheme
(`javascript:`, `data:`, `vbscript:`, `file:`) either runs what an article holds or leads nowhere.
"""

from __future__ import annotations

import re

SCHEMES = ("http", "https", "mailto", "tel")

OUTSIDE = r"(?:https?://|mailto:|tel:)"
"""Pattern for the beginning of an address that leaves the site. Schemes have no case (RFC 3986, 3.1)."""

ANY = r"[a-z][a-z0-9+.-]*:"
"""Pattern for any scheme."""

_OUTSIDE = re.compile(rf"{OUTSIDE}|#", re.IGNORECASE)
_ANY = re.compile(ANY, re.IGNORECASE)
_AROUND = "".join(map(chr, range(33)))  # what a browser takes off either end
_WITHIN = re.compile("[\t\n\r]")  # what it takes out of the middle


def is_external(url: str) -> bool:
    """Whether an address is already all that a browser needs: it leaves the site, or stays on its page."""
    return url[:1] != "/" and _OUTSIDE.match(url) is not None


def trimmed(address: str) -> str:
    """An address without what a browser takes off either end of it, and no more.

    `str.strip` would take more: a no-break space hides the scheme that stands behind it.
    """
    return address.strip(_AROUND)


def scheme_of(address: str) -> str:
    """The scheme that a browser finds in an address, in small letters; "" for one relative to its page.

    As the URL Standard parses (https://url.spec.whatwg.org/#concept-basic-url-parser): control characters
    and spaces around it do not count, and neither do tabs and line ends anywhere.
    """
    found = _ANY.match(_WITHIN.sub("", trimmed(address)))
    return found[0][:-1].lower() if found else ""


def is_safe(address: str) -> bool:
    """Whether an address may stand in a page: it is of a scheme that is allowed, or of none."""
    return scheme_of(address) in ("", *SCHEMES)
