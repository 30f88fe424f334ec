"""HTML that is read far from its page: every address in full, and nothing that only a page can run.

It works on canonical HTML (`readers.markdown.html`), which every text of an article is in. Articles that are
cleaned need it for `//host/` and `cite` alone; where `site.yaml` turns cleaning off, anything may come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from generator.readers.markdown.html import TAG, TOKEN, names, parse_attributes, write_attributes
from generator.schemes import OUTSIDE

_ADDRESSES = names("action background cite data formaction href longdesc poster src")
_DRAWN = "data:image/(?:avif|gif|jpeg|png|webp)[;,]"  # a picture within its own address, which runs nothing
_WHOLE = re.compile(f"{OUTSIDE}|{_DRAWN}", re.IGNORECASE)
_WITHOUT_TAGS = names("base button embed form input link meta object option param select textarea")
"""Elements that do nothing in a feed reader; the text that they hold stays."""

_WITHOUT_TEXT = names("noframes plaintext script style xmp")


def _value_of(attributes: Iterable[str]) -> str:
    """A pattern for the end of `name="`, of any of some attributes."""
    return f'="(?:{"|".join(f"(?<= {name}{_EQUALS})" for name in sorted(attributes))})'


_EQUALS = '="'
_DOUBTFUL = (
    re.compile(f"{_value_of(_ADDRESSES)}(?!{OUTSIDE}|{_DRAWN})"),
    re.compile(_value_of(("srcdoc", "srcset"))),
    re.compile(' on[a-z]+="'),
    re.compile(rf"<(?:!--|(?:{'|'.join(sorted(_WITHOUT_TAGS | _WITHOUT_TEXT))})\b)"),
)
"""What may have to change. Most texts have none of it, and are looked at no further. Each pattern begins with
plain characters: one pattern for all takes ten times as long."""

_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(\s+[^\s,]+)?\s*(?:,|$)")
"""A picture in `srcset`: its address and its width or density (HTML, 4.8.4.2.1)."""


def standing_alone(html: str, page: str) -> str:
    """Canonical HTML as feeds carry it. `page` is the absolute URL of the page that it comes from."""
    if not any(pattern.search(html) for pattern in _DOUBTFUL):
        return html
    return TOKEN.sub(lambda found: _token(found, page), html)


def _token(found: re.Match[str], page: str) -> str:
    opaque: str | None = found["opaque"]
    if opaque is None:
        if found["name"] in _WITHOUT_TAGS:
            return ""
        return found[0] if found["slash"] else _start(found["name"], found["attributes"], page)
    start = TAG.match(found[0])
    if start is None or start[2] in _WITHOUT_TEXT:
        return ""  # a comment, a program, a style sheet
    return f"{_start(start[2], start[3], page)}{found[0][start.end() :]}"


def _start(name: str, attributes: str, page: str) -> str:
    """A start tag with its addresses in full."""
    if not attributes:
        return f"<{name}>"
    return f"<{name}{write_attributes(dict(_in_full(parse_attributes(attributes), page)))}>"


def _in_full(attributes: dict[str, str], page: str) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        if name == "srcset":
            value = ", ".join(_candidates(value, page))
        elif name in _ADDRESSES:
            value = _address(value, page)
        elif name == "srcdoc" or name.startswith("on"):
            continue
        if value or name not in _ADDRESSES | {"srcset"}:
            yield name, value


def _candidates(value: str, page: str) -> Iterator[str]:
    for address, size in _CANDIDATE.findall(value):
        if whole := _address(address, page):
            yield f"{whole}{size}"


def _address(value: str, page: str) -> str:
    """An address in full; empty for one that leads nowhere outside of a page, such as `javascript:`."""
    try:
        whole = urljoin(page, value.strip())
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return whole if _WHOLE.match(whole) else ""
