"""Players of sound and film, and the files that they play."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from math import isclose

from generator.contexts.recordings import CaptionTrack, Player
from generator.data import values
from generator.formats import language_name
from generator.indexes import Key
from generator.kinds import accompanied, is_captions, is_recording, language_in
from generator.model import Article, Body, Picture, Recording
from generator.pages.figures import figure
from generator.pages.page import Copy, Recorded, Text
from generator.recordings.transcripts import Transcript
from generator.shapes import Beside, RecordingFile
from generator.urls import media_url
from generator.view import View

SHAPES = {"wide": 16 / 9, "tall": 9 / 16, "old": 4 / 3, "old-tall": 3 / 4, "square": 1.0, "cinema": 64 / 27}
"""Usual proportions of films, by the classes of the style sheet: pages hold no styles of their own."""


def compose(key: Key, view: View) -> Recorded | Text | Copy | None:
    """A recording, its captions or its transcript, unless nothing that is published has it."""
    path = key[0]
    view.fact("recorded", path)
    if not _is_used(path, view):
        return None
    if is_recording(path):
        return Recorded(media_url(path), path) if view.recording(path) else None
    if is_captions(path):
        text = view.fact("captions", path)
        return Text(media_url(path), text) if text else None
    return Copy(media_url(path), path) if view.fact("transcript", path) else None


def _is_used(path: str, view: View) -> bool:
    if view.keys("media", (path,)):
        return True
    stems = () if is_recording(path) else accompanied(path)
    beside = (_beside(stem, view) for stem in stems)
    return any(view.keys("media", (each,)) for found in beside for each in found.recordings)


def _beside(stem: str, view: View) -> Beside:
    return view.fact("beside", stem) or Beside()


def player(recording: Recording | None, language: str, view: View, title: str = "") -> Player | None:
    """What plays a recording of an article in some language; None where there is nothing that can be played.

    `title` is what it is called where it does not say it itself.
    """
    file = view.recording(recording.source) if recording else None
    if recording is None or file is None:
        return None
    said, spoken = transcript(recording, language, view)
    poster = figure(Picture(recording.poster), view, "poster") if recording.poster and file.is_film else None
    name = posixpath.splitext(posixpath.basename(recording.source))[0]
    return Player(
        url=file.url,
        type=file.type,
        length=file.length,
        seconds=file.seconds,
        film=file.is_film,
        width=file.width,
        height=file.height,
        shape=_shape(file),
        title=recording.title or title or recording.caption or name,
        caption=recording.caption,
        credit=recording.credit,
        poster=poster.url if poster else "",
        tracks=tuple(_tracks(recording, file.is_film, language, view)),
        transcript=said,
        spoken=spoken if spoken != language else "",
    )


def _shape(file: RecordingFile) -> str:
    """The name of the proportions of a film, where they are usual ones."""
    if not file.height:
        return ""
    ratio = file.width / file.height
    return next((name for name, usual in SHAPES.items() if isclose(ratio, usual, rel_tol=0.02)), "")


def captions_of(recording: Recording, language: str, view: View) -> dict[str, str]:
    """The captions of a recording by their language, those in its own first: named by hand, or beside it."""
    found = {each or language: path for each, path in recording.captions if view.fact("captions", path)}
    stem = posixpath.splitext(recording.source)[0]
    for path in _beside(stem, view).captions:
        if view.fact("captions", path):
            found.setdefault(_language(path, stem, language), path)
    return dict(sorted(found.items(), key=lambda each: (each[0] != language, each[0])))


def transcript(recording: Recording, language: str, view: View) -> tuple[Transcript, str]:
    """What is said in a recording, with the language in which it is told: in its own, if there is that."""
    path, spoken = transcript_path(recording, language, view)
    return (view.fact("transcript", path) or () if path else ()), spoken


def transcript_path(recording: Recording, language: str, view: View) -> tuple[str, str]:
    """The file that tells what is said: one that is named, a transcript beside the recording, or captions."""
    if recording.transcript and view.fact("transcript", recording.transcript):
        return recording.transcript, language
    stem = posixpath.splitext(recording.source)[0]
    told = {_language(path, stem, language): path for path in _beside(stem, view).transcripts}
    told = {spoken: path for spoken, path in told.items() if view.fact("transcript", path)}
    captions = captions_of(recording, language, view)
    for found in (told, captions):
        if language in found:
            return found[language], language
    return next(((path, spoken) for spoken, path in (*told.items(), *captions.items())), ("", language))


def _language(path: str, stem: str, language: str) -> str:
    """The language that the name of a file gives; that of the article where it gives none."""
    written = language_in(path, stem)
    found = values.language(written) if written else language
    return found if isinstance(found, str) else language


def _tracks(recording: Recording, film: bool, language: str, view: View) -> Iterator[CaptionTrack]:
    """What is shown at once is fetched at once, and no browser shows captions of sound alone."""
    for number, (spoken, path) in enumerate(captions_of(recording, language, view).items()):
        kind = "captions" if spoken == language else "subtitles"
        first = film and number == 0 and spoken == language
        yield CaptionTrack(media_url(path), kind, spoken, language_name(spoken), first)


def recordings_of(article: Article) -> tuple[Recording, ...]:
    """The recordings of an article, its own first, each once."""
    entries = article.live.entries if article.live else ()
    bodies: Iterable[Body] = (article.body, *(entry.body for entry in entries))
    within = (part for body in bodies for part in body if isinstance(part, Recording))
    found: dict[str, Recording] = {}
    for each in (*((article.recording,) if article.recording else ()), *within):
        found.setdefault(each.source, each)
    return tuple(found.values())


def playable(article: Article, view: View) -> tuple[Recording, RecordingFile] | None:
    """The recording that stands for an article in feeds: the first that can be played."""
    for each in recordings_of(article):
        if file := view.recording(each.source):
            return each, file
    return None
