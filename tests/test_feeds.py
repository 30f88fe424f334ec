"""Feeds: what each format holds, which of them there are, and that none can be broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sites import PIXEL, Result, Site
from standards.feeds import check_feed
from standards.opml import check_opml, subscriptions

from generator.characters import CONTROL
from generator.contexts import FeedAuthor, FeedCategory, FeedItem
from generator.pages.feeds.channel import NEVER, sound
from generator.pages.feeds.markup import standing_alone

BASE = "https://example.org/"
FILES = ("feed.xml", "atom.xml", "feed.json")
PAGE = f"{BASE}2024/11/a/"
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"

CONFIG = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/
description: All the tests
copyright: The Test Times Ltd
organisation: {name: Test Times Ltd, logo: logo.png}
sections: [{slug: world, label: World}]
tags: {floods: {label: Floods, topic: true}, rain: Rain}
authors: {jane: {name: Jane Roe}}
feeds: {hub: https://hub.example/}
-- static/logo.png --
"""

ARTICLES = """
-- content/world/a.md --
---
title: Water & <mud>
date: 2024-11-11 10:00
updated: 2024-11-12 09:00
authors: [Jane Roe, Ann Poe]
tags: [Floods, Rain]
label: Opinion
summary: More than 5 < 6 & so on.
image: {src: ../media/a.png, alt: A pixel, caption: The pixel, credit: Ann/Agency}
sources: [{label: Registry, url: https://example.net/r, note: read in May}]
methods: We counted.
corrections:
  - {date: 2024-11-12 10:00, text: The year was wrong.}
---
See [the other](b.md) and [below](#below), ![](../media/a.png "Again").

## Below

> quoted
-- content/world/b.md --
---
title: Bought
date: 2024-11-10
label: sponsored
summary: Buy this.
sources: [{label: Maker, url: "https://maker.example/"}]
---
A [shop](https://shop.example/).
-- content/world/c.md --
---
title: Gone
date: 2024-11-09
corrections:
  - {date: 2024-11-10, kind: retraction, text: It was made up.}
---
The lie itself.
-- content/world/live.md --
---
title: The vote
date: 2024-11-05 18:00
live: true
---
The introduction.

## 21:40 Polls close

First, [elsewhere](a.md).

## 22:15

Second.
"""


@pytest.fixture
def paper(make: Callable[[str], Site]) -> Site:
    site = make(CONFIG + ARTICLES)
    return site.put("content/media/a.png", PIXEL).put("static/logo.png", PIXEL)


def findings(result: Result) -> list[str]:
    """What is wrong with any feed of a site."""
    paths = [path for path in result.files if path.rpartition("/")[2] in FILES]
    assert paths
    return [f"{path}: {found}" for path in paths for found in check_feed(result.files[path], BASE + path)]


def items(result: Result, folder: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.text(f"{folder}feed.json"))["items"]
    return found


def item(result: Result, title: str) -> dict[str, Any]:
    return next(each for each in items(result) if each["title"] == title)


def test_every_list_has_feeds_in_every_format_and_all_are_sound(paper: Site) -> None:
    result = paper.build()
    folders = ("", "world/", "tags/floods/", "authors/jane/", "corrections/", "2024/11/live/")
    assert all(result.has(f"{folder}{name}") for folder in folders for name in FILES)
    assert findings(result) == []


def test_the_three_formats_say_the_same(paper: Site) -> None:
    result = paper.build()
    rss, atom = result.feed(), result.feed("atom.xml")
    for name in ("title", "link"):
        told = [[entry[name] for entry in feed.entries] for feed in (rss, atom)]
        assert told[0] == told[1]
    assert [entry.guid for entry in rss.entries] == [each["id"] for each in items(result)]
    assert [entry.id for entry in atom.entries] == [each["id"] for each in items(result)]
    contents = [[entry.content[0].value for entry in feed.entries] for feed in (rss, atom)]
    assert contents[0] == contents[1]
    texts = etree.fromstring(result.files["feed.xml"]).iter(
        "{http://purl.org/rss/1.0/modules/content/}encoded"
    )
    assert [text.text for text in texts] == [each["content_html"] for each in items(result)]


