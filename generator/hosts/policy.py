"""The Content-Security-Policy of a site: nothing runs or is loaded but what the site itself brings.

https://www.w3.org/TR/CSP3/. The theme has no script and no style inside its pages, and structured data is no
script that could run. What `theme.head` and `theme.footer` of site.yaml hold is allowed by its digest, and
what they load, and the hosts of `markdown.embeds`, by their origins.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from generator.config import Config

SELF, NONE = "'self'", "'none'"
_EXECUTABLE = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")


class _Inside(HTMLParser):
    """Gathers what trusted HTML runs and loads. `convert_charrefs` leaves scripts and styles as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []  # directive and source
        self._open = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and given.get("src"):
            self._load("script-src", given["src"])
            self._load("connect-src", given["src"])  # where its scripts report to, as a rule
            self._load("img-src", given["src"])
        elif tag == "script" and given.get("type", "").strip().lower() in _EXECUTABLE:
            self._open, self._text = "script-src", ""
        elif tag == "style":
            self._open, self._text = "style-src", ""
        elif tag == "link" and "stylesheet" in given.get("rel", "").lower():
            self._load("style-src", given.get("href", ""))
            self._load("font-src", given.get("href", ""))
        elif tag in ("img", "iframe"):
            self._load("img-src" if tag == "img" else "frame-src", given.get("src", ""))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in ("script", "style"):
            digest = base64.b64encode(hashlib.sha256(self._text.encode()).digest()).decode()
            self.found.append((self._open, f"'sha256-{digest}'"))
            self._open = ""

    def _load(self, directive: str, url: str) -> None:
        parts = urlsplit(url)
        if parts.netloc:
            self.found.append((directive, f"{parts.scheme or 'https'}://{parts.netloc}"))


def directives(config: Config) -> dict[str, str]:
    """The policy of a site, by the names of its directives."""
    sources: dict[str, list[str]] = {
        "default-src": [SELF],
        "base-uri": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "object-src": [],
        "script-src": [SELF],
        "style-src": [SELF],
    }
    for directive, source in _allowed(config):
        sources[directive] += [source] if source not in sources[directive] else []
    return {name: " ".join(found) or NONE for name, found in sources.items()}


def _allowed(config: Config) -> Iterator[tuple[str, str]]:
    yield from (("frame-src", f"https://{host}") for host in config.markdown.embeds)
    for html in (config.theme.head, config.theme.footer):
        inside = _Inside()
        inside.feed(html)
        inside.close()
        yield from inside.found


def written(policy: dict[str, str]) -> str:
    """A policy as the value of its header. Empty directives are left out; `true` is one by itself."""
    parts = (name if value == "true" else f"{name} {value}" for name, value in policy.items() if value)
    return "; ".join(parts)
