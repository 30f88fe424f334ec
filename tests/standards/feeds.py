"""A feed of any of the three formats, by its address: its own rules, and what feedparser says of it."""

from __future__ import annotations

import feedparser

from standards.atom import check_atom
from standards.json_feeds import check_json_feed
from standards.rss import check_rss

_VERSIONS = {"feed.xml": "rss20", "atom.xml": "atom10"}


def check_feed(data: bytes, url: str) -> list[str]:
    """What is wrong with the feed at `url`, which ends in feed.xml, atom.xml or feed.json."""
    name = url.rpartition("/")[2]
    if name == "feed.json":
        return check_json_feed(data, url)
    findings = check_rss(data, url) if name == "feed.xml" else check_atom(data, url)
    read = feedparser.parse(data)
    if read.bozo:
        findings.append(f"feedparser cannot read it cleanly: {read.get('bozo_exception')}")
    if read.version != _VERSIONS[name]:
        findings.append(f"feedparser takes it for {read.version!r}")
    return findings
