"""The streams of events of all open pages, written by one thread (HTML Living Standard, section 9.2).

A thread for each that wakes for every event would keep all other requests waiting, where hundreds are open.
"""

from __future__ import annotations

import functools
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from generator.serve.preview import Events

HEARTBEAT = 15.0  # seconds between signs of life on idle streams
ALIVE = b"event: alive\ndata: 1\n\n"  # an event and no comment, so that the client hears it too


@dataclass(eq=False)
class _Stream:
    """One open page."""

    connection: socket.socket
    number: int  # of the event that was sent last
    ended: threading.Event = field(default_factory=threading.Event)


class Streams:
    """Sends each event to everybody. Every method may be called from any thread."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._turn = threading.Lock()  # to write
        self._streams: set[_Stream] = set()
        self._thread: threading.Thread | None = None

    def serve(self, connection: socket.socket, number: int) -> None:
        """Send all events after `number`, until the browser goes away or the preview ends.

        A browser that takes nothing until the system keeps no more for it is sent away. It comes back by
        itself, and says what it has seen.
        """
        connection.setblocking(False)
        stream = _Stream(connection, number)
        with self._turn:
            if self._events.closed:
                return
            self._streams.add(stream)
            self._send(stream, *self._since(number))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
        stream.ended.wait()

    def _run(self) -> None:
        number = self._events.number
        while not self._events.closed:
            found = self._events.after(number, HEARTBEAT)
            number = found[-1].number if found else number
            otherwise = b"" if found or self._events.closed else ALIVE
            since = functools.cache(self._since)  # most pages have seen the same
            with self._turn:
                for stream in tuple(self._streams):
                    newest, data = since(stream.number)
                    self._send(stream, newest, data or otherwise)
        with self._turn:
            for stream in self._streams:
                stream.ended.set()

    def _since(self, number: int) -> tuple[int, bytes]:
        """The number of the newest event, and what is sent to somebody who has seen the one before."""
        found = self._events.after(number, 0)
        data = b"".join(
            b"event: change\nid: %d\ndata: %s\n\n" % (event.number, msgspec.json.encode(event))
            for event in found
        )
        return found[-1].number if found else number, data

    def _send(self, stream: _Stream, newest: int, data: bytes) -> None:
        stream.number = newest
        with suppress(OSError):
            if not data or stream.connection.send(data) == len(data):
                return
        self._streams.discard(stream)
        stream.ended.set()
