"""A folder that is written in place: for hosts that take a folder, and for mounted disks without links."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from generator.deploy.files import look_at, place, remove_file, write_beside
from generator.deploy.host import HostError, Parcel, no_way_back
from generator.deploy.record import RECORD, STATE, Deployed
from generator.targets import Folder


class Plain:
    """See `host.Host`."""

    atomic = False
    thorough = True

    def __init__(self, target: Folder, root: Path) -> None:
        self._root = root / target.path
        self._lock = FileLock(self._root / STATE / "lock")

    def connect(self) -> None:
        if not self._root.parent.is_dir():
            raise HostError(f"there is no folder {self._root.parent}; is it mounted?")
        if (self._root / STATE).is_dir():
            self._take()

    def _take(self) -> None:
        """Keep other deploys away, from the first one on."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise HostError("another deploy to this folder is under way", passing=True) from None

    def close(self) -> None:
        self._lock.release(force=True)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        write_beside(self._root / name, data)

    def is_empty(self) -> bool:
        return not self._root.is_dir() or all(each.name == STATE for each in self._root.iterdir())

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        return look_at(self._root, paths)

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:  # noqa: ARG002
        (self._root / STATE).mkdir(parents=True, exist_ok=True)
        self._take()

    def stamp(self, parcel: Parcel) -> str:
        return parcel.stamp

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        for parcel in parcels:
            place(self._root / parcel.path, parcel)
            yield parcel.path

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        for path in paths:
            remove_file(self._root, path)
            yield path

    def commit(self, record: bytes, summary: str) -> None:  # noqa: ARG002
        self.write(RECORD, record)

    def roll_back(self, now: int) -> str:  # noqa: ARG002
        raise no_way_back("folder with `keep: 0`")
