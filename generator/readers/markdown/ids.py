"""Ids of a body: each once, and none that the templates use."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import count
from urllib.parse import quote, unquote

from generator.readers.markdown.html import ATTRIBUTES

_WITH_ID = re.compile(rf'(<[a-z][^\s<>"/]*{ATTRIBUTES}) id="([^"]*)"')
_TO_ID = re.compile(rf'(<a{ATTRIBUTES}) href="#([^"]+)"')
_OF_TEMPLATES = re.compile(r"page-|site-|main$|t-[0-9]{8}-|correction-[0-9]{14}", re.IGNORECASE)


def _safe(name: str) -> str:
    """An id without white space that no template uses.

    Those are `main`, `page-…` and `site-…`, `t-` with a day, the anchors of a live blog, and `correction-`
    with a moment.
    """
    name = "-".join(name.split())
    return f"article-{name}" if _OF_TEMPLATES.match(name) else name


def used_ids(html: str) -> set[str]:
    """All ids in a piece of canonical HTML."""
    return {unescape(name) for _, name in _WITH_ID.findall(html)} if ' id="' in html else set()


def settle_ids(html: str, prefix: str = "") -> str:
    """The same HTML with every id unique and safe; links to a renamed id follow it.

    A `prefix` is put before each id, and keeps those of several texts on one page apart.
    """
    if ' id="' not in html:
        return html
    given = used_ids(html)
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    following: dict[str, count[int]] = {}

    def settle(match: re.Match[str]) -> str:
        start, name = match[1], unescape(match[2])
        free = _safe(name) if not prefix else prefix + "-".join(name.split())
        if free == prefix:
            return start
        if free in taken or (free != name and free in given):
            base, numbers = free, following.setdefault(free, count(2))
            while free in taken or free in given:
                free = f"{base}-{next(numbers)}"
        taken.add(free)
        if free != name:
            renamed.setdefault(name, free)
        return f'{start} id="{escape(free)}"'

    html = _WITH_ID.sub(settle, html)
    moved = {old: new for old, new in renamed.items() if old not in taken}
    return _TO_ID.sub(lambda match: _follow(match, moved), html) if moved else html


def _follow(match: re.Match[str], moved: dict[str, str]) -> str:
    target = moved.get(unquote(unescape(match[2])))
    return f'{match[1]} href="#{escape(quote(target, safe=":@!$*+,;=/?"))}"' if target else match[0]
