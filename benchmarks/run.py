"""Measure: `python -m benchmarks.run --sizes 1000,10000 --works cold,body --only hugo,broadsheet --runs 3`.

Every generator builds the same site from the same articles, each run in a fresh process, in turns
(A B C A B C …) after one build of each that does not count, unless there is one run only. A second call
goes on where the first one ended, as long as neither code nor templates nor versions have changed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import census, document, report, results, targets, tools
from benchmarks.candidate import Candidate
from benchmarks.candidates import CANDIDATES
from benchmarks.measure import BuildFailed
from benchmarks.results import Results
from benchmarks.sites import WORK, Site
from benchmarks.works import WORKS, Work


def main() -> int:
    options = _options()
    tools.install()
    failures: list[str] = []
    for articles in map(int, options.sizes.split(",")):
        sites = [
            Site(found, articles, options.work / str(articles) / found.name)
            for found in _chosen(options.only, articles)
        ]
        for work in (WORKS[name] for name in options.works.split(",")):
            able = [site for site in sites if work.can(site.candidate)]
            found = results.resume(options.results, work.name, articles)
            failures += _measure(work, able, options.runs, found)
            failures += census.differences(found.pages, _lacking())
            print(
                f"\n{work.title}, {articles:,} articles\n\n{report.times(found, options.results)}\n",
                flush=True,
            )
    print(targets.table(options.results))
    if options.results == results.FOLDER:
        document.renew()
    for failure in failures:
        print(f"FAILED: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _chosen(only: str, articles: int) -> list[Candidate]:
    """Return the generators that were asked for, or else those that such an archive is not too large for."""
    if only:
        return [CANDIDATES[name] for name in only.split(",")]
    able = [found for found in CANDIDATES.values() if found.limit >= articles]
    if not tools.has_node():
        print("Eleventy and Zola are left out: there is no npm", file=sys.stderr)
        able = [found for found in able if found.name not in tools.NPM]
    return able


def _lacking() -> dict[str, tuple[str, ...]]:
    return {name: found.lacks for name, found in CANDIDATES.items()}


def _measure(work: Work, sites: Sequence[Site], runs: int, found: Results) -> list[str]:
    """Fill up the results to `runs` runs of each site, in turns; return what failed."""
    failures: dict[str, str] = {}
    waiting = [site for site in sites if len(found.runs.get(site.candidate.name, [])) < runs]
    for turn in range(-1, runs):
        for site in waiting:
            name = site.candidate.name
            if name in failures or len(found.runs.get(name, [])) > turn >= 0:
                continue
            try:
                _warm_up(work, site, runs) if turn < 0 else _take_turn(work, site, turn, found)
            except BuildFailed as failure:
                failures[name] = f"{work.name}, {site.articles:,} articles, {name}: {failure}"
    return list(failures.values())


def _warm_up(work: Work, site: Site, runs: int) -> None:
    """Write the sources, and make the build to start from, or one that does not count."""
    site.prepare()
    if not work.fresh or (work.name == "cold" and runs > 1):
        print(f"{site.articles:,} articles, making ready: {site.candidate.name}", flush=True)
        site.make_ready()


def _take_turn(work: Work, site: Site, turn: int, found: Results) -> None:
    name = site.candidate.name
    measured = work.measure(site)
    found.add(name, measured)
    if work.name == "cold" and name not in found.pages:
        found.count(name, census.take(site.output))
    print(f"{work.name} {turn + 1}: {name} {measured.wall:.2f} s", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    everything = ",".join(WORKS)
    parser.add_argument("--sizes", default="1000", help="numbers of articles (default 1000)")
    parser.add_argument("--works", default=everything, help=f"of {everything} (default all)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each generator that count (default 3)")
    parser.add_argument("--only", default="", help=f"of {','.join(CANDIDATES)} (default: as the size allows)")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for sites and outputs")
    parser.add_argument("--results", type=Path, default=results.FOLDER, help="folder for the figures")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
