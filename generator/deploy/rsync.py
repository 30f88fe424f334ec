"""A host that is reached by rsync over ssh. rsync writes each file beside its place, then renames it."""

from __future__ import annotations

import calendar
import re
import shlex
import subprocess
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from generator.deploy.commands import Command, Ended
from generator.deploy.host import HostError, Parcel, no_way_back, stamp
from generator.deploy.record import OWN, RECORD, STATE, Deployed
from generator.targets import Rsync

AT_ONCE = 500  # files in one call
_SILENT: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
_PASSING = re.compile(
    r"connection (?:reset|closed|timed out|refused|unexpectedly)|timeout|unexpected end|broken pipe"
    r"|error in rsync protocol",
    re.IGNORECASE,
)
_CAUSES = (
    (r"permission denied \((?:publickey|password|keyboard)", "ssh is not let in without a password"),
    (r"host key verification failed", "this host is not known: connect by `ssh` first, or set `known_hosts`"),
    (r"could not resolve", "there is no host of this name"),
    (r"no space left|disk quota|write failed", "there is no space left at the host"),
    (r"rsync: (?:command )?not found", "the host has no rsync; use `type: sftp`"),
    (r"mkdir .*no such file|change_dir .*failed", "the folder above `path` is not there at the host"),
    (r"permission denied", "the host does not allow to write there"),
    (r"file name too long|invalid argument|illegal byte", "the host cannot hold a file of this name"),
)  # fmt: skip


