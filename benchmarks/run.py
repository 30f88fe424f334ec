"""Measure cold builds: `python -m benchmarks.run --sizes 1000,10000 --runs 5 --only hugo,broadsheet`.

Every generator builds the same site from the same articles, each run in a fresh process and into an
empty folder, in turns (A B C A B C …) after one run of each that does not count. A second call goes
on where the first one ended, as long as neither code nor templates have changed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import census, report, tools
from benchmarks.candidates import CANDIDATES, Candidate
from benchmarks.fingerprint import REPOSITORY
from benchmarks.measure import Measurement, run
from benchmarks.results import Results

HERE = Path(__file__).parent
WORK = HERE / ".work"


def main() -> int:
    options = _options()
    chosen = [CANDIDATES[name] for name in options.only.split(",")]
    tools.install()
    failures: list[str] = []
    for articles in map(int, options.sizes.split(",")):
        results = Results(options.results, "cold", articles)
        _measure(chosen, articles, options.runs, results, options.work)
        failures += census.differences(results.pages)
        print(f"\nCold build of {articles:,} articles, median of {options.runs} runs\n")
        print(report.times(results.runs), report.pages(results.pages), sep="\n\n")
    for failure in failures:
        print(f"NOT THE SAME SITE: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _measure(chosen: Sequence[Candidate], articles: int, runs: int, results: Results, work: Path) -> None:
    """Fill up the results to `runs` runs of each candidate, in turns."""
    waiting = [candidate for candidate in chosen if len(results.runs.get(candidate.name, [])) < runs]
    for candidate in waiting:
        site, output = folders(candidate, articles, work)
        print(f"{articles:,} articles, warming up: {candidate.name}", flush=True)
        candidate.prepare(articles, site)
        cold_build(candidate, site, output)
        results.count(candidate.name, census.take(output))
    for turn in range(runs):
        for candidate in waiting:
            if len(results.runs.get(candidate.name, [])) <= turn:
                measured = cold_build(candidate, *folders(candidate, articles, work))
                results.add(candidate.name, measured)
                print(f"run {turn + 1} of {runs}: {candidate.name} {measured.wall:.2f} s", flush=True)


def cold_build(candidate: Candidate, site: Path, output: Path) -> Measurement:
    """Build a site from nothing, with the disk's queue empty at the start."""
    candidate.forget(site, output)
    os.sync()
    return run(candidate.command(site, output), REPOSITORY)


def folders(candidate: Candidate, articles: int, work: Path) -> tuple[Path, Path]:
    """Return where the site of a candidate is, and where its output goes."""
    base = work / str(articles) / candidate.name
    return base / "site", base / "output"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    everyone = ",".join(CANDIDATES)
    parser.add_argument("--sizes", default="1000", help="numbers of articles (default 1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each generator that count (default 5)")
    parser.add_argument("--only", default=everyone, help=f"of {everyone} (default all)")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for sites and outputs")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="folder for the figures")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
