"""Pages beside the news, such as About: `content/pages/about.md` is `/about/`."""

from __future__ import annotations

from generator.contexts import Head, PlainPage
from generator.indexes import Key, address
from generator.languages import direction
from generator.pages.page import Page
from generator.pages.parts import figure, page_address, prose
from generator.view import View


def compose(key: Key, view: View) -> Page:
    found = view.article(key[0])
    image = figure(found.image, view)
    page = PlainPage(
        head=Head(
            found.title,
            address(found, view.setting("permalink")),
            found.summary,
            found.canonical,
            image=image,
        ),
        title=found.title,
        summary=found.summary,
        updated=found.updated,
        language=found.language,
        direction=direction(found.language),
        image=image,
        body=prose(found.body, view, page_address(view)),
    )
    return Page(page.head.url, "page.html", page, found.source, found.edition)
