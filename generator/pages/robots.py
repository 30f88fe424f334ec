"""robots.txt: what robots may fetch, and on which terms (RFC 9309, RSL 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.config import Config
from generator.contexts import RobotsPage
from generator.indexes import Key
from generator.options import Robots
from generator.pages.crawlers import CRAWLERS
from generator.pages.page import Page
from generator.urls import encode
from generator.view import View

NAME = "robots.txt"
SITEMAPS = ("/sitemap.xml", "/sitemap-news.xml")


def fixed(_: Config) -> Iterator[Key]:
    """One for the whole site."""
    yield ("robots",)


def compose(_key: Key, view: View) -> Page | None:
    """None where the site brings a file of its own."""
    if view.fact("asset", NAME):
        return None
    robots: Robots = view.fact("robots") or Robots()
    refused = tuple(each.name for each in CRAWLERS) if robots.ai == "deny" else ()
    page = RobotsPage(robots.disallow, refused, licence(robots), SITEMAPS)
    return Page(f"/{NAME}", "robots.txt", page)


def licence(robots: Robots) -> str:
    """The address of the RSL licence of a site, or an empty text (https://rslstandard.org/rsl)."""
    return robots.ai if robots.ai not in ("allow", "deny") else ""


def is_barred(url: str, view: View) -> bool:
    """Whether robots.txt keeps robots from a page, so that no sitemap may list it."""
    robots: Robots = view.fact("robots") or Robots()
    barrier = _barrier(robots.disallow)
    return barrier is not None and barrier.match(encode(url)) is not None


@lru_cache(maxsize=8)
def _barrier(paths: tuple[str, ...]) -> re.Pattern[str] | None:
    """What the barred addresses begin with. `*` is any text, a final `$` the end (RFC 9309, 2.2.3)."""
    return re.compile("|".join(map(_pattern, paths))) if paths else None


def _pattern(path: str) -> str:
    plain = encode(path.removesuffix("$"))
    pattern = ".*".join(re.escape(part) for part in plain.split("*"))
    return rf"{pattern}\Z" if path.endswith("$") else pattern
