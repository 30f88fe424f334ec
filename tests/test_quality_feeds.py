"""Every feed of the repository's own site is one that a feed reader can rely on."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from lxml import etree
from selectolax.lexbor import LexborHTMLParser
from sites import Result, Site

BASE = "https://broadsheet.example/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RELATIVE = ("href", "src", "poster", "cite", "data")


def feeds(edition: Result) -> list[str]:
    found = [path for path in edition.files if path.endswith("feed.xml")]
    assert "feed.xml" in found and len(found) > 4
    return found


def items(edition: Result) -> Iterator[tuple[str, etree._Element]]:
    for path in feeds(edition):
        for item in etree.fromstring(edition.files[path]).iter("item"):
            yield path, item


def test_every_feed_parses_and_names_itself_and_its_home(edition: Result) -> None:
    for path in feeds(edition):
        feed = edition.feed(path)
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "rss20"
        assert feed.feed.title and feed.feed.description, path
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == [BASE + path]
        home = feed.feed.link.removeprefix(BASE)
        assert edition.has(f"{home}index.html"), (path, feed.feed.link)


def test_every_article_is_in_the_feeds_of_its_lists(edition: Result) -> None:
    linked = {unquote(entry.link) for path in feeds(edition) for entry in edition.feed(path).entries}
    articles = {BASE + path.removesuffix("index.html") for path in edition.pages if path.count("/") == 3}
    articles = {url for url in articles if url.removeprefix(BASE)[:4].isdigit()}
    assert articles and articles <= linked


def _page(link: str) -> str:
    """The path of a page in the output, without the place on it."""
    return unquote(link.removeprefix(BASE).partition("#")[0])


def test_links_and_guids_are_absolute_stable_and_unique(edition: Result, newspaper: Site) -> None:
    for path in feeds(edition):
        guids = [entry.guid for entry in edition.feed(path).entries]
        assert len(guids) == len(set(guids)), path
    for path, item in items(edition):
        link = item.findtext("link") or ""
        assert link.startswith(BASE) and edition.has(f"{_page(link)}index.html"), (path, link)
        assert item.findtext("guid") == link
    later = newspaper.build(now="2031-01-01T12:00:00+00:00", output="later", frozen=True)
    assert {path: edition.files[path] for path in feeds(edition)} == {
        path: later.files[path] for path in feeds(later)
    }


def test_dates_are_those_of_rfc_822(edition: Result) -> None:
    for path, item in items(edition):
        date = parsedate_to_datetime(item.findtext("pubDate") or "")
        assert date.tzinfo is not None, path
        assert date.year >= 2024


def test_newest_come_first(edition: Result) -> None:
    for path in feeds(edition):
        dates = [entry.published_parsed for entry in edition.feed(path).entries]
        assert dates == sorted(dates, reverse=True), path


def test_texts_are_whole_and_their_addresses_absolute(edition: Result) -> None:
    for path, item in items(edition):
        text = item.findtext(CONTENT) or ""
        assert len(text) > 200, (path, item.findtext("title"))
        for name in RELATIVE:
            for node in LexborHTMLParser(text).css(f"[{name}]"):
                address = node.attributes[name] or ""
                assert address.startswith(("https://", "http://", "mailto:")), (
                    path,
                    item.findtext("link"),
                    address,
                )
        assert "srcset" not in text and "<script" not in text
