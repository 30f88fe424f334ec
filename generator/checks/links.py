"""Every address in a page that points into the site leads to a file, and every fragment to an id."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.built import BuiltPage, BuiltSite
from generator.model import Problem

_ADDRESSES = (("a[href]", "href"), ("link[href]", "href"), ("img[src]", "src"), ("source[src]", "src"))


def dead_links(page: BuiltPage, site: BuiltSite) -> Iterator[Problem]:
    addresses = (
        node.attributes[name] or "" for selector, name in _ADDRESSES for node in page.html.css(selector)
    )
    for address in dict.fromkeys(addresses):
        target = site.target(address, page)
        if target is None:
            continue
        path, fragment = target
        if not site.has(path):
            yield site.problem(
                page,
                address,
                "dead-link",
                f"`{address}` leads nowhere",
                "Mend the address, or remove the link",
            )
        elif fragment and fragment != "top" and not site.has_id(path, fragment):
            yield site.problem(
                page,
                f"#{fragment}",
                "dead-fragment",
                f"`{address}` names a place that is not in that page",
                "Mend what follows the #",
            )
