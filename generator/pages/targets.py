"""Where a link into the site leads: to a source by its path, or to a URL however it is spelt."""

from __future__ import annotations

import posixpath

from generator.model import Record
from generator.shapes import MediaFile, Status
from generator.urls import media_source
from generator.view import View


class Target(Record, frozen=True):
    """What stands at the end of a link. Without a URL there is nothing yet, or nothing at all."""

    url: str = ""
    status: Status = Status.PUBLISHED


def follow(target: str, view: View) -> Target:
    """The target of a link: an article or a file by its path in the site, or a page by its URL."""
    path = _spelt_out(target) if target.startswith("/") else target
    location = view.location(path)
    if location:
        return Target(location.url if location.status is Status.PUBLISHED else "", location.status)
    file: MediaFile | None = view.fact("file", media_source(path))
    if file and file.url:
        return Target(file.url)
    if path.startswith("/") and (view.has_page(path) or _is_static(path)):
        return Target(path)
    return _moved(path, view) if path.startswith("/") else Target()


def _moved(path: str, view: View) -> Target:
    """What a redirect leads to: of an article that names the address among its aliases, or of site.yaml."""
    location = view.alias(path)
    if location:
        return Target(location.url if location.status is Status.PUBLISHED else "", location.status)
    rule = view.fact("rule", path)
    return Target(path) if rule and rule.target else Target()


def _spelt_out(url: str) -> str:
    """`/a//b`, `/a/./b` and `/a/b/index.html` are all `/a/b/`."""
    path = posixpath.normpath(f"/{url.lstrip('/')}").removesuffix("/index.html")
    return path if "." in posixpath.basename(path) or path == "/" else f"{path}/"


def _is_static(path: str) -> bool:
    """Whether a URL may name a file of `static/`; the check looks whether it is there."""
    return "." in posixpath.basename(path) and not path.startswith("/media/")
