"""`_headers`, as Netlify and Cloudflare Pages read it.

https://docs.netlify.com/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/

Both keep pages no longer than until the next deploy by themselves, so that only fingerprinted files are told
how long they last.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.hosts.headers import EVERYWHERE, LONG, TYPES
from generator.options import HeaderRule
from generator.urls import encode

NAME = "_headers"
CLOUDFLARE = "cloudflare"


def headers_file(
    rules: Iterable[HeaderRule], files: Iterable[str], names: Iterable[str], base_path: str
) -> str:
    """The text of `_headers`.

    `files` are the URLs of fingerprinted files and of feeds; `names` are those of the hosts that read it.
    Cloudflare joins the values of all rules that fit a path, unless one does away with the others.
    """
    blocks = [*rules, *(HeaderRule(url, (_field(url),)) for url in files)]
    general = {name.lower() for rule in blocks if rule.path == EVERYWHERE for name, _ in rule.fields}
    joins = CLOUDFLARE in names
    return "".join(_block(rule, general if joins else set(), base_path) for rule in blocks if rule.fields)


def _field(url: str) -> tuple[str, str]:
    kind = TYPES.get(url.rpartition("/")[2])
    return ("Content-Type", f"{kind}; charset=utf-8") if kind else ("Cache-Control", LONG)


def _block(rule: HeaderRule, general: set[str], base_path: str) -> str:
    undone = [name for name, _ in rule.fields if rule.path != EVERYWHERE and name.lower() in general]
    lines = [f"{base_path}{encode(rule.path)}", *(f"  ! {name}" for name in undone)]
    lines += (f"  {name}: {value}" for name, value in rule.fields if value)
    return "\n".join((*lines, ""))
