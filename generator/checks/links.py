"""Every address in a page that points into the site leads to a file, and every fragment to an id."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from generator.checks.built import BuiltPage, BuiltSite, Target
from generator.checks.finding import Finding

_ADDRESSES = ("href", "src", "poster")
_TOP = ("", "top")  # fragments that every page has (HTML, section 7.4.6.4)


def dead_links(page: BuiltPage, site: BuiltSite) -> Iterator[Finding]:
    """An error for every address of the site that leads nowhere."""
    for address in dict.fromkeys(_addresses(page)):
        try:
            target = site.target(address, page)
        except ValueError:
            yield Finding(
                "dead-link", f"`{address}` is no address", "Mend it, or remove the link", (address,)
            )
            continue
        if target is not None and (finding := _judge(address, target, site)):
            yield finding


def _addresses(page: BuiltPage) -> Iterator[str]:
    for name in _ADDRESSES:
        for node in page.html.css(f"[{name}]"):
            yield node.attributes[name] or ""


def _judge(address: str, target: Target, site: BuiltSite) -> Finding | None:
    if not target.inside:
        cure = f"Write it with {site.base_path} before it, or in full if it is another site"
        return Finding("dead-link", f"`{address}` leads above the site", cure, (address,))
    if not site.has(target.path):
        below = address.removeprefix(site.base_path.rstrip("/"))
        message, cure = f"`{address}` leads nowhere", "Mend the address, or remove the link"
        return Finding("dead-link", message, cure, (address, unquote(address), below, unquote(below)))
    if target.fragment in _TOP or site.has_id(target.path, target.fragment):
        return None
    message = f"`{address}` names a place that is not in that page"
    spellings = (address, f"#{target.fragment}", f"#{address.partition('#')[2]}")
    return Finding("dead-fragment", message, "Mend what follows the #", spellings)
