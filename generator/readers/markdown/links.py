"""Where a link in an article leads: to another source, to a URL of this site, or away."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.model import Link, Problem, Record
from generator.readers.markdown.html import add_class, write_attributes
from generator.readers.markdown.origin import Origin
from generator.schemes import ANY, trimmed
from generator.urls import resolve

_SCHEME = re.compile(rf"{ANY}|//", re.IGNORECASE)
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_EMPTY = r"\]\(\s*(?:<\s*>\s*)?\)|href\s*=\s*[\"']\s*[\"']"
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)


class LinkStart(Record, frozen=True):
    """A link that begins: into the site as a `Link` that lacks its HTML, else as a start tag."""

    tag: str
    link: Link | None


def within_site(address: str, base_url: str) -> str:
    """An address with the base URL taken off: what remains begins with a slash."""
    web = _WEB.match(address)
    base = base_url.partition("://")[2].rstrip("/")
    rest = address[web.end() :] if web else ""
    below = rest[len(base) :]
    if not web or rest[: len(base)].lower() != base.lower() or (below and below[0] not in "/?#"):
        return address
    return below if below.startswith("/") else f"/{below}"


def is_remote(address: str) -> bool:
    """Whether an address names its scheme or host."""
    return _SCHEME.match(address) is not None


def read_link(attributes: dict[str, str], origin: Origin) -> tuple[LinkStart | None, Problem | None]:
    """The link that a start tag opens; without one its text stays as plain text."""
    if "href" not in attributes:
        return LinkStart(_start_tag(attributes), None) if attributes else None, None
    written = trimmed(attributes["href"])
    if not written.strip():
        place = origin.places.search_on(_EMPTY)
        problem = origin.warning(place, "empty-link", "A link leads nowhere", "Give it an address")
        return None, problem
    address = within_site(written, origin.base_url)
    if is_remote(address) or address.startswith("#"):
        return LinkStart(_start_tag({**attributes, "href": address}), None), None
    place = origin.place(written)
    target, fragment = read_target(address, origin.source)
    if target is None:
        return None, origin.outside(place, written)
    rest = write_attributes({name: value for name, value in attributes.items() if name != "href"})
    return LinkStart("", Link(target, "", fragment, rest, *place)), None


def read_target(address: str, source: str) -> tuple[str | None, str]:
    """Target and fragment as `model.Link` has them; no target when the path leads out of the site.

    A path that begins with a slash is a URL of the site, any other is relative to the folder of the
    article. A query is dropped: a static page has none.
    """
    path = unquote(_AFTER_PATH.sub("", address)).replace("\\", "/")
    fragment = address.partition("#")[2].replace(" ", "%20")
    if path.startswith("/"):
        return path, fragment
    return resolve(source, path) if path else source, fragment


def _start_tag(attributes: dict[str, str]) -> str:
    """The start tag of a link that leads away or into its own page."""
    address = attributes.get("href", "")
    if _WEB.match(address):
        attributes["href"] = address.replace(" ", "%20")
        attributes["rel"] = " ".join(dict.fromkeys([*attributes.get("rel", "").split(), "noopener"]))
        add_class(attributes, "external")
    return f"<a{write_attributes(attributes)}>"
