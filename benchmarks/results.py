"""What is measured, kept as JSON with the machine that it was made on: a file for each number of articles."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import tools
from benchmarks.census import Census, Count
from benchmarks.fingerprint import SUBJECT, fingerprint
from benchmarks.measure import Measurement


class Results:
    """The runs of one scenario at one size. Every change is written at once, so that runs can be resumed."""

    def __init__(self, folder: Path, scenario: str, articles: int) -> None:
        self._path = folder / f"{scenario}-{articles}.json"
        self._facts: dict[str, Any] = {"scenario": scenario, "articles": articles}
        self._facts |= machine() | {"subject": fingerprint(SUBJECT)}
        self.runs: dict[str, list[Measurement]] = {}
        self.pages: dict[str, Census] = {}
        self._load()

    def add(self, name: str, measurement: Measurement) -> None:
        self.runs.setdefault(name, []).append(measurement)
        self._save()

    def count(self, name: str, census: Census) -> None:
        self.pages[name] = census
        self._save()

    def _load(self) -> None:
        if not self._path.exists():
            return
        stored = json.loads(self._path.read_text(encoding="utf-8"))
        if stored["facts"] == self._facts:
            self.runs = {name: [Measurement(**run) for run in runs] for name, runs in stored["runs"].items()}
            self.pages = {name: _census(counts) for name, counts in stored["pages"].items()}

    def _save(self) -> None:
        runs = {name: [asdict(run) for run in runs] for name, runs in self.runs.items()}
        pages = {
            name: {kind: asdict(count) for kind, count in census.items()}
            for name, census in self.pages.items()
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"facts": self._facts, "runs": runs, "pages": pages}, indent=1)
        self._path.write_text(text + "\n", encoding="utf-8")


def _census(stored: dict[str, dict[str, int]]) -> Census:
    return {kind: Count(**count) for kind, count in stored.items()}


def machine() -> dict[str, Any]:
    """Return what the figures were made on: no names, no paths."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "processor": _processor(),
        "system": platform.system(),
        "versions": tools.versions(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
