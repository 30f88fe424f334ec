"""Which pages somebody waits for, or has looked at last: they are made before all others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from pathlib import Path

from generator.serve.files import has_file

PAGE = ".html"
REMEMBERED = 20  # pages that are taken to be open in a browser


class _Ticket:
    """What some requests wait for."""

    met = False


class Wanted:
    """Requests on their way from the threads of the server to the one that builds, and back.

    Files are named by their paths below the output.
    """

    def __init__(self, output: Path, ring: Callable[[], None] = lambda: None) -> None:
        self._output = output
        self._ring = ring  # called when somebody begins to wait
        self._news = threading.Condition()
        self._last: dict[str, None] = {}  # pages, the latest at the end
        self._tickets: dict[str, _Ticket] = {}  # the oldest first
        self._busy = True  # a build is under way, or the last one has left work
        self._left = False  # the last build has left work
        self._closed = False

    def wait(self, path: str, timeout: float) -> None:
        """Wait until there is a file, or nothing can be done for it, at most `timeout` seconds.

        Any thread may. One of which an older edition is there is wanted, and not waited for: its page is
        told when it has become another.
        """
        with self._news:
            if path.endswith(PAGE):
                self._last.pop(path, None)
                self._last[path] = None
                for old in list(self._last)[:-REMEMBERED]:
                    del self._last[old]
            if self._closed or not self._busy:
                return
            is_there = has_file(self._output, path)
            if is_there and not self._left:  # sources are looked at, and nobody knows what they will change
                return
            if path not in self._tickets:
                self._tickets[path] = _Ticket()
                self._ring()
            if not is_there:
                ticket = self._tickets[path]
                self._news.wait_for(lambda: ticket.met or not self._busy or self._closed, timeout)

    def waiting(self) -> tuple[str, ...]:
        """The files that requests wait for, the oldest first."""
        with self._news:
            return tuple(self._tickets)

    def urgent(self) -> tuple[str, ...]:
        """All that is wanted: what requests wait for, then the pages that were asked for last."""
        with self._news:
            return tuple(dict.fromkeys((*self._tickets, *reversed(self._last))))

    def met(self, paths: Collection[str]) -> None:
        """What can be done for these files has been done."""
        with self._news:
            for path in paths:
                if ticket := self._tickets.pop(path, None):
                    ticket.met = True
            self._news.notify_all()

    def work(self, busy: bool, left: bool) -> None:
        """Say whether a build is under way or to follow, and whether the last one has left work."""
        with self._news:
            self._busy, self._left = busy or left, left
            if not self._busy:
                self._tickets.clear()
            self._news.notify_all()

    def close(self) -> None:
        """Let every request go on."""
        with self._news:
            self._closed = True
            self._news.notify_all()
