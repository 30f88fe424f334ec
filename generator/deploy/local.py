"""What all hosts have in common that are a folder of this machine, or one that is mounted."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from generator.deploy.files import write_beside
from generator.deploy.host import HostError, Parcel
from generator.deploy.record import STATE
from generator.targets import Folder


class Local:
    """The part of a `host.Host` that looks after the folder itself."""

    thorough = True

    def __init__(self, target: Folder, root: Path) -> None:
        self._root = root / target.path
        self._lock = FileLock(self._root / STATE / "lock")

    def connect(self) -> None:
        """A folder that nothing was deployed to is left as it is: a dry run may be all that follows."""
        if not self._root.parent.is_dir():
            raise HostError(f"there is no folder {self._root.parent}; is it mounted?")
        if (self._root / STATE).is_dir():
            self._take()

    def _take(self) -> None:
        """Keep other deploys away, from the first one on."""
        (self._root / STATE).mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise HostError("another deploy to this folder is under way", passing=True) from None

    def close(self) -> None:
        self._lock.release(force=True)

    def _own(self, name: str) -> Path | None:
        """Where a file of Broadsheet's own is; None for one that this host does not keep."""
        return self._root / name

    def read(self, name: str) -> bytes | None:
        file = self._own(name)
        try:
            return file.read_bytes() if file else None
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        if file := self._own(name):
            write_beside(file, (data,))

    def stamp(self, parcel: Parcel) -> str:
        return parcel.stamp
