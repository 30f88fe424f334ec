"""Reading one source, in whatever process: from its path to all that the site may know of it, as bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.config import Config
from generator.deadline import OutOfTime, within
from generator.disk import read_file
from generator.emission import Moment, Shapes, emit
from generator.model import Article, Problem, Record

PATIENCE = 30
"""Seconds that the reading of an article may take; the longest takes less than one."""

LATE = b"late"
"""In place of the digest of what was read: every build reads it again, for the machine may be to blame."""


class Item(NamedTuple):
    """An article to be read. `known` is the digest of what it was read from the last time."""

    path: str
    sidecar: str  # its path, "" for none
    known: bytes


class Intake(Record, frozen=True, array_like=True):
    """What was read. Without a digest of the input, all is as it was the last time."""

    path: str
    files: tuple[tuple[str, bytes], ...]  # the digest of each file
    input: bytes = b""
    emission: bytes | None = None  # encoded; None where the article could not be read
    shapes: Shapes = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Settings(Record, frozen=True):
    """What the reading of all articles depends on."""

    root: Path
    config: Config  # no more than `for_reading` keeps
    moment: Moment
    digest: bytes  # of the config


def settings_of(root: Path, config: Config, moment: Moment) -> Settings:
    narrow = config.for_reading()
    return Settings(root, narrow, moment, digest(msgspec.msgpack.encode(narrow)))


def digest(data: bytes) -> bytes:
    """The digest by which a file is known: SHA-256."""
    return hashlib.sha256(data).digest()


def take_in(item: Item, settings: Settings) -> Intake:
    """Read an article, unless it is what it was. Raises `OSError` where the disk cannot."""
    from generator.articles import parse

    data = read_file(settings.root / item.path)
    files = [(item.path, digest(data))]
    sidecar = None
    if item.sidecar:
        beside = read_file(settings.root / item.sidecar)
        files.append((item.sidecar, digest(beside)))
        sidecar = item.sidecar, beside
    given = hashlib.blake2b(settings.digest, digest_size=20)
    for path, found in files:
        given.update(path.encode() + b"\0" + found)
    if given.digest() == item.known:
        return Intake(item.path, tuple(files))
    try:
        with within(PATIENCE):
            parsed = parse(item.path, data, sidecar, settings.config)
    except OutOfTime as error:
        return Intake(item.path, tuple(files), LATE, problems=(_endless(item.path, str(error)),))
    emission, shapes = tell(parsed.article, settings) if parsed.article else (None, {})
    return Intake(item.path, tuple(files), given.digest(), emission, shapes, parsed.problems)


def given_up(item: Item) -> Intake:
    """An article in which a process hung until the system ended it, and that the next build reads again."""
    return Intake(item.path, (), LATE, problems=(_endless(item.path, "its reading does not come to an end"),))


def _endless(path: str, why: str) -> Problem:
    message = f"This article cannot be read: {why}"
    cure = "Look for what is unusual in its text, such as thousands of brackets, and take it out"
    return Problem(path, 0, 0, "endless-article", message, cure)


def tell(article: Article, settings: Settings) -> tuple[bytes, Shapes]:
    """What an article emits, encoded."""
    emission, shapes = emit(article, settings.config, settings.moment)
    return msgspec.msgpack.encode(emission), shapes