class RsyncHost:
    """See `host.Host`."""

    atomic = False
    thorough = True

    def __init__(self, target: Rsync, root: Path) -> None:
        self._target = target
        self._here = root
        self._unread: dict[str, bytes | None] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="broadsheet-")
        self._place = f"{target.host}:{target.path.rstrip('/')}/"
        environment = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
        self._rsync = Command(["rsync", "-8", "-e", self._shell()], environment, _CAUSES, _PASSING)

    def _shell(self) -> str:
        """The ssh of all calls, which share one connection."""
        target, control = self._target, Path(self._folder.name) / "ssh"
        words = ["ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]
        words += ["-o", f"ControlPath={control}"]
        words += ["-p", str(target.port)] if target.port else []
        if target.identity:
            words += ["-o", "IdentitiesOnly=yes", "-i", str(self._file(target.identity))]
        if target.known_hosts:
            words += ["-o", f"UserKnownHostsFile={self._file(target.known_hosts)}"]
        return shlex.join(words)

    def _file(self, path: str) -> Path:
        return (self._here / Path(path).expanduser()).resolve()

    def connect(self) -> None:
        """Open the connection that all calls share. The program that holds it may keep no pipe of ours."""
        log = Path(self._folder.name) / "log"
        words = [*shlex.split(self._shell()), "-M", "-N", "-f", "-E", str(log), "-o", "ControlPersist=60"]
        try:
            code = subprocess.call([*words, self._target.host], **_SILENT)
        except FileNotFoundError:
            raise HostError("ssh is not installed, and this target needs it") from None
        if code:
            raise self._rsync.error(log.read_bytes() if log.exists() else b"ssh cannot connect")

    def close(self) -> None:
        end = Command([*shlex.split(self._shell()), "-O", "exit"], {}, _CAUSES, _PASSING)
        end.succeeds(self._target.host)

    def _names(self) -> list[str]:
        """What is in the folder; nothing where it is not there yet."""
        done = self._rsync.attempt("--list-only", self._place)
        if self._lacks(done):
            return []
        return [line.split(None, 4)[4] for line in done.out.decode().splitlines() if line]

    def read(self, name: str) -> bytes | None:
        """For the first time as it was when the first of them was read: a call takes longer than files do."""
        if self._unread is None:
            self._unread = self._read_all()
        return self._unread.pop(name) if name in self._unread else self._read(name)

    def _read_all(self) -> dict[str, bytes | None]:
        """The files of Broadsheet's own, fetched together."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as copies:
            done = self._rsync.attempt("-d", f"{self._place}{STATE}/", f"{copies}/")
            found = {} if self._lacks(done) else {file.name: file for file in Path(copies).iterdir()}
            files = {name: found.get(PurePosixPath(name).name) for name in OWN}
            return {name: file.read_bytes() if file else None for name, file in files.items()}

    def _read(self, name: str) -> bytes | None:
        copy = Path(self._folder.name) / "read"
        copy.unlink(missing_ok=True)
        done = self._rsync.attempt(f"{self._place}{name}", str(copy))
        return None if self._lacks(done) else copy.read_bytes()

    def _lacks(self, done: Ended) -> bool:
        """Whether what was asked for is not there."""
        if done.code and b"No such file" in done.said:
            return True
        if done.code:
            raise self._rsync.error(done.said)
        return False

    def write(self, name: str, data: bytes) -> None:
        file = Path(self._folder.name) / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self._copy(Path(self._folder.name) / "own", [name])

    def _copy(self, source: Path, paths: Iterable[str]) -> None:
        """Copy files to their places, whatever is there."""
        self._rsync(
            "-tzI", "--no-implied-dirs", "--from0", "--files-from=-", f"{source}/", self._place,
            stdin=_listed(paths),
        )  # fmt: skip

    def is_empty(self) -> bool:
        return not set(self._names()) - {".", STATE}

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        """What rsync would copy from there, if it did."""
        nowhere = Path(self._folder.name) / "nowhere"
        nowhere.mkdir(exist_ok=True)
        done = self._rsync.attempt(
            "-nt", "--out-format=%l %M %n", "--no-implied-dirs", "--from0", "--files-from=-", self._place,
            f"{nowhere}/", stdin=_listed(sorted(paths)),
        )  # fmt: skip
        self._lacks(done)
        seen = (line.split(" ", 2) for line in done.out.decode().splitlines())
        return {path: stamp(int(size), _seconds(moment)) for size, moment, path in seen if path[-1:] != "/"}

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        """Nothing has to be made ready."""

    def stamp(self, parcel: Parcel) -> str:
        return parcel.stamp

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        for root, group in groupby(sorted(parcels, key=_root), key=_root):
            paths = [parcel.path for parcel in group]
            for start in range(0, len(paths), AT_ONCE):
                some = paths[start : start + AT_ONCE]
                self._copy(Path(root), some)
                yield from some

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        """Files, and then the folders that are empty without them: rsync leaves those with content alone."""
        if not paths:
            return
        self._delete(paths)
        folders = {parent for path in paths for parent in PurePosixPath(path).parents if parent.name}
        for depth in sorted({len(folder.parts) for folder in folders}, reverse=True):
            self._delete([str(folder) for folder in folders if len(folder.parts) == depth], strict=False)
        yield from paths

    def _delete(self, paths: Collection[str], strict: bool = True) -> None:
        """Copy files from where they are not, but their folders are."""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as nowhere:
            for path in paths:
                (Path(nowhere) / path).parent.mkdir(parents=True, exist_ok=True)
            done = self._rsync.attempt(
                "-d", "--delete-missing-args", "--from0", "--files-from=-", f"{nowhere}/", self._place,
                stdin=_listed(paths),
            )  # fmt: skip
        if strict and done.code:
            raise self._rsync.error(done.said)

    def commit(self, record: bytes, summary: str) -> None:  # noqa: ARG002
        self.write(RECORD, record)

    def roll_back(self, now: int) -> str:  # noqa: ARG002
        raise no_way_back("rsync")


def _listed(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode()


def _root(parcel: Parcel) -> str:
    """The folder of this machine below which a parcel lies as it shall lie at the host."""
    return str(parcel.file).removesuffix(f"/{parcel.path}")


def _seconds(moment: str) -> int:
    """Seconds since 1970 of `2026/11/29-23:15:36`, which rsync tells in UTC here."""
    return calendar.timegm(time.strptime(moment, "%Y/%m/%d-%H:%M:%S"))
