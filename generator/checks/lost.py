"""Addresses of the ledger that the output has lost: neither a file, nor anything that tells of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.ledger.lines import NAME, read
from generator.ledger.losing import TOLD
from generator.ledger.published import read_redirects
from generator.model import Problem, Severity


def lost_addresses(
    root: Path, output: Path, published: Collection[str], silent: bool = False
) -> Iterator[Problem]:
    """An error at the line of each; a warning for one of no article, which the next build marks as gone.

    `published` are the files that lie in the output. `silent` where the sources tell already that some would
    be lost.
    """
    file = root / NAME
    if silent or not file.is_file():
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    ledger, _ = read(text)
    explained = {each.source for each in read_redirects(output)}
    lost: dict[str, bool] = {}  # by their address, whether it was that of an article
    for line in ledger.lines:
        if line.path not in published and line.url not in explained:
            lost[line.url] = lost.get(line.url, False) or bool(line.source)
    numbers = {line.partition("\t")[0].rstrip(): at for at, line in enumerate(text.split("\n"), 1)}
    for url, was_article in sorted(lost.items())[:TOLD]:
        message = f"{url} was published, and this output has neither a page nor a redirect there"
        severity = Severity.ERROR if was_article else Severity.WARNING
        yield Problem(NAME, numbers.get(url, 0), 1, "lost-url", message, "Run `broadsheet build`", severity)
    if len(lost) > TOLD:
        severity = Severity.ERROR if any(lost.values()) else Severity.WARNING
        message = f"{len(lost) - TOLD} more addresses that were published are not in this output"
        yield Problem(NAME, 0, 0, "lost-url", message, "Run `broadsheet build`", severity)