def test_a_feed_says_what_it_is(paper: Site) -> None:
    result = paper.build()
    rss, atom = result.feed(), result.feed("atom.xml")
    for feed in (rss.feed, atom.feed):
        assert feed.rights == "The Test Times Ltd"
        assert [link.href for link in feed.links if link.rel == "hub"] == ["https://hub.example/"]
    assert rss.feed.image.href == atom.feed.logo == f"{BASE}logo.png"
    told = json.loads(result.text("feed.json"))
    assert told["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert told["authors"] == [{"name": "Test Times Ltd", "url": BASE}]
    assert not any("generator" in result.text(name) or "<ttl>" in result.text(name) for name in FILES)


def test_an_article_is_there_whole_with_absolute_addresses(paper: Site) -> None:
    told = item(paper.build(), "Water & <mud>")
    text = told["content_html"]
    assert f'<a href="{BASE}2024/11/b/">the other</a>' in text
    assert f'<a href="{PAGE}#below">below</a>' in text
    assert text.count(f'<img src="{BASE}media/a-1.') == 2
    assert "<figcaption>The pixel <small>Ann/Agency</small></figcaption>" in text
    assert '<a href="https://example.net/r">Registry</a> read in May' in text
    assert "We counted." in text and "<p><strong>Opinion</strong></p>" in text
    assert told["date_modified"] == "2024-11-12T10:00:00+00:00"  # that of the correction
    assert told["tags"] == ["World", "Opinion", "Floods", "Rain"]
    pages = [author["url"].removeprefix(BASE) for author in told["authors"]]
    assert pages == ["authors/jane/", "authors/ann-poe/"]


def test_pictures_have_their_size_and_type(paper: Site) -> None:
    result = paper.build()
    entry = next(each for each in result.feed().entries if each.title.startswith("Water"))
    atom = next(each for each in result.feed("atom.xml").entries if each.title.startswith("Water"))
    for (found,) in (entry.media_content, atom.media_content):
        assert found["type"] == "image/jpeg"
        assert found["url"].removeprefix(BASE) in result.files
    media = next(etree.fromstring(result.files["feed.xml"]).iter(f"{MEDIA}content"))
    assert (media.get("width"), media.get("height")) == ("1", "1")
    assert media.findtext(f"{MEDIA}credit") == "Ann/Agency"
    assert media.findtext(f"{MEDIA}description") == "The pixel"
    told = item(result, "Water & <mud>")
    assert told["attachments"][0]["url"] == told["image"] == found["url"]


@pytest.mark.parametrize(("where", "first"), [("top", True), ("bottom", False)])
def test_corrections_stand_where_the_policy_says(paper: Site, where: str, first: bool) -> None:
    paper.put("site.yaml", (paper.root / "site.yaml").read_bytes() + f"corrections: {where}\n".encode())
    text = item(paper.build(), "Water & <mud>")["content_html"]
    assert (text.index("The year was wrong.") < text.index("the other")) is first


def test_what_is_paid_for_says_so(paper: Site) -> None:
    told = item(paper.build(), "Bought")
    assert told["content_html"].startswith("<p><strong>Sponsored</strong><br>Paid for by the sponsor.")
    assert told["summary"] == "Sponsored – Buy this."
    assert 'rel="noopener sponsored"' in told["content_html"]
    assert '<a href="https://maker.example/" rel="sponsored">Maker</a>' in told["content_html"]


def test_a_retracted_article_shows_its_notice_in_place_of_its_text(paper: Site) -> None:
    told = item(paper.build(), "Gone")
    assert "It was made up." in told["content_html"] and "This article was retracted" in told["content_html"]
    assert "The lie itself" not in json.dumps(told)


def test_summaries_come_before_texts_and_are_escaped_as_html(paper: Site) -> None:
    result = paper.build()
    entry = etree.fromstring(result.files["feed.xml"]).find("channel/item")
    assert entry is not None and entry.findtext("title") == "Water & <mud>"
    names = [etree.QName(each).localname for each in entry]
    assert names.index("description") < names.index("encoded")
    assert entry.findtext("description") == "More than 5 &lt; 6 &amp; so on."
    assert item(result, "Water & <mud>")["summary"] == "More than 5 < 6 & so on."


def test_each_correction_is_an_item_that_leads_to_its_place(paper: Site) -> None:
    told = items(paper.build(), "corrections/")
    assert [(each["title"], each["id"]) for each in told] == [
        ("Correction – Water & <mud>", f"{PAGE}#correction-20241112100000"),
        ("Retraction – Gone", f"{BASE}2024/11/c/#correction-20241110000000"),
    ]
    assert "In the article <a href=" in told[0]["content_html"]


def test_two_corrections_of_one_moment_are_two_items(make: Callable[[str], Site]) -> None:
    twice = "".join(f"  - {{date: 2024-11-12, text: {text}}}\n" for text in ("One", "Two"))
    front = f"title: A\ndate: 2024-11-11\ncorrections:\n{twice}"
    result = make(f"-- content/a.md --\n---\n{front}---\nText.\n").build()
    ids = {each["summary"]: each["id"] for each in items(result, "corrections/")}
    assert ids == {"One": f"{PAGE}#correction-20241112000000", "Two": f"{PAGE}#correction-20241112000000-2"}
    assert findings(result) == []


def test_each_entry_of_a_live_blog_is_an_item(paper: Site) -> None:
    result = paper.build()
    told = items(result, "2024/11/live/")
    home = f"{BASE}2024/11/live/"
    assert [(each["title"], each["id"]) for each in told] == [
        ("5 November 2024, 22:15", f"{home}#t-20241105-2215"),
        ("Polls close", f"{home}#t-20241105-2140"),
    ]
    assert f'href="{PAGE}"' in told[1]["content_html"]
    assert "Second." in item(result, "The vote")["content_html"]
    assert result.links("2024/11/live/index.html", "link[rel=alternate][type$=xml]") == [
        "/2024/11/live/feed.xml",
        "/2024/11/live/atom.xml",
    ]


def test_formats_come_and_go_with_the_setting(paper: Site) -> None:
    paper.build()
    settings = (paper.root / "site.yaml").read_text()
    paper.put("site.yaml", settings.replace("feeds: {", "feeds: {formats: [atom], ").encode())
    result = paper.build()
    kept = {path.rpartition("/")[2] for path in result.files if path.rpartition("/")[2] in FILES}
    assert kept == {"atom.xml"}
    for page in ("index.html", "world/index.html", "2024/11/a/index.html", "corrections/index.html"):
        types = [node.attributes["type"] for node in result.html(page).css("link[rel=alternate][type]")]
        assert types == ["application/atom+xml"], page
    assert check_opml(result.files["feeds/feeds.opml"]) == []
    paper.put("site.yaml", settings.encode())
    assert paper.build().files == paper.build(output="clean", clean=True).files


def test_pages_name_their_feeds(paper: Site) -> None:
    result = paper.build()
    found = result.links("tags/floods/index.html", "link[rel=alternate][title^=Floods]")
    assert found == [f"/tags/floods/{name}" for name in FILES]
    assert result.links("archive/index.html", "link[rel=alternate][type*=feed]") == ["/feed.json"]


def test_a_feed_that_is_opened_in_a_browser_explains_itself(paper: Site) -> None:
    result = paper.build(base_url="https://example.org/news/")
    for name in FILES[:2]:
        root = etree.fromstring(result.files[name])
        sheet = root.getprevious()
        address = sheet.get("href")
        assert sheet.get("type") == "text/css" and address.startswith("/news/feed.")
        assert result.has(address.removeprefix("/news/"))
        assert "This is a feed." in result.text(name).split("Water")[0]
        assert "https://example.org/news/feeds/" in result.text(name)


def test_the_page_of_feeds_names_what_the_site_names(paper: Site) -> None:
    result = paper.build()
    links = result.links("feeds/index.html", ".feed")
    for folder in ("/", "/corrections/", "/world/", "/tags/floods/", "/authors/jane/"):
        assert {f"{folder}{name}" for name in FILES} <= set(links)
    assert not any("rain" in link or "ann-poe" in link for link in links)
    every = {f"{BASE}{path}" for path in result.files if path.endswith("feed.xml")}
    assert set(subscriptions(result.files["feeds/feeds.opml"])) == every - {f"{BASE}2024/11/live/feed.xml"}
    assert check_opml(result.files["feeds/feeds.opml"]) == []


def test_a_file_of_feeds_holds_all_editions(make: Callable[[str], Site]) -> None:
    result = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages:\n"
        "  ar: {title: ت, sections: [{slug: world, label: عالم}]}\n"
        "-- content/a.md --\n---\ntitle: خبر\ndate: 2024-11-11\nlanguage: ar\nsection: world\n---\nنص.\n"
    ).build()
    assert f"{BASE}ar/world/feed.xml" in subscriptions(result.files["feeds/feeds.opml"])
    assert [node.get("text") for node in etree.fromstring(result.files["feeds/feeds.opml"])[1]] == ["T", "ت"]
    assert items(result, "ar/")[0]["content_html"] == '<div lang="ar" dir="rtl"><p>نص.</p></div>'
    assert findings(result) == []


