"""Sitemaps 0.9 (https://www.sitemaps.org/protocol.html) and Google's news extension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from standards.markup import parse
from standards.values import moment

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LARGEST = 50 * 1024 * 1024  # bytes of one file, uncompressed
MOST_NEWS = 1_000  # articles of one news sitemap
NEWS_AGE = dt.timedelta(days=2)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "sitemap.xsd"))


def check_sitemap(data: bytes, url: str) -> list[str]:
    """What is wrong with a sitemap or an index of sitemaps published at `url`."""
    root, findings = parse(data)
    if root is None:
        return findings
    if len(data) > LARGEST:
        findings.append(f"has {len(data)} bytes, more than {LARGEST}")
    schema = _schema()
    if not schema.validate(root):
        findings += [f"line {each.line}: {each.message}" for each in schema.error_log]
    return findings + list(_strangers(root, url))


def check_news_sitemap(data: bytes, url: str, now: dt.datetime) -> list[str]:
    """What is wrong with a news sitemap at `url`, as a crawler sees it at `now`."""
    findings = check_sitemap(data, url)
    root, _ = parse(data)
    if root is None:
        return findings
    news = root.findall(f"{SITEMAP}url/{NEWS}news")
    if len(news) != len(root):
        findings.append(f"tells of {len(root)} pages and gives news of {len(news)}")
    if len(news) > MOST_NEWS:
        findings.append(f"has {len(news)} articles, more than {MOST_NEWS}")
    for each in news:
        written = each.findtext(f"{NEWS}publication_date") or ""
        date = moment(written)
        if date and not now - NEWS_AGE <= date <= now:
            findings.append(f"names an article of {written}, which is not of the last two days")
    return findings


def locations(data: bytes) -> list[str]:
    """The addresses that a sitemap or an index lists."""
    return [(node.text or "").strip() for node in etree.fromstring(data).iterfind(f"{SITEMAP}*/{SITEMAP}loc")]


def _strangers(root: etree._Element, url: str) -> Iterator[str]:
    """A sitemap speaks for its own host alone."""
    own = urlsplit(url)[:2]
    for node in root.iterfind(f"{SITEMAP}*/{SITEMAP}loc"):
        if urlsplit((node.text or "").strip())[:2] != own:
            yield f"lists {node.text}, which is on another host"
