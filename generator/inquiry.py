"""Asking a store about one file of the site: what it is, why it was made, what it reads. Nothing is built."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import addresses, explain
from generator.model import Record
from generator.pages import KINDS, NUMBERS
from generator.paths import below
from generator.rows import Read
from generator.shapes import Status
from generator.store import Store

STATES = ("as it should be", "to be made again by the next build", "to be removed by the next build")
"""What is told of a job, by its state in the store."""


class Explanation(Record, frozen=True):
    """All that is told of one file of the site."""

    url: str  # below the base path; "" where it has not been made yet
    file: str  # below the output
    kind: str  # in words
    source: str  # the article that it is the page of
    state: str  # of `STATES`
    reason: str  # why it was last made, or is to be made now; "" where nobody knows
    changed: dt.datetime | None  # when the file was last written with other bytes
    reads: tuple[explain.Group, ...]
    raw: tuple[Read, ...]


class Unknown(Record, frozen=True):
    """There is nothing to be explained: why, and which files are meant perhaps."""

    message: str
    near: tuple[str, ...] = ()


def unbuilt(output: Path) -> Unknown:
    return Unknown(f"Nothing is known of {output}/ yet; run `broadsheet build` first.")


def inquire(store: Store, root: Path, output: Path, given: str) -> Explanation | Unknown:
    """Explain the file of the site that an address, a path of the disk, or the path of a source means."""
    if store.recall("as of") is None:
        return unbuilt(output)
    source = below(root, Path(given)) or given
    job = _job_of_source(store, source)
    if job is None and store.sources.get(source):
        return Unknown(_without_page(store, source))
    wanted = addresses.places(given, store.rows().fact("setting", ("base_url",)) or "")
    for place in (below(output, Path(given)), *wanted):
        if job is None and place:
            job = store.outputs.job(place)
    if job is None or (found := _explanation(store, output, job)) is None:
        return _nothing_at(store, given, wanted)
    return found


def _job_of_source(store: Store, path: str) -> int | None:
    """The job of an article, a plain page, a picture or a static file, by the path of its source."""
    kinds = ("article", "page", "picture", "recording", "media file")
    keys = dict.fromkeys(kinds, path) | {"static file": path.removeprefix("static/")}
    if not path.startswith(("content/", "static/")):
        return None
    for name, part in keys.items():
        number = NUMBERS[name]
        found = store.jobs.in_family(number, (part,)).get((part,))
        if found:
            return found[0]
    return None


def _without_page(store: Store, path: str) -> str:
    """Why an article has no page."""
    kept = store.sources.get(path)
    if kept is None or kept.emission is None or kept.faulty:
        return f"{path} has no page, for it has errors; `broadsheet build` tells them."
    why = {
        Status.DRAFT: "it is a draft",
        Status.EMBARGOED: "it is embargoed",
        Status.EXPIRED: "it has expired",
    }
    return f"{path} has no page, for {why.get(kept.emission.status, 'it is not published')}."


def _nothing_at(store: Store, given: str, wanted: tuple[str, ...]) -> Unknown:
    near = addresses.nearest(wanted[-1] if wanted else given, store.outputs.owned())
    hint = " Did you mean one of these?" if near else ""
    return Unknown(f"Nothing in this site is at {given}.{hint}", tuple(map(addresses.url, near)))


def _explanation(store: Store, output: Path, number: int) -> Explanation | None:
    """What the store knows of a job; None for files that no job makes any more."""
    found = store.jobs.get(number)
    if found is None:
        return None
    job, state, reason = found
    kind = KINDS[job.kind]
    source = job.key[0] if kind.name in ("article", "page") else ""
    zone = ZoneInfo(store.rows().fact("setting", ("timezone",)) or "UTC")
    file = next(iter(store.outputs.of((number,))), "")
    reads = store.reads.by(number)
    return Explanation(
        url=addresses.url(file) if file else "",
        file=file,
        kind=explain.kind_in_words(kind.name, job.key),
        source=source,
        state=STATES[state],
        reason=explain.reason_in_words(reason, source) if reason else "",
        changed=_changed(output / file, zone) if file else None,
        reads=explain.groups(reads, source, zone),
        raw=tuple(reads),
    )


def _changed(file: Path, zone: dt.tzinfo) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(file.stat().st_mtime, zone)
    except OSError:
        return None
