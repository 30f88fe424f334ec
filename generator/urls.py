"""URLs and paths: how one becomes the other, and how an article's text names them.

Inside Broadsheet a URL is a root-relative reference without the base path, in which letters stay as
they are (`/tags/日本/`), while the three marks that mean something in a URL are escaped where they belong
to the name of a file (`/media/a%231.png`). So a link of `site.yaml`, which may have a query or a
fragment or be encoded already, is such a URL too. `href` and `absolute` turn it into what a browser
gets, as RFC 3987 (section 3.1) turns an IRI into a URI.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

from generator.schemes import is_external

MEDIA_FOLDER = "content/media"
_ESCAPES = {"%": "%25", "#": "%23", "?": "%3F"}
_MARK = re.compile("[%#?]")
_ESCAPED = re.compile("%2[35]|%3F")


@lru_cache(maxsize=1 << 14)
def encode(url: str) -> str:
    """Percent-encode a URL for a browser; what is allowed in one stays readable."""
    return quote(url, safe="/-._~!$&'()*+,;=:@%#?")


def href(url: str, base_path: str) -> str:
    """The address to write in a page: below the base path, or as it is when it leaves the site.

    Whatever is neither is taken for a path of the site, so that no other scheme can get into a page.
    """
    return url if is_external(url) else base_path + encode(_rooted(url))


def absolute(url: str, base_url: str) -> str:
    """The full address of a page, as feeds and canonical links need it."""
    return url if is_external(url) else base_url.rstrip("/") + encode(_rooted(url))


def _rooted(url: str) -> str:
    return url if url.startswith("/") else f"/{url}"


def url_of_path(path: str) -> str:
    """The URL of a file below the output folder; `output_path` is its inverse."""
    return "/" + _MARK.sub(lambda found: _ESCAPES[found[0]], path)


def output_path(url: str) -> str:
    """The file of a URL below the output folder: `/a/b/` is `a/b/index.html`."""
    return served_file(path_of(url))


def path_of(url: str) -> str:
    """A URL as a server sees its path, after it has decoded it."""
    return _ESCAPED.sub(lambda found: chr(int(found[0][1:], 16)), url)


def served_file(path: str) -> str:
    """The file below the output folder that a server gives for a path, decoded, of an address."""
    path = path.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def permalink(pattern: str, date: dt.datetime, section: str, slug: str) -> str:
    """The URL of an article. `date` is in the site's time zone."""
    return pattern.format(
        year=f"{date.year:04}", month=f"{date.month:02}", day=f"{date.day:02}", section=section, slug=slug
    )


def resolve(source: str, target: str) -> str | None:
    """The path in the site folder that `target`, written in `source`, means; None when it leaves the site.

    A target that starts with a slash is looked for under `content/`, so `/media/a.jpg` is
    `content/media/a.jpg`; any other is relative to the folder of `source`.
    """
    path = f"content{target}" if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
    path = posixpath.normpath(path)
    return path if path.startswith("content/") else None


def media_url(path: str) -> str:
    """Where a picture or another file beside the articles is published."""
    below = path.removeprefix(f"{MEDIA_FOLDER}/").removeprefix("content/")
    return url_of_path(f"media/{below}")


def media_source(target: str) -> str:
    """The path in the site of a file that a link names by its path or by its URL below `/media/`."""
    return f"{MEDIA_FOLDER}{target.removeprefix('/media')}" if target.startswith("/media/") else target
