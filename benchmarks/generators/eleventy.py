"""Eleventy, with Nunjucks templates and markdown-it."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import tools
from benchmarks.candidate import PEERS, Candidate
from benchmarks.fingerprint import REPOSITORY

OWN = ("package.json", "package-lock.json")


def _configure(site: Path) -> None:
    for folder in ("_includes", "pages"):
        shutil.rmtree(site / folder, ignore_errors=True)
    shutil.copytree(PEERS / "eleventy", site, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OWN))
    shutil.copytree(REPOSITORY / "static", site / "static", dirs_exist_ok=True)
    modules = site / "node_modules"
    if not modules.is_symlink():
        modules.symlink_to(tools.npm_package("eleventy"))


def _build(_: Path, output: Path) -> list[str]:
    return ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", f"--output={output}"]


def _serve(site: Path, output: Path, port: int) -> list[str]:
    return [*_build(site, output), "--serve", "--incremental", f"--port={port}"]


ELEVENTY = Candidate("eleventy", "eleventy", _configure, _build, _serve, inside=True, limit=1000)
