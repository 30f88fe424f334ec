"""Nikola, with Jinja templates, its own taxonomies and a small plugin for the pages by year.

Its preview is not measured: in trials `nikola auto` now and then missed a save, and a run waited in vain.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import tools
from benchmarks.candidate import PEERS, Candidate
from benchmarks.fingerprint import REPOSITORY


def _configure(site: Path) -> None:
    for folder in ("themes", "plugins"):
        shutil.rmtree(site / folder, ignore_errors=True)
    shutil.copytree(PEERS / "nikola", site, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "static", site / "files", dirs_exist_ok=True)


def _build(_: Path, output: Path) -> list[str]:
    return [*_nikola(output), "build", "-v", "0", "-r", "zero"]


def _nikola(output: Path) -> list[str]:
    return ["env", f"BENCHMARK_OUTPUT={output}", *tools.python("-m", "nikola")]


CACHES = ("cache", ".doit.db", ".doit.db.db", ".doit.db.dat", ".doit.db.dir", ".doit.db.bak")
NIKOLA = Candidate("nikola", "nikola", _configure, _build, None, CACHES, inside=True, limit=1000)
