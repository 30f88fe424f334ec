"""The output folder: staged, published by renames, and owned only as far as the manifest says.

The folder `.broadsheet/` inside the output holds the manifest (what Broadsheet wrote, with digests)
and, during a build, the staged files. Nothing in it is for publication.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec
from filelock import FileLock

from generator.disk import write_whole
from generator.model import Record

STATE = ".broadsheet"
PRODUCTION = "production"
PREVIEW = "preview"  # with drafts, or from the future: never to be published


class Owned(Record, frozen=True):
    """One published file."""

    digest: str  # SHA-256, hexadecimal
    source: str = ""  # the article that it is the page of


class Manifest(Record, frozen=True):
    """What Broadsheet wrote into an output folder."""

    kind: str = PRODUCTION
    base_url: str = ""  # the address that it was built for
    files: dict[str, Owned] = msgspec.field(default_factory=dict)


class Written(Record, frozen=True):
    """What publishing did."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


def read_manifest(output: Path) -> Manifest:
    """The manifest of an output folder; an empty one where there is none that can be read."""
    try:
        return msgspec.json.decode((output / STATE / "manifest.json").read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return Manifest()


class Staged(Record, frozen=True):
    """One file on the stage, or found in the output as it is."""

    path: str
    owned: Owned
    changed: bool
    foreign: bool = False  # a file that Broadsheet did not write is in its place


class Stage:
    """The files of one build on their way into the output folder.

    `put` compares with what is there and lays aside what differs; it may run in any process. `take`
    remembers what was put; nothing is visible until `publish`. As a context manager it holds the output
    for itself (another build waits) and leaves no stage behind. Raises `OSError` when the disk fails.
    """

    def __init__(self, output: Path, kind: str, base_url: str) -> None:
        self.output = output
        self._folder = output / STATE / "stage"
        self._kind = kind
        self._base_url = base_url
        self._lock = FileLock(output / STATE / "lock")
        self._before = Manifest()
        self._files: dict[str, Owned] = {}
        self._changed: list[str] = []
        self.foreign: list[str] = []  # files of somebody else's in the way

    def __enter__(self) -> Stage:
        (self.output / STATE).mkdir(parents=True, exist_ok=True)
        self._lock.acquire()  # the kernel lets go of it when the process ends, however it ends
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        self._before = read_manifest(self.output)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.release()

    @property
    def overwrites_production(self) -> bool:
        """Whether this is a preview, and the folder holds the site as it is published."""
        return self._kind != PRODUCTION and bool(self._before.files) and self._before.kind == PRODUCTION

    def put(self, path: str, data: bytes, source: str = "") -> Staged:
        """Put one file on the stage, unless the same bytes are in the output already."""
        owned = Owned(hashlib.sha256(data).hexdigest(), source)
        target = self.output / path
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return Staged(path, owned, changed=False)
        self._place(path).write_bytes(data)
        return Staged(path, owned, changed=True, foreign=self._is_foreign(path))

    def _is_foreign(self, path: str) -> bool:
        """Whether something that Broadsheet did not write is where a file, or a folder for it, should be."""
        parents = (parent.as_posix() for parent in PurePosixPath(path).parents if parent.name)
        if any((self.output / parent).is_file() and parent not in self._before.files for parent in parents):
            return True
        target = self.output / path
        if target.is_dir():
            return not any(owned.startswith(f"{path}/") for owned in self._before.files)
        return path not in self._before.files and target.exists()

    def take(self, staged: Staged) -> None:
        """Make a file part of the build, after those taken before it."""
        self._files[staged.path] = staged.owned
        if staged.changed:
            self._changed.append(staged.path)
        if staged.foreign:
            self.foreign.append(staged.path)

    def _place(self, path: str) -> Path:
        """Where a file waits: one flat folder, for making thousands would cost more than the files."""
        return self._folder / hashlib.blake2b(path.encode(), digest_size=16).hexdigest()

    def vanishing(self) -> dict[str, str]:
        """Files of the last build that this one does not make, each with its article (or "")."""
        return {path: owned.source for path, owned in self._before.files.items() if path not in self._files}

    def keep(self, paths: Iterable[str]) -> None:
        """Let files of the last build stand as they are."""
        self._files |= {path: self._before.files[path] for path in paths}

    def publish(self) -> Written:
        """Rename every staged file into place, in the order in which they were added, then remove the rest.

        The manifest names old and new files until the end, so that an interrupted build still owns them.
        """
        gone = sorted(self.vanishing())
        self._write_manifest({**self._before.files, **self._files})
        first = self._making_way(gone)
        for path in first:
            self._remove(path)
        folders: set[Path] = set()
        for path in self._changed:
            target = self.output / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            self._place(path).replace(target)
        for path in sorted(set(gone).difference(first)):
            self._remove(path)
        self._write_manifest(self._files)
        return Written(tuple(self._changed), len(self._files) - len(self._changed), tuple(gone))

    def _making_way(self, gone: Iterable[str]) -> list[str]:
        """The files to remove first: each is where a folder must be, or in a folder where a file must be."""
        folders = {str(parent) for path in self._changed for parent in PurePosixPath(path).parents}
        files = set(self._changed)
        return [
            path
            for path in gone
            if path in folders or not files.isdisjoint(map(str, PurePosixPath(path).parents))
        ]

    def _remove(self, path: str) -> None:
        target = self.output / path
        target.unlink(missing_ok=True)
        folder = target.parent
        while folder != self.output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _write_manifest(self, files: dict[str, Owned]) -> None:
        manifest = Manifest(self._kind, self._base_url, dict(sorted(files.items())))
        write_whole(self.output / STATE / "manifest.json", msgspec.json.encode(manifest))
