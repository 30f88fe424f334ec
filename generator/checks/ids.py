"""An id stands once in a page: links and labels find nothing else by it (HTML, section 3.2.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.checks.built import BuiltPage, BuiltSite
from generator.model import Problem


def repeated_ids(page: BuiltPage, site: BuiltSite) -> Iterator[Problem]:
    found = Counter(node.attributes["id"] or "" for node in page.html.css("[id]"))
    for name, times in found.items():
        if times > 1:
            yield site.problem(
                page,
                name,
                "repeated-id",
                f"The id `{name}` stands {times} times in one page",
                "Give each its own id",
            )
