"""The whole text of an article as feeds carry it: one piece of HTML with all that a reader must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator.contexts import Album, Diagram, Figure, Player, Prose
from generator.formats import iso, long_datetime
from generator.indexes import is_retracted
from generator.interface import say
from generator.labels import label_slug, shown_label
from generator.languages import direction
from generator.model import Article, Caption, Correction, CorrectionKind, LiveEntry, Reference
from generator.pages.feeds.charts import diagram_html
from generator.pages.feeds.markup import standing_alone
from generator.pages.feeds.players import player_html
from generator.pages.figures import figure
from generator.pages.parts import feed_address, prose
from generator.pages.recordings import player
from generator.pages.truth import KINDS, NOTICES, resolved
from generator.sponsorship import is_paid
from generator.urls import absolute
from generator.view import View


def article_html(article: Article, url: str, view: View) -> str:
    """The text of an article with its picture, its notices, its corrections and its sources."""
    language = view.edition(article.edition).language
    if is_retracted(article):
        return _enclosed(_retraction(article, language), article.language, language)
    corrections = "".join(_corrections(article.corrections, language))
    at_top = view.setting("corrections") == "top"
    pieces = (
        _label(article.label, language),
        corrections and f"{corrections}<hr>" if at_top else "",
        _lead(article, language, view),
        f"<p>{escape(article.dateline)}</p>" if article.dateline else "",
        _prose(prose(article, article.body, view, feed_address(view), url), view.base_url, language),
        *_entries(article, url, language, view),
        _sources(article, language, view),
        _methods(article.methods, language),
        f"<hr>{corrections}" if corrections and not at_top else "",
    )
    return standing_alone(_enclosed("".join(pieces), article.language, language), url)


def entry_html(article: Article, entry: LiveEntry, url: str, language: str, view: View) -> str:
    """The text of one entry of a live blog, in an edition of some language."""
    return standing_alone(_entry(article, entry, url, language, view), url)


def _entry(article: Article, entry: LiveEntry, url: str, language: str, view: View) -> str:
    return _prose(prose(article, entry.body, view, feed_address(view), url), view.base_url, language)


def _enclosed(html: str, language: str, edition: str) -> str:
    """Feed readers know the language of a feed at best, and lay out every text from left to right."""
    towards = direction(language)
    if language == edition and towards == "ltr":
        return html
    return f'<div lang="{escape(language)}" dir="{towards}">{html}</div>'


def _label(label: str, language: str) -> str:
    shown = shown_label(label, language)
    if not shown:
        return ""
    notice = NOTICES.get(label_slug(label))
    more = f"<br>{escape(say(language, notice))}" if notice else ""
    return f"<p><strong>{escape(shown)}</strong>{more}</p>"


def _lead(article: Article, language: str, view: View) -> str:
    shown = figure(article.image, view, "lead")
    plays = player(article.recording, article.language, view, article.title)
    playing = player_html(plays, view.base_url, language) if plays else ""
    if shown and not (plays and plays.poster):
        return _figure(shown, view.base_url, language) + playing
    if playing:
        return playing
    return _not_at_hand(article.caption, language) if article.caption else ""


def _prose(parts: Prose, base_url: str, language: str) -> str:
    def written(part: str | Figure | Album | Player | Diagram | Caption) -> str:
        match part:
            case str():
                return part
            case Figure():
                return _figure(part, base_url, language)
            case Album():
                return "".join(_figure(each, base_url, language) for each in part.figures)
            case Player():
                return player_html(part, base_url, language)
            case Diagram():
                return diagram_html(part, base_url, language)
            case _:
                return _not_at_hand(part, language)

    return "".join(map(written, parts))


def _figure(shown: Figure, base_url: str, language: str) -> str:
    size = f' width="{shown.width}" height="{shown.height}"'
    address = escape(absolute(shown.url, base_url))
    origin = f"<em>{escape(say(language, f'picture.{shown.origin}'))}</em>" if shown.origin else ""
    below = " ".join(filter(None, (_caption(shown.caption, shown.credit), origin)))
    caption = f"<figcaption>{below}</figcaption>" if below else ""
    return f'<figure><img src="{address}" alt="{escape(shown.alt)}"{size}>{caption}</figure>'


def _not_at_hand(caption: Caption, language: str) -> str:
    note = escape(say(language, "photograph.missing"))
    return f"<p><em>{note}</em> {_caption(caption.text, caption.credit)}</p>"


def _caption(text: str, credit: str) -> str:
    return " ".join(filter(None, (escape(text), f"<small>{escape(credit)}</small>" if credit else "")))


def _corrections(corrections: Iterable[Correction], language: str) -> Iterator[str]:
    for each in corrections:
        kind = say(language, KINDS[each.kind])
        head = say(language, "correction.dated", kind=kind, date=long_datetime(each.date, language))
        yield f"<p><strong>{escape(head)}</strong><br>{escape(each.text)}</p>"


def _retraction(article: Article, language: str) -> str:
    """What stands in place of a retracted text: first why it was retracted."""
    order = sorted(article.corrections, key=lambda each: each.kind is not CorrectionKind.RETRACTION)
    title, text = say(language, "retracted.title"), say(language, "retracted.text")
    notice = f"<p><strong>{escape(title)}</strong><br>{escape(text)}</p>"
    return notice + "".join(_corrections(order, language))


def _entries(article: Article, url: str, language: str, view: View) -> Iterator[str]:
    """The newest entries of a live blog; its own feed has each of them by itself."""
    entries = article.live.entries if article.live else ()
    for entry in entries[: view.setting("feeds.items")]:
        time = f'<time datetime="{iso(entry.at)}">{escape(long_datetime(entry.at, language))}</time>'
        title = f" {escape(entry.title)}" if entry.title else ""
        yield f"<h2>{time}{title}</h2>{_entry(article, entry, url, language, view)}"


def _sources(article: Article, language: str, view: View) -> str:
    sources = (resolved(source, article, view) for source in article.sources)
    rows = "".join(f"<li>{_source(source, is_paid(article), view.base_url)}</li>" for source in sources)
    return f"<h2>{escape(say(language, 'sources.title'))}</h2><ul>{rows}</ul>" if rows else ""


def _source(source: Reference, paid: bool, base_url: str) -> str:
    label = escape(source.label)
    rel = ' rel="sponsored"' if paid and not source.url.startswith("/") else ""
    shown = f'<a href="{escape(absolute(source.url, base_url))}"{rel}>{label}</a>' if source.url else label
    return " ".join(filter(None, (shown, escape(source.note))))


def _methods(methods: str, language: str) -> str:
    if not methods:
        return ""
    return f"<h2>{escape(say(language, 'methods.title'))}</h2><p>{escape(methods)}</p>"
