"""Streams of events over real sockets: who is behind, who takes nothing, who has gone."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from generator.serve import streams
from generator.serve.events import Event, Events
from generator.serve.streams import Streams

EVENT = re.compile(rb"event: change\nid: (\d+)\ndata: (\{.*\})\n\n")
PATIENCE = 20  # seconds


class Reader:
    """A browser with an open page."""

    def __init__(self, streams: Streams, number: int) -> None:
        self.socket, theirs = socket.socketpair()
        self.socket.settimeout(PATIENCE)
        self.thread = threading.Thread(target=streams.serve, args=(theirs, number), daemon=True)
        self.thread.start()

    def events(self, count: int) -> list[tuple[int, list[str]]]:
        """So many events, and no more bytes than theirs."""
        heard = b""
        while len(found := EVENT.findall(heard)) < count:
            piece = self.socket.recv(4096)
            assert piece
            heard += piece
        assert EVENT.sub(b"", heard) == b""
        return [(int(number), json.loads(data)["changed"]) for number, data in found]


@contextmanager
def opened(events: Events, count: int, number: int) -> Iterator[list[Reader]]:
    served = Streams(events)
    readers = [Reader(served, number) for _ in range(count)]
    yield readers
    events.close()
    for reader in readers:
        reader.thread.join(PATIENCE)
        assert not reader.thread.is_alive()
        reader.socket.close()


def test_everybody_hears_each_event_once() -> None:
    events = Events()
    begun = events.number
    events.publish(Event(changed=("a",)))
    with opened(events, 30, begun) as readers:
        for name in "bcd":
            events.publish(Event(changed=(name,)))
        wanted = [(begun + place, [name]) for place, name in enumerate("abcd", 1)]
        assert all(reader.events(4) == wanted for reader in readers)


def test_who_takes_nothing_keeps_nobody_waiting() -> None:
    events = Events()
    long = tuple(f"{number}/{'a' * 200}" for number in range(500))
    with opened(events, 2, events.number) as (lazy, busy):
        last = ""
        for number in range(20):
            last = f"last-{number}"
            events.publish(Event(changed=(*long, last)))
            assert [changed[-1] for _, changed in busy.events(1)] == [last]
        lazy.thread.join(PATIENCE)
        assert not lazy.thread.is_alive()
        events.publish(Event(changed=("after",)))
        assert busy.events(1)[0][1] == ["after"]


def test_who_has_gone_is_forgotten() -> None:
    events = Events()
    with opened(events, 2, events.number) as (gone, here):
        gone.socket.close()
        events.publish(Event(changed=("a",)))
        assert here.events(1)[0][1] == ["a"]
        gone.thread.join(PATIENCE)
        assert not gone.thread.is_alive()


def test_a_sign_of_life_where_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.05)
    events = Events()
    with opened(events, 1, events.number) as (reader,):
        assert reader.socket.recv(4096).startswith(streams.ALIVE)


def test_after_the_end_nobody_waits() -> None:
    events = Events()
    with opened(events, 1, events.number) as (first,):
        events.close()
        late = Reader(Streams(events), events.number)
        for reader in (first, late):
            reader.thread.join(PATIENCE)
            assert not reader.thread.is_alive()
