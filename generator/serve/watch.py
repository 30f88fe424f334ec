"""Watching a site's folder: one call for each burst of changes."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.model import Record
from generator.stock.survey import is_beside

WATCHED = ("content", "templates", "static")
QUIET = 0.08  # seconds without a change that end a burst
MANY = 1000  # changes at once, among which the system may have dropped some
_READING = ("opened", "closed_no_write")
_MOVING = ("created", "deleted", "moved")


class Burst(Record, frozen=True):
    """Paths below the site that have changed together, and whether there may be others."""

    paths: frozenset[str]
    whole: bool  # every change is known


class Watch(FileSystemEventHandler):
    """Gathers the changes below a site's source folders, `site.yaml` included.

    The folders are watched one by one, and never the whole site: beside them lie the output, the
    repository and who knows what else.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._changes: queue.Queue[tuple[str, bool]] = queue.Queue()
        self._folders: dict[str, tuple[int, Any]] = {}  # the inode and the watch of each
        self._observer: Any = Observer()
        self._observer.schedule(self, str(self._root), recursive=False)
        self._watch_folders()
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        # What lies in a folder that comes or goes is not told file by file.
        whole = not (event.is_directory and event.event_type in _MOVING)
        for path in (event.src_path, event.dest_path):
            name = Path(str(path)).relative_to(self._root).as_posix() if path else ""
            if _is_source(name):
                self._changes.put((name, whole))

    def wait(self) -> Burst:
        """Block until something has changed and the disk has been quiet for a moment."""
        changes = [self._changes.get()]
        try:
            while True:
                changes.append(self._changes.get(timeout=QUIET))
        except queue.Empty:
            same = self._watch_folders()
        whole = same and len(changes) < MANY and all(each for _, each in changes)
        return Burst(frozenset(name for name, _ in changes), whole)

    def close(self) -> None:
        self._observer.stop()
        self._observer.join()

    def _watch_folders(self) -> bool:
        """Watch the source folders that have appeared, and those that another has taken the place of.

        Gives whether all of them are those that were watched before.
        """
        same = True
        for name in WATCHED:
            path = self._root / name
            inode = path.stat().st_ino if path.is_dir() else 0
            known, watch = self._folders.get(name, (0, None))
            if inode == known:
                continue
            same = False
            if watch is not None:
                self._observer.unschedule(watch)
            new = self._observer.schedule(self, str(path), recursive=True) if inode else None
            self._folders[name] = inode, new
        return same


def _is_source(name: str) -> bool:
    """Whether a path below the site is one that a build reads; hidden files are an editor's own."""
    first, *others = name.split("/")
    return is_beside(name) or (first in WATCHED and not any(part.startswith(".") for part in others))
