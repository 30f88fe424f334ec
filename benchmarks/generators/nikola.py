"""Nikola, with Jinja templates, its own taxonomies and a small plugin for the pages by year."""

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


def _serve(_: Path, output: Path, port: int) -> list[str]:
    return [*_nikola(output), "auto", "--address", "127.0.0.1", "--port", str(port)]


def _nikola(output: Path) -> list[str]:
    return ["env", f"BENCHMARK_OUTPUT={output}", *tools.python("-m", "nikola")]


CACHES = ("cache", ".doit.db", ".doit.db.db", ".doit.db.dat", ".doit.db.dir", ".doit.db.bak")
NIKOLA = Candidate("nikola", "nikola", _configure, _build, _serve, CACHES, inside=True, limit=1000)
