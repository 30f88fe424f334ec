"""Sound and film as search engines and the previews of links are told of them.

https://schema.org/AudioObject, https://schema.org/VideoObject and what Google reads of the latter:
https://developers.google.com/search/docs/appearance/structured-data/video
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.formats import iso, iso_duration
from generator.model import Record
from generator.structured.nodes import Node, filled


class Heard(Record, frozen=True):
    """A recording at an absolute URL; lengths in bytes, seconds and pixels are 0 when unknown."""

    url: str
    type: str
    name: str
    uploaded: dt.datetime
    language: str
    length: int = 0
    seconds: int = 0
    width: int = 0
    height: int = 0
    description: str = ""
    credit: str = ""
    thumbnail: str = ""
    transcript: str = ""

    @property
    def is_film(self) -> bool:
        return self.type.startswith("video/")


def recording_object(heard: Heard) -> Node:
    return filled({
        "@type": "VideoObject" if heard.is_film else "AudioObject",
        "name": heard.name,
        "description": heard.description,
        "contentUrl": heard.url,
        "encodingFormat": heard.type,
        "contentSize": str(heard.length or ""),
        "duration": iso_duration(heard.seconds) if heard.seconds else None,
        "uploadDate": iso(heard.uploaded),
        "thumbnailUrl": heard.thumbnail,
        "width": heard.width or None,
        "height": heard.height or None,
        "inLanguage": heard.language,
        "creditText": heard.credit,
        "transcript": heard.transcript,
    })  # fmt: skip


def graph(heard: Heard) -> Iterator[tuple[str, str]]:
    """The tags of Open Graph (https://ogp.me/#structured)."""
    name = "og:video" if heard.is_film else "og:audio"
    yield name, heard.url
    yield f"{name}:type", heard.type
    if heard.width:
        yield f"{name}:width", str(heard.width)
        yield f"{name}:height", str(heard.height)
