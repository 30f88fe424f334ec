"""Count the files that one more article changes: `python -m benchmarks.growth --sizes 1000,10000`.

Each archive is built twice into two folders, the second time with one new article, and the two trees
are compared byte for byte. A small archive and a large one should come to the same number, at most 12
and 5 for each list that the article enters (each tag, each author, the section, the home page).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from benchmarks import census, corpus, plan, report
from benchmarks.candidates import CANDIDATES, Candidate
from benchmarks.fingerprint import REPOSITORY
from benchmarks.forms import FORMS, path
from benchmarks.measure import run
from benchmarks.run import WORK, cold_build, folders

BASE = 12
FOR_EACH_LIST = 5


def main() -> int:
    options = _options()
    candidate = CANDIDATES[options.engine]
    sizes = [int(size) for size in options.sizes.split(",")]
    changes = {size: changed_by_one_article(candidate, size, options.work) for size in sizes}
    newcomer = plan.newcomer(0)
    limit = bound(newcomer)
    head = ["files changed by one new article", *(f"{size:,} articles" for size in sizes)]
    rows = [[kind, *(str(found[kind]) for found in changes.values())] for kind in _kinds(changes)]
    totals = {size: found.total() for size, found in changes.items()}
    rows += [["together", *map(str, totals.values())], ["at most", *[str(limit)] * len(sizes)]]
    print(report.table(head, rows))
    if len(set(totals.values())) > 1:
        print("The number is not the same at each size", file=sys.stderr)
    if max(totals.values()) > limit:
        print(f"More than {limit} files changed", file=sys.stderr)
    return int(len(set(totals.values())) > 1 or max(totals.values()) > limit)


def bound(facts: plan.Facts) -> int:
    """Return how many files an article may change."""
    lists = sum(1 for _ in facts.lists()) + 1  # and the home page
    return BASE + FOR_EACH_LIST * lists


def changed_by_one_article(candidate: Candidate, articles: int, work: Path) -> Counter[str]:
    """Build an archive with and without a newcomer; return the number of changed files of each kind."""
    site, before = folders(candidate, articles, work)
    after = before.with_name("output-after")
    newcomer = plan.newcomer(articles)
    candidate.prepare(articles, site)
    (site / path(newcomer)).unlink(missing_ok=True)  # left behind by an interrupted run
    cold_build(candidate, site, before)
    corpus.write_article(newcomer, site, FORMS[candidate.form])
    try:
        candidate.forget(site, after)
        run(candidate.command(site, after), REPOSITORY)
    finally:
        (site / path(newcomer)).unlink()
    return Counter(census.kind_of(name) for name in changed(before, after))


def changed(before: Path, after: Path) -> list[str]:
    """Return the paths of the files that are new, gone, or have other bytes."""
    old, new = (
        {found.relative_to(folder).as_posix() for found in census.paths(folder)} for folder in (before, after)
    )
    rewritten = (name for name in old & new if (before / name).read_bytes() != (after / name).read_bytes())
    return sorted((old ^ new).union(rewritten))


def _kinds(changes: dict[int, Counter[str]]) -> list[str]:
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
