"""What open pages are told: a row of numbered events, of which the newest are kept for those who come back.

They travel as server-sent events (HTML Living Standard, section 9.2), whose `Last-Event-ID` is the number.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence

import msgspec

from generator.model import Record

KEPT = 200  # events
MANY = 2000  # names of files, beyond which a page is told that anything may have changed


class Event(Record, frozen=True):
    """One thing that open pages are told. Its fields are sent as one JSON object."""

    number: int = 0  # given by `Events.publish`
    changed: tuple[str, ...] | None = ()  # files of the output; None stands for any of them
    removed: tuple[str, ...] = ()
    sheets: Mapping[str, str] = {}  # style sheets of `static/`, and where to get each as it is now
    problems: int = 0  # of the newest build
    building: bool = False  # work is under way


class Events:
    """The events of one preview. Every method may be called from any thread.

    Numbers begin at the time, in milliseconds: a page that was left open by an earlier preview is behind.
    """

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._last = Event(number=time.time_ns() // 1_000_000)
        self._closed = False

    @property
    def number(self) -> int:
        """That of the newest event."""
        return self._last.number

    @property
    def closed(self) -> bool:
        """Whether the preview has ended."""
        return self._closed

    def publish(self, event: Event) -> Event:
        """Tell everybody; give the event with its number."""
        changed = event.changed if event.changed is None or len(event.changed) <= MANY else None
        with self._news:
            event = msgspec.structs.replace(event, number=self._last.number + 1, changed=changed)
            self._kept.append(event)
            self._last = event
            self._news.notify_all()
        return event

    def after(self, number: int, timeout: float) -> Sequence[Event]:
        """The events after `number`; where there are none, wait up to `timeout` seconds for the next.

        To somebody who has missed more than is kept, anything may have changed: that is one event.
        """
        with self._news:
            self._news.wait_for(lambda: self._last.number != number or self._closed, timeout)
            if self._last.number == number:
                return ()
            first = self._last.number - len(self._kept)
            if not first <= number < self._last.number:
                return (msgspec.structs.replace(self._last, changed=None, removed=(), sheets={}),)
            return tuple(event for event in self._kept if event.number > number)

    def close(self) -> None:
        """Let everybody who waits go home."""
        with self._news:
            self._closed = True
            self._news.notify_all()
