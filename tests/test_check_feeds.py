"""What `check` finds in feeds, podcasts and sitemaps."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import tapes
from checking import SITE, checked, places
from hypothesis import given
from hypothesis import strategies as st
from sites import Site, article

from generator.checks.addresses import Address
from generator.checks.facts import Facts
from generator.checks.looking import look
from generator.model import Severity

Make = Callable[[str], Site]
HERE = Address("https://example.org/")
URL = "https://example.org/2024/11/a/"
PAGE = "2024/11/a/index.html"

RSS = f"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>
<link>https://example.org/</link><description>D</description><language>en</language>
<lastBuildDate>Mon, 11 Nov 2024 10:00:00 +0000</lastBuildDate>
<atom:link rel="self" href="https://example.org/feed.xml"/>
<item><title>A</title><link>{URL}</link><guid>{URL}</guid><pubDate>Mon, 11 Nov 2024 10:00:00 +0000</pubDate>
<content:encoded>&lt;p&gt;&lt;a href="https://example.org/"&gt;x&lt;/a&gt;&lt;/p&gt;</content:encoded>
<enclosure url="https://example.org/media/a.mp3" length="10" type="audio/mpeg"/></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><id>https://example.org/</id>
<updated>2024-11-11T10:00:00Z</updated><author><name>P</name></author>
<link rel="self" href="https://example.org/atom.xml"/><link href="https://example.org/"/>
<entry><title>A</title><id>{URL}</id><link href="{URL}"/><updated>2024-11-11T10:00:00+01:00</updated>
<content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "T", "feed_url": "https://example.org/feed.json",
    "home_page_url": "https://example.org/", "language": "en",
    "items": [{"id": URL, "url": URL, "content_html": "<p>x</p>", "date_published": "2024-11-11T10:00:00Z",
               "attachments": [{"url": "https://example.org/media/a.mp3", "mime_type": "audio/mpeg",
                                "size_in_bytes": 10}]}],
})  # fmt: skip
FEEDS = {"feed.xml": RSS, "atom.xml": ATOM, "feed.json": JSON}


def facts(name: str, text: str) -> Facts:
    return look(name, text.encode(), HERE)


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_that_are_right(name: str) -> None:
    found = facts(name, FEEDS[name])
    assert not found.findings
    assert set(found.links) >= {"https://example.org/", URL}


def test_the_size_of_a_recording_is_kept() -> None:
    for name in ("feed.xml", "feed.json"):
        [found] = facts(name, FEEDS[name]).enclosures
        assert (found.url, found.length, found.page) == ("https://example.org/media/a.mp3", 10, PAGE)


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("feed.xml", "<title>T</title>", "", "feed-incomplete"),
        ("feed.xml", "</channel></rss>", "", "bad-feed"),
        ("feed.xml", 'rel="self" href="https://example.org/feed.xml"', 'rel="x"', "feed-self"),
        ("feed.xml", "org/feed.xml", "org/other.xml", "feed-self"),
        ("feed.xml", "Nov 2024 10:00:00 +0000</pub", "Now</pub", "feed-date"),
        ("feed.xml", "Nov 2024 10:00:00 +0000</last", "Nov 2024</last", "feed-date"),
        ("feed.xml", "<language>en", "<language>en_GB", "bad-language"),
        ("feed.xml", f"<guid>{URL}</guid>", "", "feed-id"),
        ("feed.xml", '&lt;p&gt;&lt;a href="https://example.org/"&gt;x&lt;/a&gt;&lt;/p&gt;', "", "feed-text"),
        ("feed.xml", 'href="https://example.org/"&gt;', 'href="/a/"&gt;', "feed-relative"),
        ("feed.xml", 'length="10"', 'length="ten"', "feed-enclosure"),
        ("feed.xml", ' type="audio/mpeg"', "", "feed-enclosure"),
        ("atom.xml", f"<id>{URL}</id>", "", "feed-id"),
        ("atom.xml", "<author><name>P</name></author>", "", "feed-incomplete"),
        ("atom.xml", "<updated>2024-11-11T10:00:00Z</updated>", "", "feed-incomplete"),
        ("atom.xml", "2024-11-11T10:00:00Z", "2024-11-11", "feed-date"),
        ("atom.xml", "10:00:00+01:00", "10:00:00", "feed-date"),
        ("atom.xml", "&lt;p&gt;x&lt;/p&gt;", "", "feed-text"),
        ("feed.json", '"version"', '"versio"', "feed-incomplete"),
        ("feed.json", "org/feed.json", "org/x.json", "feed-self"),
        ("feed.json", f'"id": "{URL}", ', "", "feed-id"),
        ("feed.json", "T10:00:00Z", "T25:00:00Z", "feed-date"),
        ("feed.json", '"mime_type": "audio/mpeg", ', "", "feed-enclosure"),
        ("feed.json", "}]}]}", "}]}]", "bad-feed"),
    ],
)
def test_feeds_that_are_not(name: str, old: str, new: str, rule: str) -> None:
    assert old in FEEDS[name]
    found = facts(name, FEEDS[name].replace(old, new)).findings
    assert rule in {each.rule for each in found}, found


@pytest.mark.parametrize(("name", "item"), [("feed.xml", "item"), ("atom.xml", "entry")])
def test_two_items_have_two_ids(name: str, item: str) -> None:
    start, rest = FEEDS[name].split(f"<{item}>")
    inner, end = rest.split(f"</{item}>")
    twice = f"{start}<{item}>{inner}</{item}><{item}>{inner}</{item}>{end}"
    [found] = facts(name, twice).findings
    assert (found.rule, found.page) == ("feed-id", PAGE)


@given(st.sampled_from(sorted(FEEDS)), st.data())
def test_a_feed_that_is_cut_anywhere_is_judged(name: str, data: st.DataObject) -> None:
    """With a part left out, rules find what they find, and never fail."""
    text = FEEDS[name]
    start = data.draw(st.integers(0, len(text)))
    facts(name, text[:start] + text[data.draw(st.integers(start, len(text))) :])


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(("items", "attachments", "id", "url", "language", "date_published",
                                         "size_in_bytes", "mime_type")), inner, max_size=4)))  # fmt: skip
def test_any_json_is_judged(value: object) -> None:
    facts("feed.json", json.dumps(value))


def test_what_podcast_apps_ask_for() -> None:
    show = RSS.replace(
        'version="2.0"', 'version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    whole = (
        '<itunes:image href="https://example.org/c.png"/><itunes:category text="News"/>'
        "<itunes:author>A</itunes:author><itunes:explicit>false</itunes:explicit><item>"
    )
    right = show.replace("<item>", whole)
    assert not facts("podcast.xml", right.replace("org/feed.xml", "org/podcast.xml")).findings
    for old, new in (
        ("<itunes:author>A</itunes:author>", ""),
        ("<itunes:explicit>false", "<itunes:explicit>no"),
        ("<enclosure", "<enclosur"),
        ("</item>", "<itunes:duration>long</itunes:duration></item>"),
        ("<item>", "<itunes:type>weekly</itunes:type><item>"),
    ):
        assert old in right
        rules = {each.rule for each in facts("feed.xml", right.replace(old, new)).findings}
        assert "podcast-incomplete" in rules, old
    [found] = facts("feed.xml", right.replace("audio/mpeg", "audio/ogg")).findings
    assert (found.rule, found.severity) == ("podcast-type", Severity.WARNING)


SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/2024/11/a/</loc>
<lastmod>2024-11-11</lastmod><news:news><news:publication><news:name>T</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2024-11-11T10:00:00Z</news:publication_date><news:title>A</news:title></news:news></url>
</urlset>"""


