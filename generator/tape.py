"""Recordings on their way into the output: a chunk at a time, without what tells of their makers."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from generator.disk import open_file
from generator.output import Stream
from generator.recordings.examination import examine
from generator.recordings.pieces import Bytes, Unusable, chunks


def pour(root: Path, path: str) -> Stream:
    """What is published of the recording at `path` in a site."""

    def stream() -> Generator[bytes]:
        with open_file(root / path) as file:
            source = Bytes(file)
            try:
                yield from chunks(examine(path, source).pieces, source)
            except Unusable as reason:
                raise OSError(f"{path} has changed while it was published: it {reason}") from None

    return stream
