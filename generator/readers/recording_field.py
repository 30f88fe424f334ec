"""The field `recording` of an article: its own sound or film, such as an episode of a podcast."""

from __future__ import annotations

from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    by_shape,
    choice,
    integer,
    line,
    mapping_of,
    record,
    refine,
    shown,
)
from generator.kinds import is_captions, is_recording, is_transcript
from generator.model import Recording, Severity

EPISODES = 100_000
"""The greatest number of an episode; a daily podcast reaches it in three hundred years."""

_KINDS = ("full", "trailer", "bonus")


def _file(text: str) -> str | Complaint:
    if is_recording(text):
        return text
    cure = "Write the path of an `.mp3`, `.m4a`, `.mp4`, `.webm` or another file of sound or film"
    return Complaint("bad-recording", f"is no recording by its name: {shown(text)}", cure)


def _captions_file(text: str) -> str | Complaint:
    if is_captions(text):
        return text
    return Complaint("bad-recording", f"is not in WebVTT: {shown(text)}", "Write the path of a `.vtt` file")


def _transcript_file(text: str) -> str | Complaint:
    if is_captions(text) or is_transcript(text):
        return text
    cure = "Call the file `….transcript.txt`, or name a `.vtt` file"
    return Complaint("bad-recording", f"is no transcript by its name: {shown(text)}", cure)


def _in_language(key: Scalar, node: Node, where: Where) -> tuple[str, str] | None:
    language = refine(line, values.language)(key, where)
    path = _CAPTIONS_FILE(node, where)
    return (language, path) if language and path else None


_CAPTIONS_FILE = refine(line, _captions_file)
_CAPTIONS: Decoder[tuple[tuple[str, str], ...]] = by_shape(
    "a path, or paths by their languages",
    "Write `captions: talk.vtt`, or `uk: talk.uk.vtt` below it",
    scalar=refine(_CAPTIONS_FILE, lambda path: (("", path),)),
    mapping=mapping_of(_in_language),
)

_FIELDS: dict[str, Decoder[object]] = {
    "src": refine(line, _file),
    "title": line,
    "caption": line,
    "credit": line,
    "transcript": refine(line, _transcript_file),
    "captions": _CAPTIONS,
    "poster": line,
    "episode": integer(1, EPISODES),
    "season": integer(1, 1000),
    "kind": choice(*_KINDS),
    "explicit": boolean,
}


def _make(
    node: Node,
    src: str,
    title: str = "",
    caption: str = "",
    credit: str = "",
    transcript: str = "",
    captions: tuple[tuple[str, str], ...] = (),
    poster: str = "",
    episode: int = 0,
    season: int = 0,
    kind: str = "",
    explicit: bool | None = None,
) -> Recording:
    return Recording(
        src, title, caption, credit, node.line, node.column, captions, transcript, poster, episode, season,
        "" if kind == "full" else kind, explicit,
    )  # fmt: skip


def _path(node: Node, where: Where) -> Recording | None:
    path = _FIELDS["src"](node, where)
    return _make(node, str(path)) if path else None


def _group(node: Node, where: Where) -> Recording | None:
    at = (isinstance(node, Mapping) and node.get("src")) or node
    read = record(lambda **given: _make(at, **given), ("src",), Severity.WARNING, **_FIELDS)
    return read(node, where)


RECORDING: Decoder[Recording] = by_shape(
    "a path, or fields", "Write `src: talk.mp3` below it", scalar=_path, mapping=_group
)
