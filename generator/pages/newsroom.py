"""Who publishes the site and who writes in it, as structured data names them. All addresses are absolute."""

from __future__ import annotations

from generator.config import Edition, Organisation
from generator.contexts import Figure
from generator.editions import OWN, below, joined
from generator.indexes import Key
from generator.model import Record
from generator.structured.nodes import Image, Node
from generator.structured.organisation import organisation, publisher, website
from generator.structured.pages import person
from generator.urls import absolute
from generator.view import View


class Newsroom(Record, frozen=True):
    """What every page says of the newsroom."""

    node: Node  # in short
    account: str  # on X, with its @


def newsroom(view: View) -> Newsroom:
    return view.once(("newsroom",), _newsroom)


def _newsroom(view: View) -> Newsroom:
    facts = _facts(view)
    return Newsroom(publisher(_organisation(view, view.edition(OWN))), facts.x)


def in_full(edition: Edition, view: View) -> Node:
    """The newsroom with all that is known of it, and the policies that an edition links to."""
    return _organisation(view, edition)


def _organisation(view: View, edition: Edition) -> Node:
    facts, base_url = _facts(view), view.base_url
    title = view.edition(OWN).title
    return organisation(facts, title, base_url, edition.policies, _logo(facts.logo, view))


def _facts(view: View) -> Organisation:
    return view.fact("organisation") or Organisation()


def _logo(path: str, view: View) -> Image | None:
    found = view.fact("asset", path) if path else None
    return Image(absolute(found[0], view.base_url)) if found else None


def site_node(edition: Edition, view: View) -> Node:
    """The website, or the part of it in another language."""
    return view.once(("website", edition.slug), lambda view: _site(view.edition(edition.slug), view))


def _site(edition: Edition, view: View) -> Node:
    url = absolute(below(edition.slug, "/"), view.base_url)
    description = edition.description or edition.tagline
    return website(edition.title, url, edition.language, newsroom(view).node, description)


def writer(edition: str, slug: str, view: View) -> Node:
    """An author as the data of an article names them."""
    return view.once(("writer", edition, slug), lambda view: _writer((joined(edition, "author"), slug), view))


def _writer(key: Key, view: View) -> Node:
    return person(view.person(key), absolute(view.link(*key).url, view.base_url))


def image(shown: Figure | None, view: View) -> Image | None:
    """A picture of a page as its data names it."""
    if shown is None:
        return None
    url = absolute(shown.url, view.base_url)
    rights = shown.rights
    return Image(
        url,
        shown.width,
        shown.height,
        shown.alt,
        shown.caption,
        shown.credit,
        rights.creator,
        rights.copyright,
        rights.licence,
    )
