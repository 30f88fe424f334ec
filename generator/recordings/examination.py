"""A recording, from its first bytes to all that is known of it."""

from __future__ import annotations

from generator.kinds import suffix
from generator.model import Record
from generator.recordings import flac, mp3, mp4, ogg, wave, webm
from generator.recordings.pieces import Bytes, Pieces, Unusable
from generator.recordings.track import Track

NAMES = {
    "audio/mpeg": ("an MP3", ".mp3"),
    "audio/mp4": ("an MP4 of sound", ".m4a"),
    "video/mp4": ("an MP4", ".mp4"),
    "video/quicktime": ("a QuickTime film", ".mov"),
    "audio/wav": ("a WAV", ".wav"),
    "audio/flac": ("a FLAC", ".flac"),
    "audio/ogg": ("an Ogg", ".ogg"),
    "audio/webm": ("a WebM of sound", ".webm"),
    "video/webm": ("a WebM", ".webm"),
}
"""What a file is called by its media type, and the ending that it should have."""

_ENDINGS = {
    ".m4v": {"video/mp4", "video/quicktime"},
    ".mp4": {"video/mp4", "audio/mp4", "video/quicktime"},
    ".m4a": {"audio/mp4"},
    ".m4b": {"audio/mp4"},
    ".mov": {"video/quicktime", "video/mp4", "audio/mp4"},
    ".oga": {"audio/ogg"},
    ".opus": {"audio/ogg"},
    ".webm": {"audio/webm", "video/webm"},
}
"""The media types that files of an ending may be, where it is not one alone."""


class Examined(Record, frozen=True):
    """A recording that can be published, and what of its bytes is."""

    track: Track
    pieces: Pieces


def examine(path: str, source: Bytes) -> Examined:
    """Look into the file at `path`. Raises `Unusable` with the reason, and `OSError` where the disk fails."""
    if not source.size:
        raise Unusable("is empty")
    track, pieces = _read(source)
    allowed = _ENDINGS.get(suffix(path), {kind for kind, (_, end) in NAMES.items() if end == suffix(path)})
    if track.type not in allowed:
        name, ending = NAMES[track.type]
        raise Unusable(f"is {name} by its bytes, which its name should say: `{ending}`")
    return Examined(track, pieces)


def _read(source: Bytes) -> tuple[Track, Pieces]:
    start = mp3.after_tags(source)
    head = source.at(start, 12)
    if head[4:8] in mp4.FIRST:
        return mp4.read(source)
    if head[:4] == b"\x1aE\xdf\xa3":
        return webm.read(source)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        return wave.read(source)
    if head[:4] == b"OggS":
        return ogg.read(source)
    if head[:4] == b"fLaC":
        return flac.read(source, start)
    return mp3.read(source, start)
