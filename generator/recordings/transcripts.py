"""What is said in a recording, as paragraphs to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from generator.characters import balanced
from generator.model import Record
from generator.recordings.webvtt import Cue

PAUSE = 2000
"""Milliseconds of silence after which a new paragraph begins."""

LONG = 600
"""Characters after which a paragraph ends with its sentence."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]++)?+[ \t]++([^<>]*+)>")
_MARK = re.compile(r"<[^<>]*>")
_ANNOTATION = re.compile(r"<rt>.*?(?:</rt>|$)", re.DOTALL)
_SPEAKER = re.compile(r"([^\W\d_][^:\n.!?]{0,40}):[ \t\n]+(?=\S)")
_BETWEEN = re.compile(r"\n[ \t]*\n")


class Spoken(Record, frozen=True):
    """A paragraph, and who begins to speak with it; "" where that is the same or not known."""

    text: str
    speaker: str = ""


Transcript = tuple[Spoken, ...]


def of_captions(cues: Iterable[Cue]) -> Transcript:
    """A paragraph ends where another one speaks, at a pause, and at the end of a sentence when it is long."""
    paragraphs: list[Spoken] = []
    words: list[str] = []
    letters = 0
    speaker, named, until = "", "", 0
    for cue in cues:
        for voice, text in _voices(cue.text):
            now = voice or (speaker if cue.start - until < PAUSE else "")
            if words and (now != speaker or cue.start - until >= PAUSE or _is_long(letters, words[-1])):
                paragraphs.append(Spoken(" ".join(words), speaker if speaker != named else ""))
                words, letters, named = [], 0, speaker
            speaker = now
            words.append(text)
            letters += len(text)
        until = cue.end
    if words:
        paragraphs.append(Spoken(" ".join(words), speaker if speaker != named else ""))
    return tuple(paragraphs)


def of_text(text: str) -> Transcript:
    """Paragraphs with empty lines between them; one may begin with the name of who speaks, and a colon."""
    return tuple(_paragraphs(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))


def plain(transcript: Transcript) -> str:
    """One text of it all."""
    return "\n".join(f"{each.speaker}: {each.text}" if each.speaker else each.text for each in transcript)


def _is_long(letters: int, last: str) -> bool:
    return letters >= LONG and last.rstrip("\"'”’»").endswith((".", "!", "?", "…"))


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a cue, each with the name of its voice or "", as plain text."""
    before, *rest = _VOICE.split(text)
    for voice, spoken in (("", before), *zip(rest[::2], rest[1::2], strict=True)):
        said = _line(unescape(_MARK.sub("", _ANNOTATION.sub("", spoken))))
        if said:
            yield _line(unescape(voice)), said


def _paragraphs(text: str) -> Iterator[Spoken]:
    for block in _BETWEEN.split(text):
        written = block.strip()
        speaker = _SPEAKER.match(written)
        said = _line(written[speaker.end() if speaker else 0 :])
        if said:
            yield Spoken(said, _line(speaker[1]) if speaker else "")


def _line(text: str) -> str:
    """Words on one line, with nothing that turns about what stands beside them."""
    return balanced(" ".join(text.split()))
