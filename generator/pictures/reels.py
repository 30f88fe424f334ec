"""Animated WebPs: the frames of a picture that moves, cropped and resized one after the other."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from PIL.ImageFile import ImageFile

from generator.pictures import motion, negatives, opening, tones
from generator.pictures.crops import Box, box
from generator.pictures.encoding import options
from generator.pictures.margins import Margin, margin_of
from generator.pictures.recipes import Recipe, size
from generator.pictures.verdicts import Unusable

_QUICKEST = 10  # milliseconds; what is as quick or quicker, browsers show for the time below
_USUAL = 100


class _Reel(Image.Image):
    """One frame at a time, as the encoder asks for it: all of them together need not fit into memory."""

    def __init__(
        self, film: ImageFile, frames: int, margin: Margin, part: Box, size: tuple[int, int]
    ) -> None:
        super().__init__()
        self._film, self._margin, self._part = film, margin, part
        self._size, self._mode = size, "RGBA"
        self._first = 1 if film.info.get("default_image") else 0  # of an APNG: it stands in for the others
        self._wound = -1
        self.n_frames = frames - self._first
        self.durations: list[int] = []
        self.clear = False
        self.seek(0)

    def seek(self, frame: int) -> None:
        if frame <= self._wound:  # the encoder winds back when it is done
            return
        with opening.hostile():
            self._film.seek(self._first + frame)
            pixels = self._film.convert("RGBA")
            milliseconds = self._film.info.get("duration") or 0
        pixels, _ = negatives.plain(pixels, self._margin.profile, self._margin.orientation)
        pixels = pixels.resize(self._size, Image.Resampling.LANCZOS, self._part)
        self.clear = self.clear or tones.seen_through(pixels)
        self.im = pixels.im
        self.durations.append(round(milliseconds) if milliseconds > _QUICKEST else _USUAL)
        self._wound = frame

    def tell(self) -> int:
        return max(self._wound, 0)


def animated(data: bytes, format: str, recipe: Recipe) -> bytes:
    """All frames as an animated WebP; of a picture that breaks off, the frames before that.

    Raises `Unusable` where not even the first can be read.
    """
    reel = _threaded(data, format, recipe)
    most = reel.n_frames
    while most > 1:
        reel.n_frames = most
        try:
            return _written(reel, recipe)
        except Unusable:
            most = reel.tell() + 1
            reel = _threaded(data, format, recipe)
    reel.n_frames = 1
    return _written(reel, recipe)


def _threaded(data: bytes, format: str, recipe: Recipe) -> _Reel:
    film = opening.opened(data, format)
    margin = margin_of(film)
    whole = negatives.whole_size(film, data, margin.orientation)
    return _Reel(film, motion.frames(film, data), margin, box(recipe, *whole), size(recipe, *whole))


def _written(reel: _Reel, recipe: Recipe) -> bytes:
    stream = io.BytesIO()
    timing: dict[str, Any] = {"duration": reel.durations, "loop": _plays(reel)}
    reel.save(stream, "WEBP", save_all=True, **timing, **options(recipe))
    return _marked_clear(stream.getvalue()) if reel.clear else stream.getvalue()


def _marked_clear(data: bytes) -> bytes:
    """Set the flag of transparency (RFC 9649, section 2.7.1).

    The encoder leaves it out where every frame is an opaque part of a clear canvas, and then decoders may
    take the canvas for black.
    """
    if data[12:16] != b"VP8X":
        return data
    return data[:20] + bytes([data[20] | 0x10]) + data[21:]


def _plays(reel: _Reel) -> int:
    """How often it is played, 0 for ever: a GIF says how often it is repeated, if at all."""
    info = reel._film.info
    if reel._film.format != "GIF":
        return int(info.get("loop", 0))
    loop = info.get("loop")
    return 1 if loop is None else loop + 1 if loop else 0
