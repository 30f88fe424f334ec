"""Broadsheet, with each of its Markdown engines."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import yaml

from benchmarks import plan
from benchmarks.candidate import TITLES, Candidate

RUN = [sys.executable, "-m", "generator"]


def candidate(name: str, engine: str, limit: int) -> Candidate:
    """Return Broadsheet with a Markdown engine."""
    return Candidate(
        name=name,
        form="broadsheet",
        configure=partial(_configure, engine=engine),
        build=_build,
        serve=_serve,
        caches=(".broadsheet",),
        hint=lambda path: ["--changed", path],
        limit=limit,
    )


def _configure(site: Path, engine: str) -> None:
    config = TITLES | {
        "base_url": "https://example.org/",
        "language": "en",
        "timezone": "UTC",
        "sections": [{"slug": plan.slug(label), "label": label} for label in plan.sections()],
        "authors": {plan.slug(name): {"name": name} for name in plan.authors()},
        "markdown": {"engine": engine},
        "feeds": {"formats": ["rss"]},  # what its peers make
    }
    text = yaml.safe_dump(config, sort_keys=False)
    file = site / "site.yaml"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def _build(site: Path, output: Path) -> list[str]:
    return [*RUN, "build", "--quiet", "--site", str(site), "--output", str(output)]


def _serve(site: Path, _: Path, port: int) -> list[str]:
    return [*RUN, "serve", "--site", str(site), "--port", str(port)]


DEFAULT = candidate("broadsheet", "python-markdown", 10_000)
COMMONMARK = candidate("broadsheet-commonmark", "commonmark", 100_000)
