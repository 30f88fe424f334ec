"""The article page."""

from __future__ import annotations

from generator.contexts import ArticlePage
from generator.editions import joined
from generator.identity import identity
from generator.indexes import Key, address, dated, is_retracted, is_wide, modified
from generator.labels import label_slug, shown_label
from generator.languages import direction
from generator.model import Article
from generator.pages.article_heads import of_article
from generator.pages.figures import figure
from generator.pages.layouts import layout_template
from generator.pages.live import live_blog
from generator.pages.onward import onward
from generator.pages.page import Page
from generator.pages.parts import page_address, prose
from generator.pages.recordings import player
from generator.pages.translations import others, translations
from generator.pages.truth import truth
from generator.view import View

WORDS_PER_MINUTE = 230


def compose(key: Key, view: View) -> Page:
    article = view.article(key[0])
    edition, url = article.edition, address(article, view.setting("permalink"))
    wide = is_wide(article)
    lead = "lead-wide" if wide else "lead"
    image, versions = figure(article.image, view, lead), translations(article, url, view)
    plays = player(article.recording, article.language, view, article.title)
    changed, told, blog = modified(article), truth(article, view), live_blog(article, view)
    page = ArticlePage(
        head=of_article(article, url, image, versions, told.sources, view),
        title=article.title,
        summary=article.summary if article.standfirst else "",
        date=dated(article),
        updated=changed if changed != dated(article) else None,
        language=article.language,
        direction=direction(article.language),
        section=view.link(joined(edition, "section"), article.section.slug),
        label=_label(article, view),
        authors=tuple(view.link(joined(edition, "author"), author.slug) for author in article.authors),
        dateline="" if is_retracted(article) else article.dateline,
        image=None if plays and plays.poster else image,
        player=plays,
        caption=None if image else article.caption,
        body=prose(article, article.body, view, page_address(view), wide=wide),
        minutes=minutes(article),
        free=article.free,
        retracted=is_retracted(article),
        truth=told,
        live=blog is not None and blog.ended is None,
        blog=blog,
        translations=others(versions, url),
        tags=tuple(view.link(joined(edition, "tag"), tag.slug) for tag in article.tags),
        onward=onward(article, view),
        extra=article.extra,
        layout=article.layout.text if article.layout else "",
    )
    template = layout_template(article.layout, view) or "article.html"
    return Page(url, template, page, article.source, edition, identity(article))


def _label(article: Article, view: View) -> str:
    """A live blog has a mark of its own, which tells whether it goes on."""
    if article.live and label_slug(article.label) == "live":
        return ""
    return shown_label(article.label, view.edition(article.edition).language)


def minutes(article: Article) -> int:
    """How long it takes to read an article, at least a minute; 0 where there is nothing to read."""
    return max(1, round(article.words / WORDS_PER_MINUTE)) if article.words else 0
