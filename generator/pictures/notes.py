"""What a picture tells of itself, wherever it is written: caption, alternative text and rights."""

from __future__ import annotations

import re

from generator.characters import without_controls
from generator.model import NO_RIGHTS, Record, Rights
from generator.pictures.packet import SOURCE_TYPES

_LONGEST = 5_000  # characters of any field
_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_TYPE = re.compile(r"[A-Za-z]{3,60}")


class Notes(Record, frozen=True):
    """Plain texts; empty ones where nothing is told."""

    caption: str = ""
    alt: str = ""
    rights: Rights = NO_RIGHTS


NOTHING = Notes()


def merged(sources: tuple[Notes, ...]) -> Notes:
    """Each field of the first that has it, on one line."""

    def first(*texts: str) -> str:
        return next(filter(None, map(_tidy, texts)), "")

    rights = [source.rights for source in sources]
    return Notes(
        caption=first(*(source.caption for source in sources)),
        alt=first(*(source.alt for source in sources)),
        rights=Rights(
            creator=first(*(one.creator for one in rights)),
            credit=first(*(one.credit for one in rights)),
            copyright=first(*(one.copyright for one in rights)),
            licence=first(*(one.licence for one in rights)),
            source_type=first(*(one.source_type for one in rights)),
        ),
    )


def licence(text: str) -> str:
    """An address on the web, or nothing."""
    found = _ADDRESS.fullmatch(text.strip())
    return found.group() if found else ""


def source_type(text: str) -> str:
    """The last part of a digital source type, from its address or alone; nothing of anything else."""
    text = text.strip()
    name = re.split(r"[/:#]", text)[-1]
    known = text == name or SOURCE_TYPES.partition("//")[2] in text or "digsrctype" in text
    return name if known and _TYPE.fullmatch(name) else ""


def _tidy(text: str) -> str:
    return " ".join(without_controls(text).split())[:_LONGEST]
