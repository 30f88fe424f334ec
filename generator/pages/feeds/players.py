"""Recordings in the text of an item: many feed readers play them, and all of them show a link."""

from __future__ import annotations

from html import escape

from generator.contexts import Player
from generator.formats import duration
from generator.interface import say
from generator.urls import absolute


def player_html(player: Player, base_url: str, language: str) -> str:
    """The player, with a link to the recording, what is written below it, and where its words can be read."""
    address = escape(absolute(player.url, base_url))
    name = "video" if player.film else "audio"
    size = f' width="{player.width}" height="{player.height}"' if player.film and player.width else ""
    poster = f' poster="{escape(absolute(player.poster, base_url))}"' if player.poster else ""
    lasts = f" ({duration(player.seconds)})" if player.seconds else ""
    link = f'<a href="{address}">{escape(say(language, "player.open", title=player.title))}</a>{lasts}'
    words = " ".join(filter(None, (player.caption, f"({player.credit})" if player.credit else "")))
    below = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    playing = f'<{name} controls preload="none" src="{address}"{size}{poster}></{name}>'
    return f"<figure>{playing}<p>{link}</p>{below}</figure>"
