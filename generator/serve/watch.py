"""Watching a site's folder: one call for each burst of changes."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

WATCHED = ("content", "templates", "static")
QUIET = 0.08  # seconds without a change that end a burst
_READING = ("opened", "closed_no_write")


class Watch(FileSystemEventHandler):
    """Gathers the changes below a site's source folders, `site.yaml` included.

    The folders are watched one by one, and never the whole site: beside them lie the output, the
    repository and who knows what else.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._changes: queue.Queue[str] = queue.Queue()
        self._folders: dict[str, tuple[int, Any]] = {}  # the inode and the watch of each
        self._observer: Any = Observer()
        self._observer.schedule(self, str(self._root), recursive=False)
        self._watch_folders()
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            name = Path(str(path)).relative_to(self._root).as_posix() if path else ""
            if _is_source(name):
                self._changes.put(name)

    def wait(self) -> set[str]:
        """Block until something has changed and the disk has been quiet for a moment; the changed paths."""
        changed = {self._changes.get()}
        try:
            while True:
                changed.add(self._changes.get(timeout=QUIET))
        except queue.Empty:
            self._watch_folders()
            return changed

    def close(self) -> None:
        self._observer.stop()
        self._observer.join()

    def _watch_folders(self) -> None:
        """Watch the source folders that have appeared, and those that another has taken the place of."""
        for name in WATCHED:
            path = self._root / name
            inode = path.stat().st_ino if path.is_dir() else 0
            known, watch = self._folders.get(name, (0, None))
            if inode == known:
                continue
            if watch is not None:
                self._observer.unschedule(watch)
            new = self._observer.schedule(self, str(path), recursive=True) if inode else None
            self._folders[name] = inode, new


def _is_source(name: str) -> bool:
    """Whether a path below the site is one that a build reads; hidden files are an editor's own."""
    first, *others = name.split("/")
    return name == "site.yaml" or (first in WATCHED and not any(part.startswith(".") for part in others))
