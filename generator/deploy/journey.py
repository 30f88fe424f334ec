"""A deploy on its way: what the host holds by now, and who has the word there."""

from __future__ import annotations

import secrets
import time

import msgspec

from generator.deploy.host import HostError
from generator.deploy.items import Item
from generator.deploy.record import CLAIMS, RECORD, Deployed, Entry, Head, decode, encode
from generator.deploy.release import Release
from generator.deploy.retries import Patient
from generator.deploy.survey import Order, Prospect

CHECKPOINT = 15.0  # seconds of sending after which the host is told what has arrived


class Journey:
    """Keeps the record of a host true, at every moment.

    On a host that shows each file at once, claims are written before the first. Two deploys may meet there:
    the one that began later goes on, and the other one stops when it finds claims that are not its own.
    """

    def __init__(self, order: Order, host: Patient, release: Release, prospect: Prospect) -> None:
        self._host = host
        self._prospect = prospect
        self._now = order.now
        self._items = release.items
        self._files = dict(prospect.there.files)
        self._head = Head(secrets.token_hex(8), order.now, release.base_url)
        self._before = prospect.there.head
        if not self._before.token:
            self._before = msgspec.structs.replace(self._head, token="0" * 16)
        self._told = time.monotonic()

    @property
    def there(self) -> Deployed:
        return Deployed(self._before, self._files)

    def claim(self) -> None:
        """Tell the host what is about to come."""
        if self._host.atomic:
            return
        if self._prospect.untold:  # the claims that tell of these files are about to be replaced
            self._tell()
        claims = {send.item.path: self._entry(send.item) for send in self._prospect.plan.sends}
        self._host.write(CLAIMS, encode(Deployed(self._head, claims)))

    def look_around(self) -> None:
        """See that no other deploy has begun."""
        if self._host.atomic:
            return
        claims = decode(self._host.read(CLAIMS))
        if claims is None or claims.head.token != self._head.token:
            raise HostError("another deploy to this target has begun meanwhile, and this one has stopped")

    def arrived(self, path: str) -> None:
        self._files[path] = self._entry(self._items[path])
        if not self._host.atomic and time.monotonic() - self._told > CHECKPOINT:
            self.look_around()
            self._tell()

    def retire(self) -> None:
        """Note what nothing refers to any more, and what is referred to again."""
        for paths, since in ((self._prospect.plan.retires, self._now), (self._prospect.plan.revives, 0)):
            for path in paths:
                self._files[path] = msgspec.structs.replace(self._files[path], retired=since)

    def removed(self, path: str) -> None:
        self._files.pop(path, None)

    def record(self) -> bytes:
        """The record of the deploy, at its end."""
        return encode(Deployed(self._head, self._files))

    def _tell(self) -> None:
        self._host.write(RECORD, encode(self.there))
        self._told = time.monotonic()

    def _entry(self, item: Item) -> Entry:
        stamp = self._host.stamp(self._prospect.parcels[item.path])
        return Entry(item.mark, stamp, 0, item.story)
