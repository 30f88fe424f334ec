"""Which HTML an article may contain, and the report of what was taken out.

The allow-list is explained for editors in docs/markdown.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from generator.characters import CONTROL, without_controls
from generator.readers.markdown import embeds
from generator.readers.markdown.html import ATTRIBUTES as ANY_ATTRIBUTES
from generator.readers.markdown.html import canonical, names
from generator.schemes import SCHEMES, is_safe

if TYPE_CHECKING:
    from nh3 import Cleaner

TAGS = names(
    """
    a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small
    span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """
)
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"class", "dir", "id", "lang", "title"}),
    "a": frozenset({"aria-label", "href", "hreflang", "rel"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"abbr", "align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}

_NOT_HTML = frozenset({"markdown", "html", "head", "body"})
"""`markdown` is an instruction to the engine; the others are the frame of a document."""

_HAND_WRITTEN = re.compile(r"<[a-zA-Z]|\{")
"""Raw HTML or an attribute list: without these an engine writes nothing that is not allowed, save URLs."""

_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});")

_CITE = re.compile(rf'(<[a-z]+{ANY_ATTRIBUTES}?) cite="([^"]*)"')

_OTHER_SCHEME = re.compile(rf'="(?:(?<=href=")|(?<=src="))(?!(?:{"|".join(SCHEMES)}):)[^"/?#]*[:&]')


def clean(raw: str, hosts: tuple[str, ...]) -> str:
    """Canonical HTML with nothing left that is not allowed; iframes of `hosts` stay."""
    has_embeds = bool(hosts) and "<iframe" in raw.lower()
    cleaner = _cleaner(hosts if has_embeds else ())
    html = cleaner.clean(raw)
    if (bare := without_controls(html)) != html:
        html = cleaner.clean(bare)  # what is gone now may have hidden a scheme
    html = _without_bad_sources(html)
    return embeds.finish(html) if has_embeds else html


def _without_bad_sources(html: str) -> str:
    """What `nh3` has cleaned, which does not take `cite` for an address."""
    if ' cite="' not in html:
        return html
    return _CITE.sub(lambda found: found[0] if is_safe(unescape(found[2])) else found[1], html)


@cache
def _cleaner(hosts: tuple[str, ...]) -> Cleaner:
    import nh3

    embedded = {"iframe": embeds.ATTRIBUTES} if hosts else {}
    return nh3.Cleaner(
        tags=TAGS | embedded.keys(),
        attributes={**ATTRIBUTES, **embedded},
        # Asking Python about every attribute is slow, so only texts with an embed pay for it.
        attribute_filter=embeds.source_filter(hosts) if hosts else None,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def removed(text: str, raw: str, cleaned: str) -> list[str]:
    """What cleaning took out of an article, as `<script>` or `onclick`, in order and without repeats.

    `text` is the Markdown, `raw` the HTML of the engine. The trees are compared only when the text can
    have held something that is not allowed.
    """
    controls = _controls(raw) if "&#" in text else []
    if not (("<" in text or "{" in text) and _HAND_WRITTEN.search(text)) and not _OTHER_SCHEME.search(raw):
        return controls
    gone = Counter(_inventory(canonical(raw)))
    gone.subtract(_inventory(cleaned))
    tags = {tag for (tag, attribute), count in gone.items() if count > 0 and not attribute}
    names = [
        attribute or f"<{tag}>"
        for (tag, attribute), count in gone.items()
        if count > 0 and not (attribute and tag in tags)
    ]
    return list(dict.fromkeys([*names, *controls]))


def _controls(raw: str) -> list[str]:
    """The references to characters that no text may hold, as `&#7;`; some engines resolve them."""
    written = (found for found in _REFERENCE.findall(raw) if not without_controls(unescape(found)))
    return list(dict.fromkeys([*written, *(f"&#{ord(found)};" for found in CONTROL.findall(raw))]))


def _inventory(html: str) -> Iterator[tuple[str, str]]:
    """Every element as (tag, "") and every attribute as (tag, name)."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html, is_fragment=True, fragment_tag="body").root
    for node in root.traverse() if root else ():
        tag = node.tag or ""
        if tag.startswith("-") or tag in _NOT_HTML:
            continue
        yield tag, ""
        yield from ((tag, name) for name in node.attributes if _is_reported(name))


def _is_reported(attribute: str) -> bool:
    return attribute not in _NOT_HTML and not attribute.startswith("data-")
