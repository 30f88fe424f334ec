"""Redirects: what an address leads to that is none of a page any more, or never was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import Record

GONE = 410
"""Not found any more, for good (RFC 9110, section 15.5.11)."""

STATUSES = (301, 302, 307, 308, GONE)


class Redirect(Record, frozen=True, order=True):
    """An address that leads elsewhere. `target` is a URL of the site or a full one; "" for what is gone."""

    source: str
    target: str = ""
    status: int = 301

    @property
    def is_gone(self) -> bool:
        return self.status == GONE


def heirs_of(redirects: Iterable[Redirect]) -> Iterator[tuple[str, str]]:
    """The redirects to pages of the site, as `ledger.updated` takes them."""
    return ((each.source, each.target) for each in redirects if each.target.startswith("/"))
