"""The page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.contexts import Head, NotFoundPage
from generator.editions import OWN
from generator.indexes import Key
from generator.interface import say
from generator.pages.page import Page
from generator.view import View

URL = "/404.html"


def fixed(_: Config) -> Iterator[Key]:
    """One for the whole site."""
    yield ("404",)


def compose(_key: Key, view: View) -> Page:
    return Page(URL, "404.html", NotFoundPage(Head(say(view.edition(OWN).language, "lost.title"), URL)))
