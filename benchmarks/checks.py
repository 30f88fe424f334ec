"""How long a check takes beside a build: `python -m benchmarks.checks --articles 10000`.

The archive is built and checked from nothing, then checked again as it is, and after one article was edited
and the site was built. Each command is timed as a whole, with the start of the interpreter.
"""

from __future__ import annotations

import argparse

from benchmarks import edits
from benchmarks.candidates import CANDIDATES
from benchmarks.fingerprint import REPOSITORY
from benchmarks.generators.broadsheet import RUN
from benchmarks.measure import Measurement, run
from benchmarks.sites import WORK, Site


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    site = Site(CANDIDATES["broadsheet"], options.articles, WORK / "checks" / str(options.articles))
    site.prepare()
    for _ in range(options.runs):
        edits.take_away(options.articles, site.source, site.form)
        _tell("cold build", site.cold_build())
        _tell("check from nothing", _check(site))
        _tell("check of what has not changed", _check(site))
        edits.edit_body(edits.subject(options.articles), site.source, site.form)
        _tell("build after one edit", site.build())
        _tell("check after one edit", _check(site))
    return 0


def _check(site: Site) -> Measurement:
    command = [*RUN, "check", "--quiet", "--site", str(site.source), "--output", str(site.output)]
    return run(command, REPOSITORY)


def _tell(work: str, measured: Measurement) -> None:
    print(f"{work:32}{measured.wall:8.2f} s{measured.cpu:8.2f} s of processors", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
