"""An id stands once in a page: links and labels find nothing else by it (HTML, section 3.2.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.page import BuiltPage


def repeated_ids(page: BuiltPage) -> Iterator[Finding]:
    """An error for every id that more than one element of a page has."""
    if len(set(page.ids)) == len(page.ids):
        return
    for name, times in Counter(page.ids).items():
        if times > 1:
            message = f"The id `{name}` stands {times} times in one page"
            written = (f'id="{name}"', f"id='{name}'", f"id={name}", f"#{name}")
            yield Finding("repeated-id", message, "Give each its own id", written)
