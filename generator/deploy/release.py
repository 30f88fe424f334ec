"""What an output offers for publication: its files, and whether they may be published at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from generator.config import Config, base_path
from generator.deploy.items import Item, cache_control, is_text, mark, media_type
from generator.journal import is_unfinished
from generator.ledger import read_redirects
from generator.manifest import PRODUCTION, Manifest, Owned, read_head, read_manifest
from generator.model import Problem, Record, Severity
from generator.outcome import has_failed, read_outcome
from generator.redirects import Redirect
from generator.targets import Git, Objects, Target
from generator.urls import href, output_path

TOLERANCE = dt.timedelta(minutes=2)
"""By how much the clocks of two machines may differ: that of the build, and that of the deploy."""

REDIRECTING = "s3"
"""The type of targets, and the word of `hosting`, for stores that answer with a redirect."""

EMPTY = hashlib.sha256(b"").hexdigest()

BUILD = "Run `broadsheet build`"


class Release(Record, frozen=True):
    """The files of an output as a target wants them, by their paths there."""

    base_url: str
    items: dict[str, Item]


def read_release(
    root: Path, output: Path, target: Target, config: Config, now: dt.datetime
) -> tuple[Release, tuple[Problem, ...]]:
    """What there is to publish, and what speaks against it. Raises `OSError`."""
    manifest = read_manifest(output)
    problems = tuple(_refusals(root, output, manifest, target, config.base_url, now))
    files = manifest.files
    items = {item.path: item for path, owned in files.items() for item in _forms(path, owned, target, files)}
    if REDIRECTING in config.hosting and target.kind == REDIRECTING:
        moved = (_moved(each, base_path(manifest.base_url)) for each in read_redirects(output) if each.target)
        items = {**{item.path: item for item in moved}, **items}  # where a page is, nothing leads away
    return Release(manifest.base_url, items), problems


def offer(output: Path) -> Release:
    """The files of an output as they are, where nobody has said where it goes."""
    manifest = read_manifest(output)
    items = {path: Item(path, owned.digest, path, owned.digest) for path, owned in manifest.files.items()}
    return Release(manifest.base_url, items)


def _refusals(
    root: Path, output: Path, manifest: Manifest, target: Target, base_url: str, now: dt.datetime
) -> Iterator[Problem]:
    place = f"{output.name}/"
    head, outcome = read_head(output), read_outcome(output)
    if head is None or not manifest.files:
        yield Problem(place, 0, 0, "not-built", "There is no built site here to deploy", BUILD)
        return
    if head.kind != PRODUCTION:
        message = "This is a preview, which may show drafts and what is to come"
        yield Problem(place, 0, 0, "preview-build", message, f"{BUILD} without --drafts")
    if has_failed(root, output):
        message = "The last build failed, and what lies here is older than the sources"
        yield Problem(place, 0, 0, "failed-build", message, "Mend its errors and build again")
    elif outcome and outcome.errors:
        message = "The last build went on in spite of errors, and what was faulty is not in it"
        cure = "Mend the errors when you can"
        yield Problem(place, 0, 0, "faulty-build", message, cure, Severity.WARNING)
    if outcome and outcome.as_of > now + TOLERANCE:
        message = f"This was built as of {outcome.as_of:%Y-%m-%d %H:%M} UTC, which is still to come"
        yield Problem(place, 0, 0, "future-build", message, f"Look at the clock, and build again: {BUILD}")
    if is_unfinished(output):
        message = "The last build was interrupted while it published"
        yield Problem(place, 0, 0, "unfinished-build", message, f"{BUILD}, which finishes its work")
    wanted = target.base_url or base_url
    if head.base_url != wanted:
        message = f"This was built for {head.base_url}, and `{target.name}` is {wanted}"
        cure = f"Build with `--base-url {wanted}`, or give the target its own `base_url`"
        yield Problem(place, 0, 0, "other-address", message, cure)


def _moved(redirect: Redirect, below: str) -> Item:
    """An object that leads elsewhere. A hash mark in its address has no meaning to a store."""
    path, location = output_path(redirect.source), href(redirect.target, below)
    return Item(path, mark(EMPTY, location), path, EMPTY, location=location)


def _forms(path: str, owned: Owned, target: Target, taken: Collection[str]) -> Iterator[Item]:
    """A file as it is, and the compressed forms of it that a target wants beside it."""
    place, story = target.place, bool(owned.source)
    # Pages are alike in this, and most of the files.
    alike = "index.html" if path.endswith("/index.html") else path
    treatment = _treatment(alike, place) if isinstance(place, Objects) else ""
    yield Item(path, mark(owned.digest, treatment), path, owned.digest, story)
    for encoding in target.precompress if is_text(path) else ():
        if (beside := f"{path}.{encoding}") not in taken:
            yield Item(beside, mark(owned.digest, encoding), path, owned.digest, story, encoding)


@lru_cache(maxsize=1024)
def _treatment(path: str, place: Objects) -> str:
    return ";".join(attributes(path, place).values())


def attributes(path: str, place: Objects) -> dict[str, str]:
    """How an object store gives out a file, as headers of its answer."""
    given = {"Content-Type": media_type(path), "Cache-Control": cache_control(path, place.page_cache)}
    if place.compress and is_text(path):
        given["Content-Encoding"] = place.compress
    return given


def unfit(release: Release, target: Target) -> Iterator[Problem]:
    """Names that a host of this kind cannot hold."""
    for path, item in release.items.items():
        if message := _misfit(path, target):
            cure = "Give the article a shorter `slug:`, or the file another name"
            yield Problem(item.source, 0, 0, "bad-target-name", message, cure)


def _misfit(path: str, target: Target) -> str:
    place = target.place
    if isinstance(place, Objects):
        key = f"{place.prefix}/{path}" if place.prefix else path
        return "An object store holds no name above 1,024 bytes" if len(key.encode()) > 1024 else ""
    if isinstance(place, Git) and any(part.lower() == ".git" for part in path.split("/")):
        return "git holds no file with the name .git"
    if any(len(part.encode()) > 255 for part in path.split("/")):
        return "A file system holds no name above 255 bytes"
    return ""
