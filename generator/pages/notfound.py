"""The page for an address that leads nowhere."""

from __future__ import annotations

from generator.contexts import Head, NotFoundPage
from generator.indexes import Key
from generator.pages.page import Page
from generator.view import View

URL = "/404.html"


def compose(_key: Key, _view: View) -> Page:
    return Page(URL, "404.html", NotFoundPage(Head("Page not found", URL)))
