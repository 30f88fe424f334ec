"""Pelican, with a small plugin for the pages that it lacks. Its caches are off, as they are by default."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import tools
from benchmarks.candidate import PEERS, Candidate
from benchmarks.fingerprint import REPOSITORY


def _configure(site: Path) -> None:
    shutil.rmtree(site / "theme", ignore_errors=True)
    shutil.copytree(PEERS / "pelican", site, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "static", site / "theme" / "static", dirs_exist_ok=True)


def _build(site: Path, output: Path) -> list[str]:
    content, settings = str(site / "content"), str(site / "pelicanconf.py")
    run = tools.python("-m", "pelican")
    return [*run, content, "--settings", settings, "--output", str(output), "--quiet"]


def _serve(site: Path, output: Path, port: int) -> list[str]:
    return [*_build(site, output), "--listen", "--autoreload", "--port", str(port)]


PELICAN = Candidate("pelican", "pelican", _configure, _build, _serve, ("cache",))
