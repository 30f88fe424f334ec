"""What `site.yaml` lets a newsroom choose, a group of options each; `config.py` has them all."""

from __future__ import annotations

import datetime as dt

from generator.model import Record


class Feeds(Record, frozen=True):
    items: int = 20  # articles in each feed
    formats: tuple[str, ...] = ("rss", "atom", "json")
    hub: str = ""  # the WebSub hub, an absolute URL


class Pictures(Record, frozen=True):
    avif: bool = False  # beside WebP: smaller files, which take five times as long to make
    quality: int = 80  # of photographs, from 30 to 95
    cards: str = "pictures"  # which articles have a card for social media: those with one, "all" or "none"


class Lists(Record, frozen=True):
    newest: int = 30  # articles at the head of a list
    year: int = 200  # articles above which a year splits into months
    related: int = 4


class Markdown(Record, frozen=True):
    engine: str = "python-markdown"  # or "commonmark"
    clean: bool = True  # clean the HTML in articles
    embeds: tuple[str, ...] = ()  # hosts whose iframes are kept


class Robots(Record, frozen=True):
    """What robots.txt tells. `ai` is `allow`, `deny`, or the URL of an RSL licence."""

    ai: str = "allow"
    disallow: tuple[str, ...] = ()  # URL paths that no robot may fetch


class Security(Record, frozen=True):
    """What /.well-known/security.txt tells (RFC 9116)."""

    contact: tuple[str, ...]
    expires: dt.datetime
    policy: str = ""
    encryption: str = ""
    acknowledgments: str = ""
    languages: tuple[str, ...] = ()


class Checking(Record, frozen=True):
    """How `check` asks other sites about links to them."""

    ignore: tuple[str, ...] = ()  # addresses that are not asked for; `*` is anything
    private: tuple[str, ...] = ()  # hosts of a private network that may be asked: `host`, or `host:port`


class Rule(Record, frozen=True):
    """One of the `redirects`: where an address leads, and where site.yaml says so."""

    source: str
    target: str = ""  # a URL of the site or a full one; "" for what is gone
    status: int = 301
    line: int = 0
    column: int = 0


class HeaderRule(Record, frozen=True):
    """What the answers for some paths tell: a value takes the place of Broadsheet's, and "" takes it away."""

    path: str  # `/*` is every path, `/media/*` all below a folder
    fields: tuple[tuple[str, str], ...]
    directives: tuple[tuple[str, str], ...] = ()  # of the Content-Security-Policy, one by one


class Theme(Record, frozen=True):
    logo: str = ""  # a path under static/
    accent: str = ""  # a CSS colour, #rrggbb
    accent_dark: str = ""  # the accent, light enough to be read in dark mode
    head: str = ""  # trusted HTML at the end of <head>
    footer: str = ""  # trusted HTML in the footer
    page_seconds: int = 60  # that a template may take for one page
