"""Corrections: the newest of an edition, and those of each year, each with a link to its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config, Edition, LinkTo
from generator.contexts import CorrectionNotice, CorrectionsPage
from generator.editions import OWN, below
from generator.indexes import Key
from generator.interface import say
from generator.languages import direction
from generator.model import Correction
from generator.pages.feeds.formats import feed_links
from generator.pages.heads import Subject, in_each_edition, of_list
from generator.pages.page import Page
from generator.pages.truth import KINDS, anchor
from generator.shapes import Card
from generator.view import View

NEWEST = 50


def jobs(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """The corrections of an edition, and each year of them."""
    return (key for key, _ in rows)


def fixed(config: Config) -> Iterator[Key]:
    """The corrections of each edition: that there are none is worth telling, too."""
    return ((edition.slug,) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[0], "".join(f"/{part}" for part in ("corrections", *key[1:], "")))


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[0])
    found = view.corrections(key, None if key[1:] else NEWEST)
    newest = LinkTo(say(edition.language, "corrections.title"), url(key[:1]))
    subject = _subject(key, edition, view)
    page = CorrectionsPage(
        head=of_list(subject, view, name=key[-1], steps=(newest,)) if key[1:] else of_list(subject, view),
        title=subject.title,
        description=subject.description,
        notices=tuple(_notice(card, correction, edition) for card, correction in found),
        total=len(found) if key[1:] or len(found) < NEWEST else 0,
        years=() if key[1:] else _years(key, view),
        up=(newest,) if key[1:] else (),
        policy=_policy(edition, newest.url),
    )
    return Page(page.head.url, "corrections.html", page, edition=edition.slug)


def _subject(key: Key, edition: Edition, view: View) -> Subject:
    language = edition.language
    feeds = feed_links(url(key[:1]), say(language, "corrections.title"), view)
    if key[1:]:
        title = say(language, "corrections.year", year=key[1])
        return Subject(title, url(key), edition, language, feeds=feeds)
    title = say(language, "corrections.title")
    description = say(language, "corrections.description", site=edition.title)
    return in_each_edition(title, url((OWN,)), description, edition, view, feeds=feeds)


def _years(key: Key, view: View) -> tuple[LinkTo, ...]:
    """The years with a correction, newest first; their counts would be those of corrected articles."""
    years = (found for found in view.keys("correction", key) if found[1:])
    return tuple(LinkTo(year[1], url(year)) for year in sorted(years, reverse=True))


def _notice(card: Card, correction: Correction, edition: Edition) -> CorrectionNotice:
    return CorrectionNotice(
        kind=say(edition.language, KINDS[correction.kind]),
        date=correction.date,
        text=correction.text,
        article=LinkTo(card.title, f"{card.url}#{anchor(correction)}"),
        language=card.language,
        direction=direction(card.language),
    )


def _policy(edition: Edition, here: str) -> str:
    """The page on how mistakes are corrected, unless that is this very page."""
    urls = (policy.url for policy in edition.policies if policy.kind == "corrections")
    return next((each for each in urls if each != here), "")
