"""Where the time of Broadsheet goes: `python -m benchmarks.profile --articles 10000 --works cold,body`.

Prints processor seconds by step, and the functions of the generator that most of it is spent in or
below, and keeps the steps for docs/benchmarks.md. See `benchmarks.sampling` for how it is taken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import edits, report
from benchmarks.candidates import CANDIDATES
from benchmarks.fingerprint import REPOSITORY
from benchmarks.results import FOLDER
from benchmarks.sites import WORK, Site

STEPS = ("parse", "Markdown", "store", "compose", "render", "write", "start", "other")
WORKS = ("cold", "unchanged", "body", "changed", "added")
ENGINES = tuple(name for name, found in CANDIDATES.items() if found.form == "broadsheet")
STORED = FOLDER / "profile.json"


def main() -> None:
    options = _options()
    profiles = _stored()
    for name in options.only.split(","):
        site = Site(CANDIDATES[name], options.articles, options.work / str(options.articles) / name)
        site.prepare()
        for work in options.works.split(","):
            taken = take(site, work)
            profiles[f"{work}, {options.articles:,} articles, {name}"] = taken
            print(f"\n{work}, {name}, {options.articles:,} articles\n")
            print(
                *(f"{spent:9.3f}  {function}" for function, spent in taken.pop("functions").items()), sep="\n"
            )
    STORED.write_text(json.dumps(profiles, indent=1) + "\n", encoding="utf-8")
    print(f"\n{stored_tables()}")


def take(site: Site, work: str) -> dict[str, Any]:
    """Return the profile of one build, made in a process of its own."""
    more: list[str] = []
    if work == "cold":
        site.forget()
    else:
        site.make_ready()
        more = _change(site, work)
    path = site.base / "profile.json"
    command = [*site.candidate.build(site.source, site.output), *more]
    arguments = command[command.index("build") :]
    sampler = [sys.executable, "-m", "benchmarks.sampling", str(path), "--", *arguments]
    subprocess.run(sampler, check=True, cwd=REPOSITORY, env=os.environ | {"PYTHONHASHSEED": "0"})
    if work == "added":
        edits.take_away(site.articles, site.source, site.form)
        site.forget()
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def stored_tables() -> str:
    """Return a table of the stored profiles: processor seconds and share of each step."""
    profiles = _stored()
    shown = [step for step in STEPS if any(step in found["steps"] for found in profiles.values())]
    rows = [
        [name, *(_share(step, found) for step in shown), f"{found['cpu']:.2f}"]
        for name, found in profiles.items()
    ]
    return report.table(["CPU seconds", *shown, "together"], rows) if rows else "Not measured yet."


def _change(site: Site, work: str) -> list[str]:
    """Change the sources as the work says; return the arguments that tell the build."""
    facts = edits.subject(site.articles)
    if work == "added":
        edits.add(site.articles, site.source, site.form)
    elif work != "unchanged":
        edits.edit_body(facts, site.source, site.form)
    hint = site.candidate.hint
    return hint(str(site.source / site.form.path(facts))) if work == "changed" and hint else []


def _share(step: str, found: Mapping[str, Any]) -> str:
    spent = found["steps"].get(step, 0)
    return f"{spent:.2f} ({spent / sum(found['steps'].values()):.0%})"


def _stored() -> dict[str, Any]:
    return json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (default 1000)")
    parser.add_argument("--works", default="cold", help=f"of {','.join(WORKS)} (default cold)")
    parser.add_argument("--only", default=",".join(ENGINES), help=f"of {','.join(ENGINES)} (default all)")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for sites and outputs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
