"""The front page as an editor steers it: what `front.yaml` says, and what of it holds at a moment.

`generator/settings/front.py` reads the file into these types. Whether a story or a list exists is judged
where the page is composed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from generator.model import Mention, Record


class Window(Record, frozen=True):
    """From `start` on, and until just before `end`; None is without a bound."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def is_open(self, as_of: dt.datetime) -> bool:
        return (self.start is None or self.start <= as_of) and (self.end is None or as_of < self.end)


class Slot(Record, frozen=True):
    """A story: its text is a source path (`content/a.md`) or a URL path (`/2024/11/a/`)."""

    story: Mention
    window: Window = Window()


class Banner(Record, frozen=True):
    """A line above everything else, such as breaking news, with an address or without."""

    text: str
    url: Mention | None = None
    window: Window = Window()


class Block(Record, frozen=True):
    """The stories of one list below the top: those pinned, then the newest, `stories` in all."""

    kind: str  # "section", "tag" or "series"
    slug: Mention
    label: str = ""  # that of the list where it is not given
    stories: int = 4
    pinned: tuple[Slot, ...] = ()
    window: Window = Window()


class Front(Record, frozen=True):
    """A front page. The first slot of `lead` whose story is published leads; `blocks` None is automatic."""

    path: str  # the file that says so
    banners: tuple[Banner, ...] = ()
    lead: tuple[Slot, ...] = ()
    pinned: tuple[Slot, ...] = ()
    blocks: tuple[Block, ...] | None = None


Timed = TypeVar("Timed", Slot, Banner, Block)
Moment = tuple[dt.datetime, str]
"""When a front page changes by itself, and why, in words for people."""


def at(front: Front, as_of: dt.datetime) -> Front:
    """The front page with only what is open at a moment.

    Blocks that are all closed leave none; they do not give way to the automatic ones.
    """
    blocks = None if front.blocks is None else _open(front.blocks, as_of)
    return Front(
        path=front.path,
        banners=_open(front.banners, as_of),
        lead=_open(front.lead, as_of),
        pinned=_open(front.pinned, as_of),
        blocks=blocks and tuple(_with_open_slots(block, as_of) for block in blocks),
    )


def moments(front: Front) -> tuple[Moment, ...]:
    """Every moment at which `at` gives another front page, with the reasons, sorted."""
    return tuple(sorted(set(_moments(front))))


def _open(things: tuple[Timed, ...], as_of: dt.datetime) -> tuple[Timed, ...]:
    return tuple(thing for thing in things if thing.window.is_open(as_of))


def _with_open_slots(block: Block, as_of: dt.datetime) -> Block:
    return msgspec.structs.replace(block, pinned=_open(block.pinned, as_of))


def _moments(front: Front) -> Iterator[Moment]:
    for banner in front.banners:
        yield from _edges(banner.window, f"the banner “{banner.text}”")
    for slot in front.lead:
        yield from _edges(slot.window, f"the lead {slot.story.text}")
    for slot in front.pinned:
        yield from _edges(slot.window, f"the pinned story {slot.story.text}")
    for block in front.blocks or ():
        name = f"the block “{block.label or block.slug.text}”"
        yield from _edges(block.window, name)
        for slot in block.pinned:
            inner = _edges(slot.window, f"the pinned story {slot.story.text} of {name}")
            yield from (edge for edge in inner if _is_within(edge[0], block.window))


def _is_within(moment: dt.datetime, window: Window) -> bool:
    """Whether a block is open before and after a moment; else nothing of its slots changes, or all of it."""
    return window.is_open(moment) and moment != window.start


def _edges(window: Window, name: str) -> Iterator[Moment]:
    if window.start:
        yield window.start, f"{name} begins"
    if window.end:
        yield window.end, f"{name} ends"
