"""Watching a site's folder, by what the system tells, or by looking every second where it cannot tell."""

from __future__ import annotations

import errno
import logging
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.folders import is_private
from generator.stock.survey import SOURCES, is_beside

EVENTS = (
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
)  # fmt: skip
"""Reading is none of them: a build that opens every file would fill the queue of the system."""

_WRITING = ("created", "modified")  # a file that may be closed yet
_REASONS = {
    errno.ENOSPC: "this machine watches no more folders (raise fs.inotify.max_user_watches)",
    errno.EMFILE: "this machine lets no more programs watch folders (raise fs.inotify.max_user_instances)",
}
_OVERFLOW = "more changed at once than this machine can tell (raise fs.inotify.max_queued_events)"

_TRIAL = re.compile(r"\d{4,6}|.*___jb_(?:tmp|old)___")
"""Names under which editors try out a folder (Vim) or a new text (those of JetBrains)."""


class Tell(Protocol):
    """See `Bursts.put`."""

    def __call__(self, path: str, whole: bool = True, writing: bool = False) -> None: ...


class Watch(FileSystemEventHandler):
    """Tells of changes below a site's source folders, and of the files beside them that a build reads.

    The folders are watched one by one, and never the whole site: beside them lie the output, the
    repository and who knows what else. `warn` is told once why the folders are looked at instead.
    """

    def __init__(self, root: Path, tell: Tell, warn: Callable[[str], None] = lambda _: None) -> None:
        self._root = root.resolve()
        self._tell = tell
        self._warn = warn
        self._folders: dict[str, tuple[int, Any]] = {}  # the inode and the watch of each
        self._strange = ""  # why the system does not tell everything
        self._grown = False  # a folder has come since it was last asked whether it watches all
        self._alarm = _Alarm(self._overflow)
        self._observer: Any = None
        try:
            self._observe(Observer)
        except OSError as error:
            self._strange = _reason(error)
            self._fall_back()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._grown = self._grown or event.is_directory
        writing = not event.is_directory and event.event_type in _WRITING
        for path in (event.src_path, event.dest_path):
            name = Path(str(path)).relative_to(self._root).as_posix() if path else ""
            if _is_source(name, event.is_directory):
                self._tell(name, writing=writing)

    def refresh(self) -> bool:
        """Watch the source folders that have appeared, and those that another has taken the place of.

        Gives whether nothing can have changed there unseen. To be called after a burst, by one thread.
        """
        try:
            same = self._watch_folders()
            if not same or self._grown:
                self._probe()
        except OSError as error:
            self._strange = self._strange or _reason(error)
        if self._strange and not isinstance(self._observer, PollingObserver):
            self._fall_back()
            return False
        return same

    def close(self) -> None:
        self._alarm.close()
        _end(self._observer)

    def _observe(self, kind: Callable[[], Any]) -> None:
        self._folders.clear()
        self._observer = kind()
        self._schedule(self._root, recursive=False)
        self._watch_folders()
        self._observer.start()
        self._probe()

    def _schedule(self, path: Path, recursive: bool) -> Any:
        return self._observer.schedule(self, str(path), recursive=recursive, event_filter=list(EVENTS))

    def _watch_folders(self) -> bool:
        same = True
        for name in SOURCES:
            path = self._root / name
            inode = path.stat().st_ino if path.is_dir() else 0
            known, watch = self._folders.get(name, (0, None))
            if inode == known:
                continue
            same = False
            if watch is not None:
                self._observer.unschedule(watch)
            self._folders[name] = inode, self._schedule(path, recursive=True) if inode else None
        return same

    def _probe(self) -> None:
        """Raise `OSError` where the system watches no more folders: for one inside another it is not told."""
        self._grown = False
        if isinstance(self._observer, PollingObserver):
            return
        elsewhere = FileSystemEventHandler()
        self._observer.unschedule(self._observer.schedule(elsewhere, tempfile.gettempdir()))

    def _overflow(self) -> None:
        self._strange = self._strange or _OVERFLOW
        self._tell("", whole=False)

    def _fall_back(self) -> None:
        _end(self._observer)
        self._observe(PollingObserver)
        self._warn(f"Changes are looked for every second, for {self._strange}.")
        self._tell("", whole=False)


class _Alarm(logging.Handler):
    """Hears when the system has lost changes, which the library says nowhere but in its log."""

    def __init__(self, overflow: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._overflow = overflow
        self._log = logging.getLogger("watchdog")
        self._log.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage():
            self._overflow()

    def close(self) -> None:
        self._log.removeHandler(self)
        super().close()


def _end(observer: Any) -> None:
    if observer is None:
        return
    observer.stop()
    if observer.is_alive():
        observer.join()


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or f"this machine does not tell of them ({error.strerror or error})"


def _is_source(name: str, is_folder: bool) -> bool:
    """Whether a path below the site is one that a build reads; hidden files are an editor's own."""
    first, *others = name.split("/")
    if is_beside(name) or not others:
        return is_beside(name) or first in SOURCES
    return (
        first in SOURCES
        and not any(map(is_private, others))
        and (is_folder or not _TRIAL.fullmatch(others[-1]))
    )
