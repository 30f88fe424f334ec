"""/site.webmanifest: how the site looks on a home screen (https://www.w3.org/TR/appmanifest/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.config import Config, base_path
from generator.editions import OWN
from generator.indexes import Key
from generator.languages import direction
from generator.pages.page import Text
from generator.urls import href
from generator.view import View

NAME = "site.webmanifest"
PAPER = "#fdfcf8"
"""The background of pages in `static/site.css`."""
ICONS = (
    ("favicon.svg", "any", "image/svg+xml"),
    ("icon-192.png", "192x192", "image/png"),
    ("icon-512.png", "512x512", "image/png"),
)
"""Files of `static/`, their sizes in pixels, and their types."""
SHORT = 12
"""Characters of a name that stay readable below an icon."""


def fixed(_: Config) -> Iterator[Key]:
    """One for the whole site."""
    yield ("manifest",)


def compose(_key: Key, view: View) -> Text | None:
    """None where the site brings a file of its own."""
    if view.fact("asset", NAME):
        return None
    text = msgspec.json.format(msgspec.json.encode(_manifest(view)), indent=2).decode()
    return Text(f"/{NAME}", f"{text}\n")


def _manifest(view: View) -> dict[str, Any]:
    site, path = view.edition(OWN), base_path(view.base_url)
    home, description = href("/", path), site.description or site.tagline
    return {
        "id": home,
        "name": site.title,
        **({"short_name": site.title} if len(site.title) <= SHORT else {}),
        **({"description": description} if description else {}),
        "lang": site.language,
        "dir": direction(site.language),
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",  # a newspaper is read back and forth: the browser's buttons stay
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            {"src": href(asset[0], path), "sizes": sizes, "type": kind}
            for name, sizes, kind in ICONS
            if (asset := view.fact("asset", name))
        ],
    }
