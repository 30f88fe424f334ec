"""Which file of the output an address means, however it is written, and which ones are like it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from generator.urls import served_file, url_of_path


def places(given: str, base_url: str) -> tuple[str, ...]:
    """The files of the output that an address may mean, the likeliest first; none for one of another site.

    `given` is in full, or begins at the root with or without the base path, or is a path below the output.
    """
    parts, home = urlsplit(given), urlsplit(base_url)
    if parts.scheme and (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return ()
    path = unquote(parts.path)
    short = path.removeprefix(home.path.rstrip("/"))
    starts = [short, path] if short.startswith("/") or not short else [path]
    found = (each for start in starts for each in (served_file(start), served_file(f"{start.rstrip('/')}/")))
    return tuple(dict.fromkeys(found))


def nearest(place: str, known: Iterable[str]) -> list[str]:
    """The files that are most like one that there is not: in its folder, or else by their names."""
    files = list(known)
    folder = place.removesuffix("/index.html").rpartition("/")[0]
    beside = [path for path in files if path.startswith(f"{folder}/")] if folder else []
    return get_close_matches(place, beside, 3, 0.5) or get_close_matches(place, files, 3)


def url(place: str) -> str:
    """The address of a file of the output, below the site."""
    return url_of_path(place).removesuffix("index.html")
