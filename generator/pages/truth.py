"""What an article tells of itself: corrections, sources, who paid for it, and how old it is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.contexts import Amendment, Truth
from generator.indexes import instant
from generator.interface import say
from generator.labels import label_slug
from generator.model import Article, Correction, Link, Reference
from generator.pages.targets import follow
from generator.readers.markdown.links import read_target
from generator.sponsorship import is_paid
from generator.view import View

NOTICES = {"sponsored": "sponsored.notice", "satire": "satire.notice"}
"""Interface texts that go with a label, by its slug."""

KINDS = {
    "correction": "correction.correction",
    "clarification": "correction.clarification",
    "update": "correction.update",
    "retraction": "correction.retraction",
}
"""Interface texts of the kinds of corrections."""


def truth(article: Article, view: View) -> Truth:
    language = view.edition(article.edition).language
    notice = NOTICES.get(label_slug(article.label), "")
    location = view.location(article.source)
    return Truth(
        amendments=tuple(_amendments(article.corrections, language)),
        amendments_first=view.setting("corrections") == "top",
        notice=say(language, notice) if notice else "",
        age=view.setting("age_notice") if location and location.old else 0,
        sources=tuple(resolved(each, article, view) for each in article.sources),
        methods=article.methods,
        paid=is_paid(article),
    )


def anchor(correction: Correction) -> str:
    """The id of a correction on the page of its article; of those of one moment the oldest has no number."""
    number = f"-{correction.rank + 1}" if correction.rank else ""
    return f"correction-{instant(correction.date)}{number}"


def _amendments(corrections: tuple[Correction, ...], language: str) -> Iterator[Amendment]:
    for each in corrections:
        yield Amendment(anchor(each), say(language, KINDS[each.kind]), each.date, each.text)


def source_link(reference: Reference, article: Article) -> Link | None:
    """The link of a source that is a page of this site."""
    if not reference.url.startswith("/"):
        return None
    target, fragment = read_target(reference.url, article.source)
    return Link(target or reference.url, reference.label, fragment)


def resolved(reference: Reference, article: Article, view: View) -> Reference:
    """The source with the address that it has now; none while its target is withheld or missing."""
    link = source_link(reference, article)
    if link is None:
        return reference
    url = follow(link.target, view).url
    return msgspec.structs.replace(reference, url=f"{url}#{link.fragment}" if url and link.fragment else url)
