"""A chart in a feed: its words, its picture, and the way to its numbers."""

from __future__ import annotations

from html import escape

from generator.contexts import Diagram
from generator.interface import say
from generator.urls import absolute


def diagram_html(shown: Diagram, base_url: str, language: str) -> str:
    title = f"<strong>{escape(shown.title)}</strong>" if shown.title else ""
    source = escape(say(language, "chart.source", credit=shown.credit)) if shown.credit else ""
    data = ""
    if shown.data:
        label = escape(say(language, "chart.data", format="CSV"))
        data = f'<a href="{escape(absolute(shown.data, base_url))}">{label}</a>'
    below = "<br>".join(filter(None, (title, escape(shown.subtitle), escape(shown.note), source, data)))
    caption = f"<figcaption>{below}</figcaption>" if below else ""
    return f"<figure>{_picture(shown, base_url)}{caption}</figure>"


def _picture(shown: Diagram, base_url: str) -> str:
    if shown.wide is None:
        return ""
    address, alt = escape(absolute(shown.wide.url, base_url)), escape(shown.alt)
    return f'<img src="{address}" alt="{alt}" width="{shown.wide.width}" height="{shown.wide.height}">'
