"""Trying again: a host that is out of breath is given time, a little more at each attempt."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.deploy.host import Host, HostError, Parcel
from generator.deploy.record import Deployed

T = TypeVar("T")

PAUSES = (0.5, 2.0, 6.0, 15.0)
"""Seconds before each further attempt; up to half as much again, so that two deploys do not keep in step."""


class Patient:
    """A host that does everything again where it failed by a fault that may pass, in a new connection."""

    def __init__(self, host: Host, sleep: Callable[[float], None] = time.sleep) -> None:
        self._host = host
        self._sleep = sleep
        self.atomic = host.atomic
        self.thorough = host.thorough
        self.retries = 0

    def connect(self) -> None:
        self._try(self._host.connect, again=lambda: None)

    def close(self) -> None:
        self._host.close()

    def read(self, name: str) -> bytes | None:
        return self._try(lambda: self._host.read(name))

    def write(self, name: str, data: bytes) -> None:
        self._try(lambda: self._host.write(name, data))

    def is_empty(self) -> bool:
        return self._try(self._host.is_empty)

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        return self._try(lambda: self._host.look(paths)) if paths else {}

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:
        self._try(lambda: self._host.begin(there, leaving, coming))

    def stamp(self, parcel: Parcel) -> str:
        return self._host.stamp(parcel)

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        """As the host; what has arrived is not sent again."""
        yield from self._piecewise(self._host.send, {parcel.path: parcel for parcel in parcels})

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        yield from self._piecewise(self._host.remove, {path: path for path in paths})

    def commit(self, record: bytes, summary: str) -> None:
        self._try(lambda: self._host.commit(record, summary))

    def roll_back(self, now: int) -> str:
        return self._host.roll_back(now)

    def _piecewise(self, verb: Callable[[Sequence[T]], Iterator[str]], left: dict[str, T]) -> Iterator[str]:
        pauses = iter(PAUSES)
        while left:
            try:
                for path in verb(tuple(left.values())):
                    left.pop(path)
                    yield path
                return
            except HostError as error:
                self._wait(error, pauses)
                self._connect_again()

    def _try(self, action: Callable[[], T], again: Callable[[], None] | None = None) -> T:
        pauses = iter(PAUSES)
        while True:
            try:
                return action()
            except HostError as error:
                self._wait(error, pauses)
                (again or self._connect_again)()

    def _wait(self, error: HostError, pauses: Iterator[float]) -> None:
        """Give the host time, or give up."""
        pause = next(pauses, None) if error.passing else None
        if pause is None:
            raise error
        self.retries += 1
        self._sleep(pause * (1 + random.random() / 2))

    def _connect_again(self) -> None:
        self._host.close()
        self.connect()
