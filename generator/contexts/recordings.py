"""What plays sound and film."""

from __future__ import annotations

from generator.model import Record
from generator.recordings.transcripts import Spoken


class CaptionTrack(Record, frozen=True):
    """Captions in one language."""

    url: str
    kind: str  # "captions" in the language that is spoken, else "subtitles"
    language: str  # BCP 47
    label: str  # its name in itself
    default: bool  # shown unless the reader chooses otherwise


class Player(Record, frozen=True):
    """A recording that can be played. All texts are plain."""

    url: str
    type: str
    length: int  # bytes of the published file
    seconds: int  # 0 when unknown
    film: bool  # with a picture; else sound alone
    width: int  # pixels, 0 when unknown
    height: int
    shape: str  # of a film: "wide", "tall" and others that the style sheet knows, "" for any other
    title: str
    caption: str
    credit: str
    poster: str  # the URL of a picture, "" for none
    tracks: tuple[CaptionTrack, ...]
    transcript: tuple[Spoken, ...]
    spoken: str = ""  # the language of the transcript where it is not that of the article
