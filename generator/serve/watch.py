"""Watching a site's folder: one call for each burst of changes."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

WATCHED = ("content", "templates", "static")
QUIET = 0.08  # seconds without a change that end a burst


class Watch(FileSystemEventHandler):
    """Gathers the changes below a site's source folders, `site.yaml` included."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._changes: queue.Queue[str] = queue.Queue()
        self._observer: Any = Observer()
        self._observer.schedule(self, str(self._root), recursive=False)
        for name in WATCHED:
            if (self._root / name).is_dir():
                self._observer.schedule(self, str(self._root / name), recursive=True)
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, event.dest_path):
            name = Path(str(path)).relative_to(self._root).as_posix() if path else ""
            if name == "site.yaml" or name.startswith(tuple(f"{folder}/" for folder in WATCHED)):
                self._changes.put(name)

    def wait(self) -> set[str]:
        """Block until something has changed and the disk has been quiet for a moment; the changed paths."""
        changed = {self._changes.get()}
        try:
            while True:
                changed.add(self._changes.get(timeout=QUIET))
        except queue.Empty:
            return changed

    def close(self) -> None:
        self._observer.stop()
        self._observer.join()
