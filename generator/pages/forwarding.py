"""Addresses that are none of a page any more: `_redirects`, and pages that tell where the host cannot.

What they read is settled when all other files of the site are known (`generator/forwarding.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config, base_path
from generator.contexts import GonePage, Head, MovedPage
from generator.editions import OWN
from generator.hosts import hosts_of
from generator.hosts.headers import TYPES, is_fingerprinted
from generator.hosts.headers_file import NAME as HEADERS
from generator.hosts.headers_file import headers_file
from generator.hosts.rules_file import GONE_PAGE, redirects_file
from generator.hosts.rules_file import NAME as REDIRECTS
from generator.indexes import Key
from generator.interface import say
from generator.pages.page import Page, Text
from generator.redirects import Redirect
from generator.view import View

INDEX = "redirect"
"""The facts of addresses that need a page."""


def fixed_rules(config: Config) -> Iterator[Key]:
    """`_redirects` of hosts that read it."""
    if any(host.rules_file for host in hosts_of(config.hosting)):
        yield ("redirects",)


def fixed_headers(config: Config) -> Iterator[Key]:
    """`_headers` of hosts that read it."""
    if any(host.rules_file for host in hosts_of(config.hosting)):
        yield ("headers",)


def fixed_gone(config: Config) -> Iterator[Key]:
    """What hosts show with the status 410."""
    if any(host.gone for host in hosts_of(config.hosting)):
        yield ("410",)


def compose_rules(_key: Key, view: View) -> Text:
    found: tuple[Redirect, ...] = view.fact("redirects") or ()
    hosts = hosts_of(view.setting("hosting"))
    return Text(f"/{REDIRECTS}", redirects_file(found, hosts, base_path(view.base_url)))


def compose_headers(_key: Key, view: View) -> Text:
    assets = (view.fact("asset", *key) for key in view.keys("asset"))
    urls = sorted(asset[0] for asset in assets if asset and is_fingerprinted(asset[0]))
    feeds = (f"/{name}" for name in TYPES)
    names = view.setting("hosting")
    text = headers_file(view.fact("headers") or (), (*urls, *feeds), names, base_path(view.base_url))
    return Text(f"/{HEADERS}", text)


def compose_gone(_key: Key, view: View) -> Page:
    return _gone(GONE_PAGE, OWN, view)


def compose(key: Key, view: View) -> Page | None:
    """The page at one address."""
    redirect: Redirect | None = view.fact(INDEX, key[0])
    if redirect is None:
        return None
    edition = _edition(redirect.source, view)
    if redirect.is_gone:
        return _gone(redirect.source, edition, view)
    title = say(view.edition(edition).language, "moved.title")
    page = MovedPage(Head(title, redirect.source), redirect.target)
    return Page(redirect.source, "moved.html", page, edition=edition)


def _gone(url: str, edition: str, view: View) -> Page:
    title = say(view.edition(edition).language, "gone.title")
    return Page(url, "gone.html", GonePage(Head(title, url)), edition=edition)


def _edition(url: str, view: View) -> str:
    """The edition below whose folder an address stands."""
    first = url.split("/")[1]
    return next((slug for slug, _ in view.setting("editions") if slug and slug == first), OWN)
