"""What has to happen at a host: a comparison of two lists, and the order of what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from generator.deploy.items import Item, Phase, phase
from generator.deploy.record import Entry
from generator.model import Record


class Sending(Record, frozen=True):
    """A file that travels, and when."""

    item: Item
    phase: Phase


class Plan(Record, frozen=True):
    """In the order of a deploy: first all that is sent, phase by phase, then what is removed."""

    clears: tuple[str, ...] = ()  # removed first: a file where a folder has to be, or in one where a file has
    sends: tuple[Sending, ...] = ()
    retires: tuple[str, ...] = ()  # published no more, and removed by a deploy after the time of grace
    revives: tuple[str, ...] = ()  # retired, and published again as it is there
    removes: tuple[str, ...] = ()
    stays: int = 0  # files that are there as they should be

    @property
    def empty(self) -> bool:
        return not (self.clears or self.sends or self.retires or self.revives or self.removes)

    @property
    def leaving(self) -> tuple[str, ...]:
        return self.clears + self.removes

    def phases(self) -> Iterable[tuple[Phase, tuple[Sending, ...]]]:
        """Each phase with what is sent in it; nothing of the next may travel before all of it is there."""
        for each in Phase:
            if sends := tuple(send for send in self.sends if send.phase is each):
                yield each, sends


def plan(wanted: Mapping[str, Item], there: Mapping[str, Entry], now: int, grace: int) -> Plan:
    """From what an output holds, and what the host holds, to what has to be done.

    `now` is in seconds since 1970, `grace` in seconds. A page of an article goes in the deploy that finds it
    gone: an editor wants that. All else stays for `grace`, since a reader's page, or a page that some cache
    still gives out, may refer to it.
    """
    sends = [
        Sending(item, phase(item.source, _base(item) not in there))
        for path, item in wanted.items()
        if path not in there or there[path].mark != item.mark
    ]
    gone = {path: entry for path, entry in there.items() if path not in wanted}
    clears = _in_the_way(gone, wanted) if gone else []
    removes = [
        path
        for path, entry in gone.items()
        if path not in clears
        if grace == 0 or entry.story or (entry.retired and _is_over(entry.retired, now, grace))
    ]
    revives = [
        path
        for path, entry in there.items()
        if path in wanted and entry.retired and wanted[path].mark == entry.mark
    ]
    leaving = {*clears, *removes}
    return Plan(
        tuple(clears),
        tuple(sorted(sends, key=_turn)),
        tuple(sorted(path for path in gone.keys() - leaving if not gone[path].retired)),
        tuple(sorted(revives)),
        tuple(sorted(removes, key=_last_turn)),
        len(wanted) - len(sends),
    )


def _in_the_way(gone: Iterable[str], wanted: Mapping[str, Item]) -> list[str]:
    """What has to go first, since a file system cannot hold both."""
    folders = {folder for path in wanted for folder in _folders(path)}
    return sorted(path for path in gone if path in folders or any(each in wanted for each in _folders(path)))


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _base(item: Item) -> str:
    """The path of a file whose compressed form an item is."""
    return item.path.removesuffix(f".{item.encoding}") if item.encoding else item.path


def _is_over(retired: int, now: int, grace: int) -> bool:
    """Whether the time of grace has passed; never while the clock shows an earlier time than at its start."""
    return now - retired >= grace


def _turn(send: Sending) -> tuple[Phase, bool, str, str]:
    """Pages of articles before the lists that name them; a file before its compressed forms."""
    return send.phase, not send.item.story, send.item.source, send.item.encoding


def _last_turn(path: str) -> tuple[bool, str]:
    """Pages go before what they refer to."""
    return not path.endswith(".html"), path


def without(made: Plan, paths: Mapping[str, object]) -> Plan:
    """A plan that does not send what is there already."""
    sends = tuple(send for send in made.sends if send.item.path not in paths)
    return msgspec.structs.replace(made, sends=sends, stays=made.stays + len(made.sends) - len(sends))
