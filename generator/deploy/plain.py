"""A folder that is written in place: for hosts that take a folder, and for mounted disks without links."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.deploy.files import look_at, place, remove_file
from generator.deploy.host import Parcel, no_way_back
from generator.deploy.local import Local
from generator.deploy.record import RECORD, STATE, Deployed


class Plain(Local):
    """See `host.Host`."""

    atomic = False

    def is_empty(self) -> bool:
        return not self._root.is_dir() or all(each.name == STATE for each in self._root.iterdir())

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        return look_at(self._root, paths)

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:  # noqa: ARG002
        self._take()

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
