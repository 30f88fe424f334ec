"""What is measured, kept as JSON with the machine that it was made on: a file for each work and size."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import tools
from benchmarks.census import Census, Count
from benchmarks.fingerprint import SUBJECT, fingerprint
from benchmarks.measure import Measurement

FOLDER = Path(__file__).parent / "results"
Runs = dict[str, list[Measurement]]
"""The runs of each generator, in the order in which they were made."""


class Results:
    """The runs of one work at one size. Every change is written at once, so that runs can be resumed."""

    def __init__(self, folder: Path, work: str, articles: int, facts: dict[str, Any]) -> None:
        self._path = folder / f"{work}-{articles}.json"
        self.work = work
        self.articles = articles
        self.facts = facts
        self.runs: Runs = {}
        self.pages: dict[str, Census] = {}

    @classmethod
    def read(cls, path: Path) -> Results:
        """Return what a file holds, of whatever state of the code."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        found = cls(path.parent, stored["facts"]["work"], stored["facts"]["articles"], stored["facts"])
        found.runs = {name: [Measurement(**run) for run in runs] for name, runs in stored["runs"].items()}
        found.pages = {
            name: {kind: Count(**count) for kind, count in counts.items()}
            for name, counts in stored["pages"].items()
        }
        return found

    @property
    def current(self) -> bool:
        """Say whether the figures are of the present code, templates and corpus."""
        return bool(self.facts["subject"] == fingerprint(SUBJECT))

    def add(self, name: str, measurement: Measurement) -> None:
        self.runs.setdefault(name, []).append(measurement)
        self._save()

    def count(self, name: str, census: Census) -> None:
        self.pages[name] = census
        self._save()

    def _save(self) -> None:
        runs = {name: [asdict(run) for run in runs] for name, runs in self.runs.items()}
        pages = {
            name: {kind: asdict(count) for kind, count in census.items()}
            for name, census in self.pages.items()
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"facts": self.facts, "runs": runs, "pages": pages}, indent=1)
        self._path.write_text(text + "\n", encoding="utf-8")


def resume(folder: Path, work: str, articles: int) -> Results:
    """Return the results of a work so far, empty when they are of other code or of another machine."""
    fresh = Results(folder, work, articles, {"work": work, "articles": articles} | present())
    path = folder / f"{work}-{articles}.json"
    if not path.exists():
        return fresh
    stored = Results.read(path)
    return stored if stored.facts == fresh.facts else fresh


def stored(folder: Path = FOLDER) -> Iterator[Results]:
    """Yield all results of a folder, the smaller archives first."""
    found = [Results.read(path) for path in folder.glob("*-*.json")]
    yield from sorted(found, key=lambda each: (each.articles, each.work))


def present() -> dict[str, Any]:
    """Return what the figures are made on and of: no names, no paths."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "processor": _processor(),
        "system": platform.system(),
        "versions": tools.versions(),
        "subject": fingerprint(SUBJECT),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
