"""What search engines ask of a sitemap.

https://www.sitemaps.org/protocol.html and https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.checks.addresses import Address
from generator.checks.feeds.reading import is_rfc3339
from generator.checks.finding import Finding

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ROOTS = (f"{SPACE}urlset", f"{SPACE}sitemapindex")
MOST, MOST_NEWS = 50_000, 1_000  # addresses in one file
LARGEST = 50 * 1024 * 1024  # bytes

_NEWS = ("publication/name", "publication/language", "publication_date", "title")
_BUILD = "Build again; if it stays so, please report it"


def links(root: Element) -> Iterator[str]:
    """The addresses that a sitemap lists."""
    return (text.strip() for each in root if (text := each.findtext(f"{SPACE}loc")))


def findings(root: Element, size: int, address: Address) -> Iterator[Finding]:
    """All that can be told of a sitemap of so many bytes without other files."""
    news = sum(each.find(f"{NEWS}news") is not None for each in root)
    for count, most in ((len(root), MOST), (news, MOST_NEWS)):
        if count > most:
            yield _finding(f"A sitemap lists {count} addresses, more than the {most} that are read")
    if size > LARGEST:
        yield _finding(f"A sitemap has {size} bytes, more than the {LARGEST} that are read")
    for each in root:
        url = (each.findtext(f"{SPACE}loc") or "").strip()
        if not url.startswith(address.base_url):
            yield _finding(f"A sitemap lists `{url}`, which is not of this site")
        date = (each.findtext(f"{SPACE}lastmod") or "").strip()
        if date and not (is_rfc3339(date) or _is_day(date)):
            yield _finding(f"A sitemap says that {url} is of `{date}`, which is no date")
        if (story := each.find(f"{NEWS}news")) is not None:
            yield from _story(story, url, address.file(url))


def _story(story: Element, url: str, page: str) -> Iterator[Finding]:
    for name in _NEWS:
        if not (story.findtext(NEWS + f"/{NEWS}".join(name.split("/"))) or "").strip():
            yield _finding(f"The news sitemap does not tell the {name.replace('/', ' ')} of {url}", page)
    date = (story.findtext(f"{NEWS}publication_date") or "").strip()
    if date and not is_rfc3339(date):
        yield _finding(f"The news sitemap says `{date}` for the time of {url}, which is none", page)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _finding(message: str, page: str = "") -> Finding:
    return Finding("bad-sitemap", message, _BUILD, page=page)