def test_sitemaps() -> None:
    found = facts("sitemap-news.xml", SITEMAP)
    assert (found.findings, found.links) == ((), (URL,))
    for old, new in (
        ("<news:title>A</news:title>", ""),
        ("<lastmod>2024-11-11<", "<lastmod>today<"),
        ("T10:00:00Z", ""),
        ("<loc>https://example.org", "<loc>https://other.example"),
    ):
        [wrong] = facts("sitemap-news.xml", SITEMAP.replace(old, new)).findings
        assert wrong.rule == "bad-sitemap"
    one = SITEMAP[SITEMAP.index("<url>") : SITEMAP.index("</urlset>")]
    many = SITEMAP.replace(one, one * 1001)
    assert any("1001" in each.message for each in facts("sitemap-news.xml", many).findings)


def test_a_recording_that_is_not_as_large_as_feeds_say(make: Make) -> None:
    here = make(f"{SITE}-- content/news/a.md --\n{article('A', summary='S', recording='talk.mp3')}")
    here.put("content/news/talk.mp3", tapes.mp3())
    assert not [each for each in checked(here).problems if each.rule.startswith("feed")]
    [file] = (here.root / "public/media").rglob("talk.mp3")
    file.write_bytes(file.read_bytes() + b"more")
    found = places(here, "feed-enclosure", build=False)
    assert found and {severity for *_, severity in found} == {"error"}


def test_a_sitemap_that_lists_what_is_gone(make: Make) -> None:
    here = make(f"{SITE}-- content/news/a.md --\n{article('A', summary='S')}")
    checked(here)
    here.remove("public/2024/11/a/index.html")
    files = {path for path, _, rule, _ in places(here, "dead-link", build=False) if rule == "dead-link"}
    assert files  # told once for the address from the root, once for that in full
