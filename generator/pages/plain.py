"""Pages beside the news, such as About: `content/pages/about.md` is `/about/`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contexts import Head, PlainPage
from generator.indexes import Key, url_of
from generator.languages import direction
from generator.pages.page import Page
from generator.pages.parts import figure, page_address, prose
from generator.view import View


def jobs(view: View) -> Iterator[Key]:
    yield from (key for key, _ in view.keys("plain"))


def address(key: Key, view: View) -> str:
    return url_of(view.plain_page(key), view.config)


def compose(key: Key, view: View) -> Page:
    found = view.plain_page(key)
    image = figure(found.image, view)
    page = PlainPage(
        head=Head(found.title, url_of(found, view.config), found.summary, found.canonical, image=image),
        title=found.title,
        summary=found.summary,
        updated=found.updated,
        language=found.language,
        direction=direction(found.language),
        image=image,
        body=prose(found.body, view, page_address(view)),
    )
    return Page(page.head.url, "page.html", page, found.source)
