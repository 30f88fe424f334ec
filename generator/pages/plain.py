"""Pages beside the news, such as About: `content/pages/about.md` is `/about/`."""

from __future__ import annotations

from generator.contexts import PlainPage
from generator.identity import identity
from generator.indexes import Key, address, dated, is_retracted, modified
from generator.languages import direction
from generator.pages.article_heads import of_page
from generator.pages.figures import figure
from generator.pages.live import live_blog
from generator.pages.page import Page
from generator.pages.parts import page_address, prose
from generator.pages.recordings import player
from generator.pages.translations import others, translations
from generator.pages.truth import truth
from generator.view import View


def compose(key: Key, view: View) -> Page:
    found = view.article(key[0])
    url = address(found, view.setting("permalink"))
    image, versions = figure(found.image, view, "lead"), translations(found, url, view)
    plays = player(found.recording, found.language, view, found.title)
    changed = modified(found)
    page = PlainPage(
        head=of_page(found, url, image, versions, view),
        title=found.title,
        summary=found.summary,
        updated=changed if changed != dated(found) else None,
        language=found.language,
        direction=direction(found.language),
        image=None if plays and plays.poster else image,
        player=plays,
        caption=None if image else found.caption,
        dateline=found.dateline,
        body=prose(found, found.body, view, page_address(view)),
        retracted=is_retracted(found),
        truth=truth(found, view),
        blog=live_blog(found, view),
        translations=others(versions, url),
    )
    return Page(url, "page.html", page, found.source, found.edition, identity(found))