def test_feeds_without_an_article_are_sound(make: Callable[[str], Site]) -> None:
    assert findings(make(CONFIG).put("static/logo.png", PIXEL).build()) == []


def test_no_control_character_reaches_a_feed(make: Callable[[str], Site]) -> None:
    result = make(
        '-- site.yaml --\ntitle: "T\\x01\\x85"\nbase_url: https://example.org/\ncopyright: "c\\x0b"\n'
        '-- content/a.md --\n---\ntitle: "a\\x02\\uFFFE"\ndate: 2024-11-11\nsummary: "b\\x1f"\n'
        'authors: ["J\\x03 R"]\ntags: ["t\\x04"]\n---\nText \x05 and &#6; and \ufffe.\n'
    ).build()
    assert findings(result) == []
    texts = [result.text(path) for path in result.files if path.rpartition("/")[2] in FILES]
    assert not any(CONTROL.search(text) for text in texts)


@given(st.text(), st.text(), st.text())
def test_whatever_a_text_holds_xml_can_hold_it_afterwards(title: str, label: str, content: str) -> None:
    given_item = FeedItem(
        PAGE, title, "", content, NEVER, None, "en", (FeedAuthor(label, ""),), (FeedCategory("", label, ""),)
    )
    made = sound((given_item,))[0]
    element = etree.Element("item")
    for text in (made.title, made.content, made.authors[0].name, made.categories[0].label):
        element.text = text  # lxml refuses what XML cannot hold
        assert not CONTROL.search(text)
    assert sound((made,)) == (made,)


