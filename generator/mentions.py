"""Stories that an editor names in `site.yaml` or `front.yaml`, looked up where a page is composed."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Mention, Problem, Severity
from generator.shapes import Card, Status
from generator.view import View

_WITHHELD = {
    Status.DRAFT: ("is a draft", "It is skipped until it is published"),
    Status.EMBARGOED: ("is under embargo", "It is skipped until it is published"),
    Status.EXPIRED: ("has expired", "It is skipped; take it out here, or change its `expires:`"),
}


def resolve(mention: Mention, view: View, rule: str = "missing-story") -> Card | Problem:
    """The card of the article that a mention names, or the problem that there is none to show.

    A story that is withheld gives the note `story-withheld`, with the reason. One that does not exist, and a
    page beside the news, is an error by the name of `rule`.
    """
    where = mention.path, mention.line, mention.column
    location = view.location(mention.text)
    if location is None:
        cure = (
            "Write the path of its file or its address; a story with an error counts as missing until mended"
        )
        return Problem(*where, rule, f"There is no story {mention.text}", cure)
    if location.status is not Status.PUBLISHED:
        why, cure = _WITHHELD[location.status]
        return Problem(*where, "story-withheld", f"{mention.text} {why}", cure, Severity.NOTE)
    card = view.card(mention.text)
    if card is None:
        message = f"{mention.text} is a page beside the news, not a story"
        return Problem(*where, rule, message, "Name an article here")
    return card


def published(mentions: Iterable[Mention], view: View) -> tuple[Card, ...]:
    """The stories of some mentions that are published, in their order, each once."""
    found = (resolve(mention, view) for mention in mentions)
    return tuple({card.source: card for card in found if isinstance(card, Card)}.values())
