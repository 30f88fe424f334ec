"""The pages beside the articles, the way that leads to a page, and the people who write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from generator.config import Author, LinkTo
from generator.formats import iso
from generator.structured.nodes import Image, Node, filled, image_object, reference

PageType = Literal["WebPage", "AboutPage", "ContactPage", "CollectionPage", "ProfilePage"]


def breadcrumbs(trail: Sequence[LinkTo]) -> Node:
    """The way from the front page to this one: https://schema.org/BreadcrumbList.

    A step without a URL is the page itself. A single step is no way, and gives nothing: Google asks for two.
    """
    if len(trail) < 2:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [_step(position, step) for position, step in enumerate(trail, 1)],
    }


def _step(position: int, step: LinkTo) -> Node:
    page = {"@type": "WebPage", "@id": step.url} if step.url else None
    return filled({"@type": "ListItem", "position": position, "name": step.label, "item": page})


def person(author: Author, url: str) -> Node:
    """An author as an article names them. `url` is that of their page."""
    return filled({
        "@type": "Person",
        "@id": f"{url}#person",
        "name": author.name,
        "url": url,
        "jobTitle": author.role,
        "sameAs": list(author.same_as),
    })  # fmt: skip


def web_page(
    name: str,
    url: str,
    language: str,
    *,
    kind: PageType = "WebPage",
    description: str = "",
    modified: dt.datetime | None = None,
    site: Node | None = None,
) -> Node:
    """Any page that is not an article. `site` is the website that it belongs to."""
    return filled({
        "@type": kind,
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "dateModified": modified and iso(modified),
        "inLanguage": language,
        "isPartOf": site and reference(site),
    })  # fmt: skip


def collection_page(
    name: str, url: str, language: str, *, about: str = "", description: str = "", site: Node | None = None
) -> Node:
    """A list of articles. `about` is what they have in common: the name of a tag or a section."""
    page = web_page(name, url, language, kind="CollectionPage", description=description, site=site)
    return page | ({"about": {"@type": "Thing", "name": about}} if about else {})


def profile_page(
    author: Author,
    url: str,
    language: str,
    *,
    picture: Image | None = None,
    employer: Node | None = None,
    site: Node | None = None,
) -> Node:
    """The page of an author, with all that is known of them: https://schema.org/ProfilePage."""
    known = {
        "description": author.bio,
        "image": picture and image_object(picture),
        "worksFor": employer and reference(employer),
    }
    page = web_page(author.name, url, language, kind="ProfilePage", site=site)
    return page | {"mainEntity": person(author, url) | filled(known)}
