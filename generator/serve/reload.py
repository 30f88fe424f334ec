"""Telling open pages that the site has been rebuilt, by server-sent events (HTML, section 9.2).

The script is put into pages as they are served; the files on disk stay as they are published.
"""

from __future__ import annotations

import threading
import time

EVENTS = "/_broadsheet/events"

_SCRIPT = """<script>
new EventSource("%s").onmessage = (event) => {
  if (event.data !== "%d") location.reload();
};
</script>
"""


def with_reload(html: bytes, number: int) -> bytes:
    """A page of the build `number`, with the script before the end of its body."""
    script = (_SCRIPT % (EVENTS, number)).encode()
    head, end, tail = html.rpartition(b"</body>")
    return head + script + end + tail if end else html + script


class Builds:
    """The number of the build that is being served; waiting for the next one is cheap.

    Numbers begin at the time, so that a page left open from an earlier preview is reloaded too.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = time.time_ns() // 1_000_000
        self._closed = False

    @property
    def number(self) -> int:
        return self._number

    @property
    def closed(self) -> bool:
        return self._closed

    def advance(self) -> None:
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def after(self, number: int, timeout: float) -> int:
        """The number of the newest build, at once when it is not `number`, else after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number or self._closed, timeout)
            return self._number
