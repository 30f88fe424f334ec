"""Count the files that one more article changes: `python -m benchmarks.growth --sizes 1000,10000`.

Each archive is built twice into two folders, the second time with one new article, and the two trees
are compared byte for byte. A small archive and a large one should come to the same number, at most 12
and 5 for each list that the article enters (each tag, each author, the section, the home page).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks import census, edits, plan, report
from benchmarks.candidates import CANDIDATES
from benchmarks.results import FOLDER
from benchmarks.sites import WORK, Site

BASE = 12
FOR_EACH_LIST = 5
STORED = FOLDER / "growth.json"


def main() -> int:
    options = _options()
    sizes = [int(size) for size in options.sizes.split(",")]
    candidate = CANDIDATES[options.engine]
    sites = {size: Site(candidate, size, options.work / str(size) / candidate.name) for size in sizes}
    changes = {str(size): changed_by_one_article(site) for size, site in sites.items()}
    STORED.write_text(json.dumps(changes, indent=1) + "\n", encoding="utf-8")
    print(table(changes))
    totals = [found.total() for found in changes.values()]
    if len(set(totals)) > 1:
        print("The number is not the same at each size", file=sys.stderr)
    if max(totals) > bound(plan.newcomer(0)):
        print(f"More than {bound(plan.newcomer(0))} files changed", file=sys.stderr)
    return int(len(set(totals)) > 1 or max(totals) > bound(plan.newcomer(0)))


def bound(facts: plan.Facts) -> int:
    """Return how many files an article may change."""
    lists = sum(1 for _ in facts.lists()) + 1  # and the home page
    return BASE + FOR_EACH_LIST * lists


def table(changes: Mapping[str, Counter[str]]) -> str:
    """Return a Markdown table of the changed files of each kind, for each number of articles."""
    head = ["files changed by one new article", *(f"{int(size):,} articles" for size in changes)]
    rows = [[kind, *(str(found[kind]) for found in changes.values())] for kind in _kinds(changes)]
    rows.append(["together", *(str(found.total()) for found in changes.values())])
    rows.append(["at most", *[str(bound(plan.newcomer(0)))] * len(changes)])
    return report.table(head, rows)


def stored_table() -> str:
    """Return the table of the last run."""
    if not STORED.exists():
        return "Not measured yet."
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    return table({size: Counter(found) for size, found in stored.items()})


def changed_by_one_article(site: Site) -> Counter[str]:
    """Build an archive with and without a newcomer; return the number of changed files of each kind."""
    site.prepare()
    edits.take_away(site.articles, site.source, site.form)  # left behind by an interrupted run
    site.cold_build()
    before = site.base / "output-before"
    _replace(site.output, before)
    edits.add(site.articles, site.source, site.form)
    try:
        site.cold_build()
        return Counter(census.kind_of(name) for name in changed(before, site.output))
    finally:
        edits.take_away(site.articles, site.source, site.form)
        site.forget()
        shutil.rmtree(before)


def changed(before: Path, after: Path) -> list[str]:
    """Return the paths of the files that are new, gone, or have other bytes."""
    old, new = (
        {found.relative_to(folder).as_posix() for found in census.paths(folder)} for folder in (before, after)
    )
    rewritten = (name for name in old & new if (before / name).read_bytes() != (after / name).read_bytes())
    return sorted((old ^ new).union(rewritten))


def _replace(folder: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    folder.rename(target)


def _kinds(changes: Mapping[str, Counter[str]]) -> list[str]:
    return [kind for kind in (*census.KINDS, census.OTHER) if any(found[kind] for found in changes.values())]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    engines = [name for name in CANDIDATES if name.startswith("broadsheet")]
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles (default 1000,10000)")
    parser.add_argument("--engine", choices=engines, default=engines[0])
    parser.add_argument("--work", type=Path, default=WORK, help="folder for sites and outputs")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
