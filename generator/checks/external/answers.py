"""What other sites have answered, kept until it is too old: one JSON value a line, beside the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.checks.external.asking import Answer
from generator.disk import write_whole
from generator.model import Record

NAME = "external.jsonl"
LIVING = dt.timedelta(days=7)
"""For how long a link that leads somewhere is not asked for again."""
OTHERS = dt.timedelta(hours=6)


class Kept(Record, frozen=True):
    url: str
    at: dt.datetime
    answer: Answer

    def holds(self, now: dt.datetime) -> bool:
        """Whether it is not too old; what claims to come from the future is."""
        return dt.timedelta(0) <= now - self.at < (LIVING if self.answer.lives else OTHERS)


_KEPT = msgspec.json.Decoder(Kept)


def read_answers(folder: Path, now: dt.datetime) -> dict[str, Kept]:
    """The answers that still hold, by their address; a line that cannot be read is forgotten."""
    found: dict[str, Kept] = {}
    try:
        lines = (folder / NAME).read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return found
    for line in lines:
        try:
            kept = _KEPT.decode(line)
        except (msgspec.DecodeError, ValueError):
            continue
        if kept.at.tzinfo and kept.holds(now):
            found[kept.url] = kept
    return found


def write_answers(folder: Path, answers: Mapping[str, Kept]) -> None:
    """Keep the answers that hold. Raises `OSError`."""
    lines = (msgspec.json.encode(answers[url]) for url in sorted(answers))
    write_whole(folder / NAME, b"".join(line + b"\n" for line in lines))
