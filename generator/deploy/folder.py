"""A folder of this machine, or one that is mounted, with a link to the release that shows.

    PATH/current -> releases/000002-20261129T231500Z      what the web server gives out
    PATH/releases/000001-…, 000001-….record, …            earlier releases, to go back to
    PATH/releases/.next/                                  a deploy under way

A release is a whole site. Files that stay are hard links to those of the release before, or copies where the
file system has no links. The record of a release lies beside it, so that both change at one moment: that of
the rename of `current`.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from generator.deploy.files import look_at, place, remove_file, write_beside
from generator.deploy.host import HostError, Parcel
from generator.deploy.local import Local
from generator.deploy.record import CLAIMS, RECORD, Deployed, Entry, decode, encode
from generator.disk import digest_of
from generator.targets import Folder

CURRENT, RELEASES, NEXT = "current", "releases", ".next"
_NAME = re.compile(r"[0-9]{6,}-[0-9]{8}T[0-9]{6}Z")


class Releases(Local):
    """See `host.Host`."""

    atomic = True

    def __init__(self, target: Folder, root: Path) -> None:
        super().__init__(target, root)
        self._keep = target.keep

    @property
    def _current(self) -> Path:
        return self._root / CURRENT

    @property
    def _next(self) -> Path:
        return self._root / RELEASES / NEXT

    def connect(self) -> None:
        super().connect()
        if self._current.exists() and not self._current.is_symlink():
            raise HostError(f"{self._current} is no symbolic link, and shall become one: move it elsewhere")

    def _showing(self) -> str:
        """The name of the release that shows; empty where none does."""
        try:
            return self._current.readlink().name
        except FileNotFoundError:
            return ""

    def _record_of(self, name: str) -> Path:
        return self._root / RELEASES / f"{name}.record"

    def _own(self, name: str) -> Path | None:
        if name == RECORD:
            return self._record_of(self._showing()) if self._showing() else None
        return None if name == CLAIMS else super()._own(name)

    def is_empty(self) -> bool:
        return not self._showing()

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        return look_at(self._current, paths) if self._showing() else {}

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        """Fill the next release with what stays; what an interrupted deploy has left of it is used."""
        self._take()
        self._next.mkdir(parents=True, exist_ok=True)
        staying = there.files.keys() - {*leaving, *coming}
        for path in tuple(_files(self._next)):
            if path not in staying and path not in coming:
                remove_file(self._next, path)
        for path in sorted(staying):
            _link(self._current / path, self._next / path)

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        for parcel in parcels:
            target = self._next / parcel.path
            if not _holds(target, parcel):
                place(target, parcel)
            yield parcel.path

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        """Nothing is left to do: `begin` has left these out."""
        yield from paths

    def commit(self, record: bytes, summary: str) -> None:  # noqa: ARG002
        name = self._new_name()
        write_beside(self._record_of(name), (record,))
        self._next.rename(self._root / RELEASES / name)
        self._show(name)
        self._prune(name)

    def _names(self) -> list[str]:
        """The releases, in their order."""
        found = (each.name for each in (self._root / RELEASES).iterdir())
        return sorted(
            (name for name in found if _NAME.fullmatch(name)), key=lambda name: int(name[: name.index("-")])
        )

    def _new_name(self) -> str:
        """A number puts releases in order, for a clock may be set back."""
        numbers = [int(name.partition("-")[0]) for name in self._names()]
        return f"{max(numbers, default=0) + 1:06}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"

    def _show(self, name: str) -> None:
        fresh = self._root / f".{CURRENT}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(f"{RELEASES}/{name}")
        fresh.replace(self._current)

    def _prune(self, showing: str) -> None:
        """Remove the oldest releases, but neither the one that shows nor the `keep` before it."""
        earlier = [name for name in self._names() if name != showing]
        for name in earlier[: max(0, len(earlier) - self._keep)]:
            shutil.rmtree(self._root / RELEASES / name)
            self._record_of(name).unlink(missing_ok=True)

    def roll_back(self, now: int) -> str:
        """Show the release before the one that shows.

        What only the newer one has stays within reach there: a reader's page may refer to it.
        """
        showing = self._showing()
        names = self._names()
        place = names.index(showing) if showing in names else 0
        if place == 0:
            raise HostError("there is no earlier release to go back to")
        name = names[place - 1]
        old, new = (decode(self._record_of(each).read_bytes()) or Deployed() for each in (name, showing))
        files = dict(old.files)
        for path in sorted(new.files.keys() - old.files.keys()):
            if not (entry := new.files[path]).story:
                _link(self._current / path, self._root / RELEASES / name / path)
                files[path] = Entry(entry.mark, entry.stamp, entry.retired or now)
        write_beside(self._record_of(name), (encode(Deployed(old.head, files)),))
        self._show(name)
        return name


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name).relative_to(folder).as_posix()


def _link(source: Path, target: Path) -> None:
    """A second name for a file, or a copy of it where the file system has no such thing."""
    try:
        if source.samefile(target):
            return
        target.unlink()
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        temporary = target.with_name(f".{target.name}.broadsheet")
        shutil.copy2(source, temporary)
        temporary.replace(target)


def _holds(file: Path, parcel: Parcel) -> bool:
    """Whether an interrupted deploy has put a file there already, whole and with its time."""
    try:
        found = file.stat()
    except OSError:
        return False
    if (found.st_size, int(found.st_mtime)) != (parcel.size, parcel.mtime):
        return False
    return digest_of(file) == parcel.digest
