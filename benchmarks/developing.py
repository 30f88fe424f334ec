"""Broadsheet's picture engine alone, on all cores: `python -m benchmarks.developing PHOTOGRAPHS OUTPUT`."""

from __future__ import annotations

import multiprocessing
import sys
from functools import partial
from pathlib import Path

from generator.pictures.develop import develop
from generator.pictures.inspect import Seen, inspect
from generator.pictures.recipes import Recipe

WIDTHS = (480, 800, 1200, 1600)
RECIPES = [Recipe("webp", width) for width in WIDTHS]


def main(photographs: Path, output: Path) -> None:
    output.mkdir(parents=True)
    with multiprocessing.Pool() as pool:
        work = partial(_develop, output)
        for _ in pool.imap_unordered(work, sorted(photographs.glob("*.jpg"))):
            pass


def _develop(output: Path, path: Path) -> None:
    """Look at one photograph as a build does, and write its derivatives."""
    data = path.read_bytes()
    assert isinstance(inspect(data, path.name), Seen)
    for recipe, made in zip(RECIPES, develop(data, RECIPES), strict=True):
        (output / f"{path.stem}-{recipe.width}.webp").write_bytes(made)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
