"""`_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it.

https://docs.netlify.com/routing/redirects/, https://developers.cloudflare.com/pages/configuration/redirects/,
https://docs.gitlab.com/user/project/pages/redirects/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.hosts import Host
from generator.redirects import GONE, Redirect
from generator.urls import encode, href

NAME = "_redirects"
GONE_PAGE = "/410.html"


def redirects_file(redirects: Iterable[Redirect], hosts: Iterable[Host], base_path: str) -> str:
    """The text of `_redirects`; every line has its status. Empty where there is nothing to tell."""
    readers = tuple(host for host in hosts if host.rules_file)
    names = {host.name for host in readers}
    gone = all(host.gone for host in readers)
    # Beside a page that says that it has moved, Netlify needs to be told that the redirect goes first.
    force = "!" if names == {"netlify"} else ""
    slashes = names != {"netlify"}  # to whom `/a` and `/a/` are the same
    lines = (line for each in redirects for line in _lines(each, gone, force, slashes, base_path))
    return "".join(f"{line}\n" for line in lines)


def _lines(each: Redirect, gone: bool, force: str, slashes: bool, base_path: str) -> Iterator[str]:
    source = base_path + encode(each.source)
    if each.is_gone:
        if gone:
            yield f"{source} {base_path}{GONE_PAGE} {GONE}{force}"
        return
    target = href(each.target, base_path)
    yield f"{source} {target} {each.status}{force}"
    if slashes and source.endswith("/") and source != f"{base_path}/":
        yield f"{source[:-1]} {target} {each.status}{force}"
