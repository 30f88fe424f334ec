"""Language editions: the parts of a site in other languages than its own, below `/{edition}/`.

An edition is known by its slug; that of the site's own language is the empty text. The lists of an edition
are of kinds of their own: `uk/section` beside `section`.
"""

from __future__ import annotations

OWN = ""

FOLDERS = {"section": "", "series": "series/", "tag": "tags/", "author": "authors/"}
"""Where the lists of each kind stand."""


def joined(edition: str, kind: str) -> str:
    """The kind of a list in an edition."""
    return f"{edition}/{kind}" if edition else kind


def parted(kind: str) -> tuple[str, str]:
    """The edition and the plain kind of a list."""
    edition, _, plain = kind.rpartition("/")
    return edition, plain


def below(edition: str, url: str) -> str:
    """A URL of the site's own edition as it is in another."""
    return f"/{edition}{url}" if edition else url
