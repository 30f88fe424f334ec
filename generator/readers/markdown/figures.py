"""Pictures in the body of an article: where they lie, and what is written under them."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import unquote

from generator.kinds import is_recording
from generator.model import Caption, Picture, Problem, Recording
from generator.readers.markdown.html import ATTRIBUTES, write_attributes
from generator.readers.markdown.links import is_remote, within_site
from generator.readers.markdown.origin import Origin
from generator.readers.markdown.typography import typeset_text
from generator.schemes import trimmed
from generator.urls import resolve

_FIGURE = re.compile(
    rf"<figure{ATTRIBUTES}>\s*(?:<p>\s*)?(<img{ATTRIBUTES})>\s*(?:</p>\s*)?"
    r"(?:<figcaption>([^<]*)</figcaption>\s*)?</figure>"
)
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)
_HAS_TITLE_OR_REMOTE = re.compile(r' title="| src="(?:[a-z][a-z0-9+.-]*:|//)', re.IGNORECASE)


def unwrap_figures(html: str) -> str:
    """Figures written by hand around one picture of the site become what Markdown writes for it.

    A caption without markup becomes the title of the picture; other figures stay as they are.
    """
    return _FIGURE.sub(_unwrap, html) if "<figure" in html else html


def _unwrap(match: re.Match[str]) -> str:
    picture, caption = match[1], " ".join((match[2] or "").split())
    if not caption:
        return f"{picture}>"
    if _HAS_TITLE_OR_REMOTE.search(picture):
        return match[0]
    # The text of an element may hold quotation marks, the value of an attribute may not.
    return f'{picture} title="{caption.replace(chr(34), "&quot;")}">'


def read_image(
    attributes: dict[str, str], origin: Origin
) -> tuple[Picture | Recording | str, Problem | None]:
    """The picture or recording that an image names, or the HTML of one that another site serves."""
    written = trimmed(attributes.get("src", ""))
    if not written.strip():  # cleaning took its address, and has said so
        return "", None
    place = origin.place(written)
    address = within_site(written, origin.base_url)
    if is_remote(address) and is_recording(_AFTER_PATH.sub("", address)):
        text = escape(attributes.get("alt", "") or written)
        message = f"The recording {written} lies on another site, so it is linked to and not played here"
        cure = "Put the file beside the article"
        return f"<a{write_attributes({'href': written})}>{text}</a>", origin.warning(
            place, "external-recording", message, cure
        )
    if is_remote(address):
        html = f"<img{write_attributes({**attributes, 'loading': 'lazy'})}>"
        message = f"The image {written} comes from another site, which sees who reads the article"
        return html, origin.warning(place, "external-image", message, "Put the picture beside the article")
    path = resolve(origin.source, unquote(address).replace("\\", "/"))
    if path is None:
        return "", origin.outside(place, written)
    caption = _caption(attributes.get("title", "").strip(), origin.language)
    if is_recording(path):
        title = typeset_text(attributes.get("alt", "").strip(), origin.language)
        return Recording(path, title, caption.text, caption.credit, *place), None
    return Picture(path, attributes.get("alt", ""), caption.text, caption.credit, *place), None


def _caption(title: str, language: str) -> Caption:
    if not title:
        return Caption("", "")
    from generator.readers.text.caption import read_caption

    found = read_caption(title) or Caption(title, "")
    return Caption(typeset_text(found.text, language), found.credit)
