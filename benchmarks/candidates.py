"""The generators that are compared: how a site is laid out for each, and the command that builds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks import plan, tools
from benchmarks.fingerprint import CORPUS, REPOSITORY, fingerprint

PEERS = Path(__file__).parent / "peers"
TITLES = {"title": "The Benchmark Gazette", "tagline": "Invented news, for measuring"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One generator. `form` names its form of the corpus, `caches` what a cold build must not find."""

    name: str
    form: str
    configure: Callable[[Path], None]
    command: Callable[[Path, Path], list[str]]
    caches: tuple[str, ...] = ()

    def prepare(self, articles: int, site: Path) -> None:
        """Write the whole site folder; the articles only when they are not there already."""
        made_from = site.with_name("corpus")
        wanted = fingerprint(CORPUS)
        if not made_from.exists() or made_from.read_text() != wanted:
            shutil.rmtree(site, ignore_errors=True)
            maker = [sys.executable, "-m", "benchmarks.corpus", "--for", self.form]
            command = [*maker, "--articles", str(articles), "--out", str(site)]
            # A process of its own: a child starts with the memory of its parent, which must stay small.
            subprocess.run(command, check=True, cwd=REPOSITORY)
            made_from.write_text(wanted)
        self.configure(site)

    def forget(self, site: Path, output: Path) -> None:
        """Remove the output and every cache, so that the next build is cold."""
        for folder in (output, *(site / name for name in self.caches)):
            shutil.rmtree(folder, ignore_errors=True)


def _broadsheet(engine: str) -> Candidate:
    def configure(site: Path) -> None:
        config = TITLES | {
            "base_url": "https://example.org/",
            "language": "en",
            "timezone": "UTC",
            "sections": [{"slug": plan.slug(label), "label": label} for label in plan.sections()],
            "authors": {plan.slug(name): {"name": name} for name in plan.authors()},
            "markdown": {"engine": engine},
        }
        (site / "site.yaml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")

    def command(site: Path, output: Path) -> list[str]:
        paths = ["--site", str(site), "--output", str(output)]
        return [sys.executable, "-m", "generator", "build", "--quiet", *paths]

    name = "broadsheet" if engine == "python-markdown" else f"broadsheet-{engine}"
    return Candidate(name, "broadsheet", configure, command, (".broadsheet",))


def _configure_hugo(site: Path) -> None:
    shutil.rmtree(site / "layouts", ignore_errors=True)
    shutil.copytree(PEERS / "hugo", site, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "static", site / "static", dirs_exist_ok=True)


def _build_with_hugo(site: Path, output: Path) -> list[str]:
    paths = ["--source", str(site), "--destination", str(output), "--cacheDir", str(site / "cache")]
    return [tools.hugo(), "build", "--quiet", "--noBuildLock", *paths]


def _configure_pelican(site: Path) -> None:
    shutil.rmtree(site / "theme", ignore_errors=True)
    shutil.copytree(PEERS / "pelican", site, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "static", site / "theme" / "static", dirs_exist_ok=True)


def _build_with_pelican(site: Path, output: Path) -> list[str]:
    content, settings = str(site / "content"), str(site / "pelicanconf.py")
    return [*tools.pelican(), content, "--settings", settings, "--output", str(output), "--quiet"]


CANDIDATES = {
    candidate.name: candidate
    for candidate in (
        Candidate("hugo", "hugo", _configure_hugo, _build_with_hugo, ("cache", "resources")),
        Candidate("pelican", "pelican", _configure_pelican, _build_with_pelican, ("cache",)),
        _broadsheet("python-markdown"),
        _broadsheet("commonmark"),
    )
}
