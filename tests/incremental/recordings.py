"""Steps with sound and film: files come, change and go, articles name them, a podcast draws from a list."""

from __future__ import annotations

import io
from functools import cache

import tapes
from PIL import Image

from incremental.articles import Step, field
from incremental.desk import Chance, Desk
from incremental.house import put

COVER = "content/media/cover.png"
CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>{}\n"
FILES: dict[str, tuple[bytes | str, ...]] = {
    "content/media/talk.mp3": (tapes.mp3(), tapes.mp3(seconds=3), b"no sound"),
    "content/media/film.mp4": (tapes.mp4(), tapes.mp4(turned=True), tapes.mp4()[:700]),
    "content/media/talk.vtt": (CUES.format("One"), CUES.format("Two"), "no captions"),
    "content/media/film.uk.vtt": (CUES.format("Слова"),),
}
PODCAST = {"title": "Talk", "author": "Ann", "image": COVER, "category": "News"}


@cache
def cover() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1400, 1400)).save(out, "PNG")
    return out.getvalue()


def recorded(desk: Desk, chance: Chance) -> list[str]:
    """A file that recordings are made of comes, changes or goes."""
    path = chance(tuple(FILES))
    if (desk.root / path).exists() and chance((0, 0, 1)):
        return desk.remove(path)
    return desk.put(path, chance(FILES[path]))


def podcast(desk: Desk, chance: Chance) -> list[str]:
    lists = ({}, {"section": "world"}, {"tag": "alpha", "explicit": True}, {"title": "Talk!", "slug": "talk"})
    wanted = chance((*({**PODCAST, **each} for each in lists), None))
    return [*desk.put(COVER, cover()), *put("podcast", wanted)(desk, chance)]


STEPS: dict[str, Step] = {
    "recorded": recorded,
    "recording": field(
        "recording",
        "/media/talk.mp3",
        "{src: /media/film.mp4, poster: /media/one.png, episode: 1}",
        "{src: /media/talk.mp3, captions: /media/film.uk.vtt}",
        "/media/gone.mp3",
        None,
    ),
    "podcast": podcast,
}
