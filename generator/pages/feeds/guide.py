"""The page about feeds, with what most readers look for, and a file for feed readers with all of them.

Tags and authors may be thousands, so the page names no more of them than `site.yaml` does: the others have
their feeds on their own pages, and in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.contexts import FeedGroup, FeedGuidePage, FeedRow, OpmlPage, Translation
from generator.editions import OWN, below, joined
from generator.formats import language_name
from generator.indexes import Key
from generator.interface import say
from generator.pages.feeds.channel import sound
from generator.pages.feeds.corrections import page_url
from generator.pages.feeds.formats import feed_links
from generator.pages.heads import in_each_edition, of_list
from generator.pages.page import Page
from generator.pages.podcasts import feed_of, home, podcast_of
from generator.view import View

OPML = "/feeds/feeds.opml"
"""One file for the whole site."""


def fixed(config: Config) -> Iterator[Key]:
    """The page of each edition."""
    return (("feeds", edition.slug) for edition in config.editions)


def fixed_opml(_: Config) -> Iterator[Key]:
    yield ("opml",)


def url(key: Key) -> str:
    return below(key[1], "/feeds/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    title = say(edition.language, "feeds.title")
    description = say(edition.language, "feeds.description", site=edition.title)
    page = FeedGuidePage(
        head=of_list(in_each_edition(title, url(("feeds", OWN)), description, edition, view), view),
        site=_edition(edition.slug, view, every=False),
        opml=OPML,
        others=tuple(
            Translation(language, language_name(language), below(slug, "/feeds/"))
            for slug, language in view.setting("editions")
            if slug != edition.slug
        ),
    )
    return Page(page.head.url, "feeds.html", page, edition=edition.slug)


def compose_opml(_: Key, view: View) -> Page:
    """The feeds of all editions: each edition is a group where there are several."""
    editions = [_edition(slug, view, every=True) for slug, _ in view.setting("editions")]
    groups = tuple(editions) if len(editions) > 1 else _flat(editions[0])
    return Page(OPML, "opml.xml", sound(OpmlPage(view.edition(OWN).title, groups)))


def _flat(edition: FeedGroup) -> tuple[FeedGroup, ...]:
    return FeedGroup("", edition.rows), *edition.groups


def _edition(edition: str, view: View, every: bool) -> FeedGroup:
    """The feeds of an edition: of everything and of the corrections, then those of its lists by kind."""
    language, title = view.edition(edition).language, view.edition(edition).title
    corrections = say(language, "corrections.title")
    rows = (_row(title, below(edition, "/"), view), _row(corrections, page_url(edition), view))
    groups = (
        FeedGroup(say(language, heading), tuple(found)) for heading, found in _lists(edition, view, every)
    )
    return FeedGroup(title, rows, tuple(group for group in groups if group.rows))


def _lists(edition: str, view: View, every: bool) -> Iterator[tuple[str, Iterator[FeedRow]]]:
    """The lists that have feeds, under the keys of their headings."""
    yield "podcast", _podcasts(edition, view)
    sections = view.setting("sections", edition)
    yield "feeds.sections", _rows(edition, "section", (*sections, *_used(edition, "section", view)), view)
    yield "feeds.series", _rows(edition, "series", _used(edition, "series", view), view)
    named = (("tag", "feeds.tags", ("topics", edition)), ("author", "feeds.authors", ("authors",)))
    for kind, heading, setting in named:
        slugs = (
            _used(edition, kind, view)
            if every
            else _with_articles(edition, kind, view.setting(*setting), view)
        )
        yield heading, _rows(edition, kind, slugs, view)


def _podcasts(edition: str, view: View) -> Iterator[FeedRow]:
    for slug in view.setting("podcasts", edition):
        podcast = podcast_of((slug, edition), view)
        yield FeedRow(podcast.title, home(podcast), (feed_of(podcast),))


def _used(edition: str, kind: str, view: View) -> list[str]:
    """The lists of a kind that have articles, whether `site.yaml` names them or not."""
    return [key[1] for key in view.keys("list", (joined(edition, kind),))]


def _with_articles(edition: str, kind: str, slugs: Iterable[str], view: View) -> list[str]:
    return [slug for slug in slugs if view.keys("list", (joined(edition, kind), slug))]


def _rows(edition: str, kind: str, slugs: Iterable[str], view: View) -> Iterator[FeedRow]:
    for slug in dict.fromkeys(slugs):
        link = view.link(joined(edition, kind), slug)
        yield _row(link.label, link.url, view)


def _row(label: str, page: str, view: View) -> FeedRow:
    return FeedRow(label, page, feed_links(page, label, view))
