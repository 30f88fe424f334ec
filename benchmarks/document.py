"""Renew the tables and plots of docs/benchmarks.md: `python -m benchmarks.document`.

A table stands between `<!-- NAME -->` and `<!-- /NAME -->`; all other text is left as it is.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from benchmarks import growth, profile, report, results, saves, targets, tools
from benchmarks.fingerprint import REPOSITORY
from benchmarks.results import Results
from benchmarks.works import WORKS

PAGE = REPOSITORY / "docs" / "benchmarks.md"
TITLES = {name: work.title.lower() for name, work in WORKS.items()}
EARLIER = "Measured with an earlier state of the code."


def renew() -> None:
    """Write the page with the tables of all stored results, and draw the plots."""
    stored = list(results.stored())
    tables = {
        "machine": machine(stored),
        "targets": targets.table(),
        "summary": "\n\n".join(_summaries(stored)),
        "details": "\n\n".join(_details(stored)),
        "pages": "\n\n".join(_pages(stored)),
        "growth": growth.stored_table(),
        "preview": saves.table(),
        "profile": profile.stored_tables(),
    }
    fill(tables)
    subprocess.run(tools.python("-m", "benchmarks.plots"), check=True, cwd=REPOSITORY)


def fill(tables: Mapping[str, str]) -> None:
    """Write the page with some of its tables, and leave the others as they are."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")


def filled(text: str, tables: Mapping[str, str]) -> str:
    """Return the text with the tables between their marks. Raises `ValueError` where a mark is missing."""
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"{PAGE.name} needs one place for the table {name}")
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{table}\n\n{end}{rest.partition(end)[2]}"
    return text


def machine(stored: Iterable[Results]) -> str:
    """Return a paragraph that names the machine and the versions of the newest results."""
    facts = next((found.facts for found in reversed(list(stored))), results.present())
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    return (
        f"Measured on {facts['cores']} processors ({facts['processor']}), {facts['memory_gb']} GB, "
        f"{facts['system']}. Versions: {versions}."
    )


def _summaries(stored: Iterable[Results]) -> Iterator[str]:
    for articles, group in groupby(stored, lambda each: each.articles):
        found = {each.work: each for each in group}
        yield f"**{articles:,} articles**, median wall seconds"
        yield report.summary(found, TITLES)


def _details(stored: Iterable[Results]) -> Iterator[str]:
    order = list(WORKS)
    for each in sorted(stored, key=lambda found: (order.index(found.work), found.articles)):
        runs = max(map(len, each.runs.values()), default=0)
        yield f"**{WORKS[each.work].title}**, {each.articles:,} articles, {runs} run{'s' if runs > 1 else ''}"
        yield report.times(each)
        if not each.current:
            yield EARLIER


def _pages(stored: Iterable[Results]) -> Iterator[str]:
    for each in stored:
        if each.pages:
            yield f"**{each.articles:,} articles**"
            yield report.pages(each.pages)


if __name__ == "__main__":
    tools.install()
    renew()
