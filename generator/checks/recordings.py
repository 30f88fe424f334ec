"""What recordings are to have, for those who do not hear or see them (WCAG 2.2, 1.2.1 and 1.2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Problem, Recording, Severity
from generator.pages.recordings import captions_of, recordings_of, transcript
from generator.view import View


def films_without_captions(article: Article, view: View) -> Iterator[Problem]:
    """A warning for every film of an article that has no captions in its language."""
    for recording in recordings_of(article):
        file = view.recording(recording.source)
        if file and file.is_film and article.language not in captions_of(recording, article.language, view):
            message = f"The film {recording.source} has no captions"
            cure = "Put a `.vtt` file of the same name beside it"
            yield _problem(article, recording, "no-captions", message, cure)


def recordings_without_transcript(article: Article, view: View) -> Iterator[Problem]:
    """A warning for every recording of an article whose words cannot be read."""
    for recording in recordings_of(article):
        said, _ = transcript(recording, article.language, view)
        if view.recording(recording.source) and not said:
            message = f"The recording {recording.source} has no transcript"
            cure = "Put captions (`.vtt`) or a `.transcript.txt` of the same name beside it"
            yield _problem(article, recording, "no-transcript", message, cure)


def _problem(article: Article, recording: Recording, rule: str, message: str, cure: str) -> Problem:
    where = article.source, recording.line, recording.column
    return Problem(*where, rule, message, cure, Severity.WARNING)
