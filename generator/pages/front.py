"""What stands where on a front page: first what the editor has placed, then what is new.

The newest story leads, whether it has a picture or not: what matters more is the editor's to say. What comes
to the top by itself is the newsroom's own word, and holds: nothing that is paid for, made up or retracted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast
from urllib.parse import unquote

from generator.editions import joined
from generator.front import Block, Front, Slot
from generator.indexes import Key, site_list
from generator.labels import is_news
from generator.mentions import published
from generator.model import Mention, Record
from generator.pages.targets import Target, follow
from generator.schemes import is_external
from generator.shapes import Card
from generator.view import View

TOP = 4
LATEST = 8
SPARE = 12
"""How many stories that are not for the top may be among the newest before it runs short."""

_AFTER_PATH = re.compile(r"[?#].*")


class PlacedBlock(Record, frozen=True):
    """The stories of one list. Without a `label` it is called as the list is."""

    list: Key
    label: str
    cards: tuple[Card, ...]
    more: bool  # whether the list has others


class Placed(Record, frozen=True):
    """A front page. No story stands twice in lead and top together, nor in the latest beside them."""

    lead: Card | None
    top: tuple[Card, ...]
    latest: tuple[Card, ...]
    blocks: tuple[PlacedBlock, ...]


def steered(edition: str, view: View) -> Front:
    """What the editor says at this moment; without a file, nothing."""
    return cast("Front | None", view.fact("front", edition)) or Front("")


def place(edition: str, view: View) -> Placed:
    front = steered(edition, view)
    leads = _stories(front.lead, view)[:1]
    pinned = _without(leads, _stories(front.pinned, view))
    by_hand = (*leads, *pinned)
    newest = view.newest(site_list(edition), 1 + TOP + LATEST + SPARE + len(by_hand))
    fitting = tuple(card for card in _without(by_hand, newest) if _is_for_the_top(card))
    lead = (leads or fitting or pinned)[:1]
    top = _without(lead, (*pinned, *fitting))[: max(TOP, len(pinned))]
    latest = _without((*lead, *top), newest)[:LATEST]
    blocks = (_placed(block, edition, (*lead, *top), view) for block in _blocks(front, edition, view))
    return Placed(next(iter(lead), None), top, latest, tuple(block for block in blocks if block.cards))


def _stories(slots: Iterable[Slot], view: View) -> tuple[Card, ...]:
    return published((slot.story for slot in slots), view)


def _without(shown: Iterable[Card], cards: Iterable[Card]) -> tuple[Card, ...]:
    sources = {card.source for card in shown}
    return tuple(card for card in cards if card.source not in sources)


def _is_for_the_top(card: Card) -> bool:
    return is_news(card.label) and not card.retracted


def _blocks(front: Front, edition: str, view: View) -> Iterable[Block]:
    """The blocks of the editor, else one for each section, in the order of `site.yaml`."""
    return _sections(edition, view) if front.blocks is None else front.blocks


def _sections(edition: str, view: View) -> Iterator[Block]:
    used = (key[1] for key in view.keys("list", (joined(edition, "section"),)))
    for slug in dict.fromkeys((*view.setting("sections", edition), *used)):
        yield Block("section", Mention(slug))


def _placed(block: Block, edition: str, above: tuple[Card, ...], view: View) -> PlacedBlock:
    """The stories of a block: the pinned ones, wherever else they stand, then the newest not in the top.

    An empty list has no page to lead to: its block has no stories.
    """
    key = joined(edition, block.kind), block.slug.text
    pinned = _stories(block.pinned, view)
    newest = view.newest(key, block.stories + len(pinned) + len(above) + 1)
    cards = (*pinned, *_without((*pinned, *above), newest))[: block.stories] if newest else ()
    return PlacedBlock(key, block.label, cards, more=bool(_without(cards, newest)))


def destination(url: str, view: View) -> Target:
    """Where an address of `site.yaml` or `front.yaml` leads; one of another site is taken at its word."""
    if is_external(url):
        return Target(url)
    path = _AFTER_PATH.sub("", url)
    target = follow(unquote(path), view)
    return Target(target.url + url[len(path) :], target.status) if target.url else target
