"""What the benchmark knows of a generator: how to lay out its site, to build it, and to serve it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TITLES = {"title": "The Benchmark Gazette", "tagline": "Invented news, for measuring"}
PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One generator.

    `form` names its form of the corpus and `configure` writes all else into the site folder. `build`
    takes site and output; `serve` takes site, a folder for its own output, and a port; `hint` gives the
    arguments that name the one file that has changed, by its absolute path. `caches` lists what a cold
    build must not find, relative to the site. `limit` is the largest archive that is built without being
    asked for by name. `lacks` names the kinds of pages that take it unreasonable effort.
    """

    name: str
    form: str
    configure: Callable[[Path], None]
    build: Callable[[Path, Path], list[str]]
    serve: Callable[[Path, Path, int], list[str]] | None
    caches: tuple[str, ...] = ()
    hint: Callable[[str], list[str]] | None = None
    inside: bool = False  # its commands run in the site folder
    limit: int = 10_000
    lacks: tuple[str, ...] = ()
