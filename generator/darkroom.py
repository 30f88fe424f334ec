"""The darkroom: what has been made of pictures is kept, for to make it takes longer than all else.

A derivative is known by the digest of its source and by its recipe, and so is found again by any build of the
site, a clean one or a preview. It may be deleted at any time. Its own digest lies with it: what a disk has
cut short or altered is made again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generator.charts.recipes import Drawing
from generator.disk import read_file, write_whole
from generator.engraver import engrave
from generator.making import Made, make, name_of
from generator.store.keeping import FOLDER

SEAL = 16  # bytes at the beginning of a file: the digest of the rest
LASTS = 30 * 24 * 3600
"""Seconds for which a derivative is kept that no build has asked for: another branch of the site may."""


class Darkroom:
    """Makes derivatives, or finds those made before. `root` is the folder of the site."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER / "pictures"

    def develop(self, source: str, digest: str, recipes: Sequence[Made]) -> list[bytes]:
        """What each recipe makes of a file of the site, or of nothing where `source` is empty.

        Raises `OSError` when the file cannot be read, and `ValueError` when nothing can be made of it.
        """
        places = [self._folder / name_of(digest, recipe) for recipe in recipes]
        found = dict(enumerate(map(_read, places)))
        missing = [number for number, data in found.items() if data is None]
        if missing:
            data = read_file(self._root / source) if source else b""
            made = _make(data, [recipes[number] for number in missing])
            for number, each in zip(missing, made, strict=True):
                found[number] = each
                with suppress(OSError):  # without a place to keep it, it is made again the next time
                    write_whole(places[number], _seal(each) + each)
        return [data for data in found.values() if data is not None]

    def clear(self) -> None:
        """Forget what nobody has asked for lately. To be called when everything in use has been asked for."""
        limit = time.time() - LASTS
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            if place.stat().st_mtime < limit:
                place.unlink(missing_ok=True)


def _make(data: bytes, recipes: Sequence[Made]) -> list[bytes]:
    others = iter(make(data, [recipe for recipe in recipes if not isinstance(recipe, Drawing)]))
    return [engrave(recipe) if isinstance(recipe, Drawing) else next(others) for recipe in recipes]


def _read(place: Path) -> bytes | None:
    try:
        data = place.read_bytes()
        os.utime(place)  # which says that it is in use
    except OSError:
        return None
    return data[SEAL:] if data[:SEAL] == _seal(data[SEAL:]) else None


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SEAL).digest()
