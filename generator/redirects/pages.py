"""Redirects that are pages of their own, where a host cannot lead on by itself: each needs a place.

On many disks small and capital letters are one, and so are the ways to write an accent. The output has to
be the same on all of them.
"""

from __future__ import annotations

from typing import Protocol

from generator.ground import Ground
from generator.redirects import Redirect
from generator.urls import output_path


class Site(Protocol):
    """What is to be known of the site as it is about to be published."""

    def needs_page(self, redirect: Redirect) -> bool:
        """Whether some host of the site cannot follow a redirect by itself, and a page can."""

    def in_the_way(self, url: str) -> str:
        """The address of a file in whose place a page at a URL would lie; "" where none is in its way."""


class Pages:
    """Gives redirects their places: who comes first has the right to one."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ground = Ground()
        self._placed: set[str] = set()

    def place(self, redirect: Redirect, whose: str) -> str:
        """Give a redirect the place that it needs; else who is in its way, in words."""
        if redirect.source in self._placed or not self._site.needs_page(redirect):
            return ""
        path = output_path(redirect.source)
        found = self._site.in_the_way(redirect.source) or self._ground.holder(path)
        if not found:
            self._ground.take(path, whose)
            self._placed.add(redirect.source)
        return found

    def has(self, redirect: Redirect) -> bool:
        """Whether a redirect is a page."""
        return redirect.source in self._placed and self._site.needs_page(redirect)
