"""Addresses that would be lost: errors at their lines in the ledger, each with the line that saves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.ledger.lines import NAME, Line
from generator.model import Problem

SITE = "site.yaml"
TOLD = 200  # addresses that are named one by one


def lost_urls(lost: Sequence[Line], root: Path) -> Iterator[Problem]:
    """An error for every address that has neither a page nor anything that tells of it."""
    numbers = _numbers(root) if lost else {}
    for line in lost[:TOLD]:
        message = f"{line.url} was published, and its article {line.source} is not there any more"
        paste = f"`  {line.url}: gone`, or in place of `gone` the address of what readers are to find"
        cure = f"Put it back, or write below `redirects:` in {SITE} the line {paste}"
        yield Problem(NAME, numbers.get(line.url, 0), 1, "lost-url", message, cure)
    if len(lost) > TOLD:
        message = f"{len(lost) - TOLD} more addresses that were published have no article any more"
        yield Problem(NAME, 0, 0, "lost-url", message, "Mend these first, and build again")


def moved_urls(
    moved: Sequence[tuple[str, str]], root: Path, pattern: str, before: Sequence[str]
) -> Iterator[Problem]:
    """One error where a changed `permalink` would move articles that nobody has said may move."""
    if not moved:
        return
    old, new = moved[0]
    message = (
        f"With `permalink: {pattern}`, {_articles(len(moved))} would move that were published,"
        f" such as {old} to {new}"
    )
    cure = "Build with --move-urls, which makes a redirect of each"
    if before:
        cure += f", or write `permalink: {before[-1]}` again"
    yield Problem(SITE, _line_of("permalink", root), 1, "moved-urls", message, cure)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _numbers(root: Path) -> dict[str, int]:
    """The lines of the ledger, by their address."""
    text = _text(root / NAME)
    return {line.partition("\t")[0].rstrip(): number for number, line in enumerate(text.split("\n"), 1)}


def _line_of(name: str, root: Path) -> int:
    """The line of a setting; 0 where site.yaml does not name it."""
    found = re.search(rf"^{name}\s*:", _text(root / SITE), re.MULTILINE)
    return _text(root / SITE).count("\n", 0, found.start()) + 1 if found else 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