@pytest.mark.parametrize(
    ("html", "alone"),
    [
        ('<p><a href="https://a.example/">a</a></p>', '<p><a href="https://a.example/">a</a></p>'),
        ('<a href="//a.example/x">a</a>', '<a href="https://a.example/x">a</a>'),
        ('<q cite="../b/">b</q>', f'<q cite="{BASE}2024/11/b/">b</q>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<img srcset="a.png, /b.png 2x">', f'<img srcset="{PAGE}a.png, {BASE}b.png 2x">'),
        ("<p>a<script>b</script><!-- c -->d</p>", "<p>ad</p>"),
        ('<form action="/go"><p onclick="x()">a</p></form>', "<p>a</p>"),
        ('<iframe src="/x" srcdoc="y"></iframe>', f'<iframe src="{BASE}x"></iframe>'),
        ('<a href="http://[bad">a</a>', '<a href="http://[bad">a</a>'),
        ('<a href="//[bad">a</a>', "<a>a</a>"),
    ],
)
def test_html_stands_alone(html: str, alone: str) -> None:
    assert standing_alone(html, PAGE) == alone
    assert standing_alone(alone, PAGE) == alone


def test_html_that_is_not_cleaned_is_sound_in_feeds(make: Callable[[str], Site]) -> None:
    result = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nmarkdown: {clean: false}\n"
        "-- content/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsummary: S\n---\n"
        '<video src="/m.mp4" poster="p.png"></video><script>x</script><form action="y">Text</form>\n'
    ).build()
    assert findings(result) == []
    assert f'<video src="{BASE}m.mp4" poster="{PAGE}p.png">' in items(result)[0]["content_html"]
