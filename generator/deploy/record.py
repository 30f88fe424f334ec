"""The record of a host: what was deployed there, so that only differences travel.

It lies on the host, so that any machine can deploy. JSON values, one a line: the first tells of the deploy,
each other one is a file: its path, its mark, its stamp, when it was retired, and whether it is a story.
A second file of this form, the *claims*, names what a deploy is about to send. It is there before the first
file travels and goes with the last: after an interruption it tells which strange files are one's own.
"""

from __future__ import annotations

import re

import msgspec

from generator.model import Record

STATE = ".broadsheet"
RECORD = f"{STATE}/record.jsonl"
CLAIMS = f"{STATE}/claims.jsonl"
LEDGER = f"{STATE}/published.tsv"
OWN = (RECORD, CLAIMS, LEDGER)
"""Files of Broadsheet's own on a host."""

_TOKEN = re.compile(r"[0-9a-f]{8,64}")


class Entry(Record, frozen=True, array_like=True, omit_defaults=True):
    """What is known of one file on the host."""

    mark: str
    stamp: str  # what the host itself tells of it, by which a change of another hand shows
    retired: int = 0  # when nothing referred to it any more, in seconds since 1970; 0 for what is published
    story: bool = False


class Head(Record, frozen=True):
    """The deploy of a record."""

    token: str = ""  # other for each deploy
    at: int = 0  # seconds since 1970
    base_url: str = ""


class Deployed(Record, frozen=True):
    """A record, or claims."""

    head: Head = Head()
    files: dict[str, Entry] = msgspec.field(default_factory=dict)


class Unreadable(ValueError):
    """A record that is none."""


_HEAD = msgspec.json.Decoder(Head)
_LINE = msgspec.json.Decoder(tuple[str, Entry])


def encode(deployed: Deployed) -> bytes:
    lines = [msgspec.json.encode(deployed.head)]
    lines += (msgspec.json.encode(pair) for pair in sorted(deployed.files.items(), key=lambda pair: pair[0]))
    return b"\n".join((*lines, b""))


def decode(data: bytes | None) -> Deployed | None:
    """The record of some bytes; None where there are none. `Unreadable` where something else is there."""
    if not data:
        return None
    first, _, rest = data.partition(b"\n")
    try:
        head = _HEAD.decode(first)
        if not _TOKEN.fullmatch(head.token) or not data.endswith(b"\n"):
            raise Unreadable
        return Deployed(head, dict(map(_LINE.decode, rest.splitlines())))
    except (msgspec.DecodeError, ValueError) as error:
        raise Unreadable from error
