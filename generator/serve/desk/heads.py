"""What a page says of itself to others, and how they show it: a search result, and a card in social media."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.model import Record

TITLE, DESCRIPTION = 60, 155
"""Characters after which search results are cut. They cut by width, and at other places tomorrow."""


class Result(Record, frozen=True):
    """A page as a search result."""

    title: str
    host: str
    trail: tuple[str, ...]
    description: str
    hidden: bool  # the page asks not to be found


class Card(Record, frozen=True):
    """A page as a card in social media."""

    title: str
    host: str
    description: str
    image: str  # where this preview has it; "" where there is none, or where it is of another site
    alt: str


class Said(Record, frozen=True):
    result: Result
    card: Card


def said(html: bytes, url: str, home: str, here: str) -> Said:
    """What the page at a root-relative URL says.

    `home` is the address of the published site, `here` that for which the preview was built, whose host is
    not that of the site: pictures are looked for below its path.
    """
    page = LexborHTMLParser(html)
    attributes = [node.attributes for node in page.css("meta[content]")]
    metas = {each.get("name") or each.get("property") or "": each.get("content") or "" for each in attributes}
    title_node = page.css_first("title")
    title = " ".join(title_node.text().split()) if title_node else ""
    parts = urlsplit(home)
    host = parts.hostname or ""
    trail = tuple(unquote(part) for part in f"{parts.path}{url}".split("/") if part)
    result = Result(
        cut(title, TITLE),
        host,
        trail,
        cut(metas.get("description", ""), DESCRIPTION),
        "noindex" in metas.get("robots", ""),
    )
    card = Card(
        metas.get("og:title", "") or title,
        host,
        metas.get("og:description", ""),
        _local(metas.get("og:image", ""), here, home),
        metas.get("og:image:alt", ""),
    )
    return Said(result, card)


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with whole words and an ellipsis."""
    if len(text) <= most:
        return text
    short = text[: most - 1]
    whole = short.rpartition(" ")[0] if " " in short else short
    return f"{(whole if len(whole) > most // 2 else short).rstrip(' ,;:–-')} …"


def _local(address: str, *homes: str) -> str:
    """The path of an address of this site."""
    for home in homes:
        if home and address.startswith(home.rstrip("/") + "/"):
            return urlsplit(address).path
    return ""
