"""Animated WebPs: the frames of a picture that moves, cropped and resized one after the other."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from PIL.ImageFile import ImageFile

from generator.pictures import negatives, opening
from generator.pictures.crops import Box
from generator.pictures.encoding import options
from generator.pictures.recipes import Recipe
from generator.pictures.verdicts import Unusable

_QUICKEST = 10  # milliseconds; what is as quick or quicker, browsers show for the time below
_USUAL = 100


class _Reel(Image.Image):
    """One frame at a time, as the encoder asks for it: all of them together need not fit into memory."""

    def __init__(self, film: ImageFile, part: Box, size: tuple[int, int], turn: int) -> None:
        super().__init__()
        self._film, self._part, self._turn = film, part, turn
        self._size, self._mode = size, "RGBA"
        self._first = 1 if film.info.get("default_image") else 0  # of an APNG: it stands in for the others
        self._profile = film.info.get("icc_profile")
        self._wound = -1
        self.n_frames = int(getattr(film, "n_frames", 1)) - self._first
        self.durations: list[int] = []
        self.seek(0)

    def seek(self, frame: int) -> None:
        if frame <= self._wound:  # the encoder winds back when it is done
            return
        with opening.hostile():
            self._film.seek(self._first + frame)
            pixels = self._film.convert("RGBA")
            milliseconds = self._film.info.get("duration") or 0
        pixels, _ = negatives.plain(pixels, self._profile, self._turn)
        self.im = pixels.resize(self._size, Image.Resampling.LANCZOS, self._part).im
        self.durations.append(round(milliseconds) if milliseconds > _QUICKEST else _USUAL)
        self._wound = frame

    def tell(self) -> int:
        return max(self._wound, 0)


def animated(data: bytes, format: str, recipe: Recipe, part: Box, size: tuple[int, int]) -> bytes:
    """A part of all frames as an animated WebP; of a picture that breaks off, the frames before that."""
    reel = _threaded(data, format, part, size)
    most = reel.n_frames
    while most > 1:
        reel.n_frames = most
        try:
            return _written(reel, recipe)
        except Unusable:
            most = reel.tell() + 1
            reel = _threaded(data, format, part, size)
    reel.n_frames = 1
    return _written(reel, recipe)


def _threaded(data: bytes, format: str, part: Box, size: tuple[int, int]) -> _Reel:
    film = opening.opened(data, format)
    return _Reel(film, part, size, negatives.orientation(film))


def _written(reel: _Reel, recipe: Recipe) -> bytes:
    stream = io.BytesIO()
    timing: dict[str, Any] = {"duration": reel.durations, "loop": _plays(reel)}
    reel.save(stream, "WEBP", save_all=True, **timing, **options(recipe))
    return stream.getvalue()


def _plays(reel: _Reel) -> int:
    """How often it is played, 0 for ever: a GIF says how often it is repeated, if at all."""
    info = reel._film.info
    if reel._film.format != "GIF":
        return int(info.get("loop", 0))
    loop = info.get("loop")
    return 1 if loop is None else loop + 1 if loop else 0
