"""The checkers themselves: each accepts a good document, and refuses it with one thing spoiled."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable

import pytest
from PIL import Image
from standards.articles import check_article, check_breadcrumbs, is_article
from standards.feeds import check_feed
from standards.json_ld import check_json_ld, documents, nodes
from standards.manifest import check_manifest
from standards.opml import check_opml, subscriptions
from standards.sitemaps import check_news_sitemap, check_sitemap, locations
from standards.vocabulary import PROPERTIES, TYPES, VALUES
from standards.wellknown import check_robots, check_security, robots

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
BASE = "https://example.org/"
Spoilt = tuple[str, str, str]
"""What is replaced in the good document, by what, and a part of the finding that must follow."""


def findings_of(good: str, spoilt: Spoilt, check: Callable[[bytes], list[str]]) -> str:
    """The findings on the spoilt document, after seeing that the good one has none."""
    assert check(good.encode()) == []
    old, new, _ = spoilt
    assert old in good, "the good document does not have what is to be spoilt"
    return "\n".join(check(good.replace(old, new, 1).encode()))


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>News</title><link>https://example.org/</link><description>All of it</description>
<language>en-GB</language><lastBuildDate>Fri, 20 Nov 2026 10:00:00 +0000</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>
<item><title>One</title><link>https://example.org/1/</link><guid>https://example.org/1/</guid>
<pubDate>Fri, 20 Nov 2026 10:00:00 +0000</pubDate><dc:creator>Jane</dc:creator><category>World</category>
<description>Short</description><content:encoded>&lt;p&gt;&lt;a href="https://example.org/"&gt;a&lt;/a&gt;</content:encoded>
<enclosure url="https://example.org/a.jpg" length="120" type="image/jpeg"/></item>
<item><title>Two</title><link>https://example.org/2/</link><guid>https://example.org/2/</guid></item>
</channel></rss>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("<description>All of it</description>", "", "0 elements `description`"),
        ("<title>News</title>", "<title> </title>", "empty `title`"),
        ("<link>https://example.org/</link>", "<link>/</link>", "no web address"),
        ("en-GB", "English (UK)", "the language"),
        ("Fri, 20 Nov 2026 10:00:00 +0000</lastB", "Thu, 20 Nov 2026 10:00:00 +0000</lastB", "RFC 822"),
        ("Fri, 20 Nov 2026 10:00:00 +0000</pubDate>", "2026-11-20</pubDate>", "pubDate"),
        ("org/feed.xml", "org/other/feed.xml", "stands at"),
        ("<guid>https://example.org/2/", "<guid>https://example.org/1/", "more than once"),
        ("<guid>https://example.org/1/</guid>", "<guid>one</guid>", "guid that is no address"),
        ("<guid>https://example.org/1/</guid>", "", "0 elements `guid`"),
        ('length="120"', 'length="0"', "of the length '0'"),
        ('type="image/jpeg"', "", "of the type None"),
        ("https://example.org/a.jpg", "/a.jpg", "enclosure without"),
        ('href="https://example.org/"&gt;', 'href="/about/"&gt;', "relative address '/about/'"),
        ("&lt;p&gt;", "&lt;img srcset=\"a.jpg 2x, b.jpg\"&gt;", "`srcset`"),
        ("&lt;p&gt;", "&lt;script&gt;1&lt;/script&gt;", "element `script`"),
        ("<category>World</category>", "<published>now</published>", "does not know"),
        ("<dc:creator>Jane</dc:creator>", "<author>Jane</author>", "author without"),
        ("Short", "Short\x01", "not well-formed"),
        ("Short", "Short\x96", "U+0096"),
        ('version="2.0"', 'version="0.91"', "not RSS 2.0"),
        ("</channel>", "", "not well-formed"),
    ],
)  # fmt: skip
def test_rss(spoilt: Spoilt) -> None:
    found = findings_of(RSS, spoilt, lambda data: check_feed(data, f"{BASE}feed.xml"))
    assert spoilt[2] in found


def test_rss_wants_the_summary_before_the_text() -> None:
    summary = "<description>Short</description>"
    after = RSS.replace(summary, "").replace("<enclosure", f"{summary}<enclosure")
    assert ["before its summary" in each for each in check_feed(after.encode(), f"{BASE}feed.xml")] == [True]


ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://example.org/</id><title>News</title>
<updated>2026-11-20T10:00:00Z</updated><author><name>The Paper</name></author>
<link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
<link href="https://example.org/"/>
<entry><id>https://example.org/1/</id><title>One</title><updated>2026-11-20T10:00:00+01:00</updated>
<published>2026-11-20T09:00:00+01:00</published><category term="world" label="World"/>
<link href="https://example.org/1/"/>
<link rel="enclosure" href="https://example.org/a.jpg" length="9" type="image/jpeg"/>
<summary>Short</summary><content type="html">&lt;p&gt;&lt;img src="https://example.org/a.jpg"&gt;</content></entry>
<entry><id>https://example.org/2/</id><title>Two</title><updated>2026-11-20T10:00:00Z</updated>
<author><name>Jane</name><uri>https://example.org/jane/</uri></author><link href="https://example.org/2/"/></entry>
</feed>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("<id>https://example.org/</id>", "", "0 elements `id`"),
        ("<id>https://example.org/1/</id>", "<id>/1/</id>", "no absolute IRI"),
        ("<id>https://example.org/2/</id>", "<id>https://example.org/1/</id>", "more than once"),
        ("<updated>2026-11-20T10:00:00Z</updated><author><name>The", "<author><name>The", "`updated`"),
        ("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:00", "RFC 3339"),
        ("2026-11-20T10:00:00+01:00", "2026-11-31T10:00:00+01:00", "RFC 3339"),
        ("<author><name>The Paper</name></author>", "", "no author"),
        ("<name>Jane</name>", "", "0 elements `name`"),
        ("org/atom.xml", "org/feed.xml", "stands at"),
        ('<link href="https://example.org/2/"/>', "", "neither content"),
        ('<link href="https://example.org/2/"/>', '<link href="/2/"/>', "link to '/2/'"),
        ('term="world"', "", "without a term"),
        ('src="https://example.org/a.jpg"', 'src="a.jpg"', "relative address"),
        ('type="html"', 'type="HTML"', "has the type"),
        ('length="9" ', "", "without its length"),
        ("<summary>", "<pubDate>now</pubDate><summary>", "does not belong there"),
        ("<summary>Short</summary>", "<summary>a</summary><summary>b</summary>", "more than one `summary`"),
        ('xml:lang="en"', 'xml:lang="English!"', "the language"),
    ],
)
def test_atom(spoilt: Spoilt) -> None:
    found = findings_of(ATOM, spoilt, lambda data: check_feed(data, f"{BASE}atom.xml"))
    assert spoilt[2] in found


JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "home_page_url": BASE,
    "feed_url": f"{BASE}feed.json",
    "language": "en",
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    "_about": {"format": "own"},
    "items": [
        {
            "id": f"{BASE}1/", "url": f"{BASE}1/", "title": "One", "content_html": "<p>Text",
            "date_published": "2026-11-20T10:00:00Z", "tags": ["a"], "authors": [{"name": "Jane"}],
            "attachments": [{"url": f"{BASE}a.jpg", "mime_type": "image/jpeg", "size_in_bytes": 9}],
        },
        {"id": f"{BASE}2/", "content_text": "Two"},
    ],
})  # fmt: skip


@pytest.mark.parametrize(
    "spoilt",
    [
        ("version/1.1", "version/1", "$.version"),
        ('"title": "News", ', "", "'title' is a required property"),
        ('org/feed.json"', 'org/other.json"', "stands at"),
        ('"id": "https://example.org/2/"', '"id": "https://example.org/1/"', "more than once"),
        ('"id": "https://example.org/2/"', '"id": 2', "not of type 'string'"),
        ('"content_text": "Two"', '"summary": "Two"', "items[1]"),
        ('"name": "Jane"', "", "authors[0]"),
        ('"mime_type": "image/jpeg"', '"mime": "image/jpeg"', "mime_type"),
        ("2026-11-20T10:00:00Z", "2026-11-20", "date_published"),
        ("2026-11-20T10:00:00Z", "2026-13-20T10:00:00Z", "no true date"),
        ("<p>Text", "<a href=x>Text</a>", "relative address"),
        ('"tags"', '"categories"', "categories"),
        ('"url": "https://example.org/1/"', '"url": "/1/"', "$.items[0].url"),
        ('"_about"', '"about"', "about"),
        ("{", "", "not JSON"),
    ],
)
def test_json_feed(spoilt: Spoilt) -> None:
    found = findings_of(JSON_FEED, spoilt, lambda data: check_feed(data, f"{BASE}feed.json"))
    assert spoilt[2] in found


OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title><dateCreated>Fri, 20 Nov 2026 10:00:00 GMT</dateCreated></head>
<body><outline text="All"><outline type="rss" text="News" xmlUrl="https://example.org/feed.xml"
 htmlUrl="https://example.org/"/></outline>
<outline type="rss" text="World" xmlUrl="https://example.org/world/feed.xml"/></body></opml>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ('version="2.0"', 'version="1.0"', "not OPML 2.0"),
        ("<title>Feeds</title>", "", "0 elements `title`"),
        ("Fri, 20 Nov 2026 10:00:00 GMT", "2026-11-20", "RFC 822"),
        ('text="World"', "", "has no text"),
        ('xmlUrl="https://example.org/world/feed.xml"', "", "no address in `xmlUrl`"),
        ("https://example.org/world/feed.xml", "/world/feed.xml", "no address in `xmlUrl`"),
        ("https://example.org/world/feed.xml", "https://example.org/feed.xml", "more than once"),
        ('type="rss" text="World"', 'text="World"', "has not the type rss"),
        ('htmlUrl="https://example.org/"', 'htmlUrl="/"', "relative htmlUrl"),
        ("</outline>", "</outline><item/>", "element `item`"),
    ],
)
def test_opml(spoilt: Spoilt) -> None:
    assert spoilt[2] in findings_of(OPML, spoilt, check_opml)
    assert len(subscriptions(OPML.encode())) == 2


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://example.org/1/</loc><lastmod>2026-11-20T10:00:00+01:00</lastmod>
<xhtml:link rel="alternate" hreflang="uk" href="https://example.org/uk/1/"/></url>
<url><loc>https://example.org/2/</loc><lastmod>2026-11-20</lastmod></url></urlset>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:00", "lastmod"),
        ("2026-11-20</lastmod>", "20 Nov 2026</lastmod>", "lastmod"),
        ("<loc>https://example.org/2/</loc>", "", "loc"),
        ("https://example.org/2/", "https://example.org/1/", "Duplicate key-sequence"),
        ("https://example.org/2/", "/2/", "another host"),
        ("https://example.org/2/", "https://elsewhere.org/2/", "another host"),
        ("https://example.org/2/", "https://example.org/ü/", "pattern"),
        ("https://example.org/2/", f"https://example.org/{'a' * 2048}", "maxLength"),
        ("<url><loc>https://example.org/2/", "<page/><url><loc>https://example.org/2/", "page"),
        ("</lastmod></url>", "</lastmod><priority>2</priority></url>", "priority"),
        ('hreflang="uk" ', "", "hreflang"),
        ("schemas/sitemap/0.9", "schemas/sitemap/0.8", "No matching global declaration"),
    ],
)
def test_sitemap(spoilt: Spoilt) -> None:
    found = findings_of(SITEMAP, spoilt, lambda data: check_sitemap(data, f"{BASE}sitemaps/pages.xml"))
    assert spoilt[2] in found


def test_an_index_of_sitemaps() -> None:
    start = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    good = f"{start}<sitemap><loc>{BASE}sitemaps/pages.xml</loc></sitemap></sitemapindex>".encode()
    assert check_sitemap(good, f"{BASE}sitemap.xml") == []
    assert locations(good) == [f"{BASE}sitemaps/pages.xml"]
    assert check_sitemap(f"{start}</sitemapindex>".encode(), f"{BASE}sitemap.xml")


def test_a_sitemap_has_at_most_fifty_thousand_pages() -> None:
    def of(count: int) -> list[str]:
        urls = "".join(f"<url><loc>{BASE}{number}/</loc></url>" for number in range(count))
        text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        return check_sitemap(text.encode(), f"{BASE}sitemap.xml")

    assert of(50_000) == []
    assert of(50_001)


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1/</loc><news:news>
<news:publication><news:name>The Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-19T10:00:00+00:00</news:publication_date><news:title>One</news:title>
</news:news></url></urlset>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("2026-11-19T10:00:00+00:00", "2026-11-19", "publication_date"),
        ("2026-11-19T10:00:00+00:00", "2026-11-18T11:59:00+00:00", "last two days"),
        ("2026-11-19T10:00:00+00:00", "2026-11-20T12:01:00+00:00", "last two days"),
        ("<news:language>en<", "<news:language>en-GB<", "language"),
        ("<news:name>The Paper</news:name>", "", "name"),
        ("<news:title>One</news:title>", "<news:title/>", "title"),
        ("<news:title>", "<news:genres>Blog</news:genres><news:title>", "genres"),
        ("</url>", "</url><url><loc>https://example.org/2/</loc></url>", "gives news of 1"),
    ],
)
def test_news_sitemap(spoilt: Spoilt) -> None:
    found = findings_of(NEWS, spoilt, lambda data: check_news_sitemap(data, f"{BASE}sitemap-news.xml", NOW))
    assert spoilt[2] in found


PAGE = """<!doctype html><title>x</title><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "@id": "https://example.org/1/#article", "headline": "One \\u003c two",
  "image": [{"@type": "ImageObject", "url": "https://example.org/a.jpg", "width": 1200, "height": 675}],
  "datePublished": "2026-11-20T10:00:00+00:00", "dateModified": "2026-11-20T11:00:00+00:00",
  "author": [{"@type": "Person", "name": "Jane", "url": "https://example.org/authors/jane/"}],
  "publisher": {"@id": "https://example.org/#organisation"}, "isAccessibleForFree": true, "wordCount": 300,
  "correction": [{"@type": "CorrectionComment", "text": "Wrong.", "datePublished": "2026-11-20T11:00:00Z"}],
  "isPartOf": {"@type": "CreativeWorkSeries", "name": "Diary"}, "dateline": "SALTMOUTH"},
 {"@type": "NewsMediaOrganization", "@id": "https://example.org/#organisation", "name": "Paper",
  "logo": {"@type": "ImageObject", "url": "https://example.org/l.png"}, "ethicsPolicy": "https://example.org/ethics/"},
 {"@type": "BreadcrumbList", "itemListElement": [
  {"@type": "ListItem", "position": 1, "name": "World", "item": "https://example.org/world/"},
  {"@type": "ListItem", "position": 2, "name": "One"}]}
]}</script>"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ('"NewsArticle"', '"NewsStory"', "the type NewsStory"),
        ('"wordCount"', '"words"', "NewsArticle.words is a property"),
        ('"wordCount": 300', '"wordCount": "300"', "should be Integer"),
        ('"isAccessibleForFree": true', '"isAccessibleForFree": "True"', "should be Boolean"),
        ("2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00", "datePublished is"),
        ('"dateline"', '"coverageStartTime"', "does not belong to NewsArticle"),
        ('"https://example.org/ethics/"', '"/ethics/"', "ethicsPolicy is '/ethics/'"),
        ('{"@type": "Person", "name": "Jane", "url": "https://example.org/authors/jane/"}', '"Jane"', "[0]"),
        ('"@type": "Person"', '"@type": "ImageObject"', "is a ImageObject"),
        ('"publisher": {"@id": "https://example.org/#organisation"}', '"publisher": {"@id": "#o"}', "#o"),
        ('"@type": "NewsMediaOrganization"', '"@type": "WebSite"', "is a WebSite and should be"),
        ('"text": "Wrong."', '"text": ""', "text is ''"),
        ('"@id": "https://example.org/1/#article"', '"@id": "#article"', "relative @id"),
        ('"dateline": "SALTMOUTH"', '"keywords": []', "empty list"),
        ('"dateline": "SALTMOUTH"', '"headline": "Twice"', "no JSON"),
        ("https://schema.org", "https://example.org", "not of schema.org"),
        ("]}</script>", "</script>", "no JSON"),
    ],
)
def test_json_ld(spoilt: Spoilt) -> None:
    assert spoilt[2] in findings_of(PAGE, spoilt, lambda data: check_json_ld(data.decode()))


def test_a_page_gives_its_nodes_one_by_one() -> None:
    article, organisation, crumbs = documents(PAGE)
    assert [is_article(each) for each in (article, organisation, crumbs)] == [True, False, False]
    assert [each["@type"] for each in nodes(crumbs)] == ["BreadcrumbList", "ListItem", "ListItem"]
    assert check_breadcrumbs(crumbs) == []
    assert check_breadcrumbs({"itemListElement": crumbs["itemListElement"][::-1]})
    assert check_breadcrumbs({"itemListElement": crumbs["itemListElement"][:1]})
    assert not documents("<!doctype html><title>none</title>")


def test_the_vocabulary_is_whole() -> None:
    assert all(parent in TYPES for parents in TYPES.values() for parent in parents)
    for name, (domains, ranges) in PROPERTIES.items():
        assert domains <= TYPES.keys(), name
        assert ranges <= TYPES.keys() | VALUES, name


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"headline": ""}, "no headline"),
        ({"headline": "A <b>bold</b> one"}, "markup"),
        ({"image": "https://example.org/a.jpg"}, "not in a list"),
        ({"image": ["/a.jpg"]}, "image without an address"),
        ({"datePublished": "2026-11-20"}, "without time or offset"),
        ({"dateModified": "2026-11-19T10:00:00Z"}, "before it was published"),
        ({"author": []}, "no author"),
        ({"author": [{"@type": "Person", "name": "Jane"}]}, "without an address"),
        ({"author": [{"@type": "Person", "name": "By Jane", "url": BASE}]}, "more than a name"),
        ({"publisher": {"@type": "Organization"}}, "no publisher"),
    ],
)
def test_article_data(changes: dict[str, object], expected: str) -> None:
    article = documents(PAGE)[0]
    assert check_article(article) == []
    assert expected in "\n".join(check_article(article | changes))


LIVE = {
    "@type": "LiveBlogPosting",
    "coverageStartTime": "2026-11-20T10:00:00Z",
    "coverageEndTime": "2026-11-20T11:00:00Z",
    "liveBlogUpdate": [
        {
            "@type": "BlogPosting", "headline": "Doors open", "articleBody": "They do.",
            "datePublished": "2026-11-20T10:00:00Z", "url": "https://example.org/1/#t-20261120-1000",
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"coverageStartTime": "2026-11-20"}, "without coverageStartTime"),
        ({"coverageEndTime": "2026-11-19T11:00:00Z"}, "ends before"),
        ({"liveBlogUpdate": []}, "without updates"),
        ({"liveBlogUpdate": ["Doors open"]}, "no BlogPosting"),
        ({"liveBlogUpdate": [{"headline": "x", "url": f"{BASE}1/", "datePublished": "10:00"}]}, "its time"),
        ({"liveBlogUpdate": [{"headline": "x", "url": f"{BASE}1/"}]}, "its place"),
        ({"liveBlogUpdate": [{"url": f"{BASE}#a", "datePublished": "2026-11-20T10:00Z"}]}, "without words"),
    ],
)  # fmt: skip
def test_live_blog_data(changes: dict[str, object], expected: str) -> None:
    article = documents(PAGE)[0] | LIVE
    assert check_article(article) == []
    assert expected in "\n".join(check_article(article | changes))


ROBOTS = """# What robots may do here
User-agent: *
Disallow: /private/
Allow: /

User-agent: GPTBot
User-agent: CCBot
Disallow: /

Sitemap: https://example.org/sitemap.xml
"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("User-agent: *\n", "", "rule for nobody"),
        ("User-agent: *", "User-agent: Googlebot", "all robots"),
        ("Disallow: /private/", "Disallow: private/", "slash"),
        ("Disallow: /private/", "Dissallow: /private/", "unknown field"),
        ("Disallow: /private/", "Disallow /private/", "no colon"),
        ("User-agent: CCBot", "User-agent: gptbot", "speaks twice"),
        ("https://example.org/sitemap.xml", "/sitemap.xml", "no whole address"),
        ("Sitemap: https://example.org/sitemap.xml", "", "no sitemap"),
    ],
)
def test_robots(spoilt: Spoilt) -> None:
    assert spoilt[2] in findings_of(ROBOTS, spoilt, lambda data: check_robots(data.decode()))


def test_robots_are_understood() -> None:
    parser = robots(ROBOTS)
    assert parser.can_fetch("Googlebot", f"{BASE}2026/") and not parser.can_fetch(
        "Googlebot", f"{BASE}private/"
    )
    assert not parser.can_fetch("CCBot", f"{BASE}2026/")


SECURITY = """# Thank you
Contact: mailto:security@example.org
Expires: 2027-01-01T00:00:00Z
Preferred-Languages: en, uk
Canonical: https://example.org/.well-known/security.txt
Policy: https://example.org/security/
"""


@pytest.mark.parametrize(
    "spoilt",
    [
        ("Contact: mailto:security@example.org\n", "", "no Contact"),
        ("mailto:security@example.org", "security@example.org", "safe kind"),
        ("https://example.org/security/", "http://example.org/security/", "safe kind"),
        ("Expires: 2027-01-01T00:00:00Z\n", "", "no Expires"),
        ("2027-01-01T00:00:00Z", "2027-01-01", "RFC 3339"),
        ("2027-01-01T00:00:00Z", "2026-11-01T00:00:00Z", "has expired"),
        ("# Thank you\n", "Expires: 2027-01-01T00:00:00Z\n", "more than one Expires"),
        ("en, uk", "English; Ukrainian", "Preferred-Languages"),
        ("Policy:", "Politeness:", "no field"),
        (".well-known/security.txt", "security.txt", "Canonical"),
    ],
)
def test_security(spoilt: Spoilt) -> None:
    url = f"{BASE}.well-known/security.txt"
    assert spoilt[2] in findings_of(SECURITY, spoilt, lambda data: check_security(data, url, NOW))


MANIFEST = json.dumps({
    "name": "Paper", "short_name": "Paper", "start_url": "/", "scope": "/", "display": "minimal-ui",
    "theme_color": "#ffffff", "lang": "en",
    "icons": [
        {"src": "/icon.png", "sizes": "192x192", "type": "image/png"},
        {"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"},
    ],
})  # fmt: skip


@pytest.mark.parametrize(
    "spoilt",
    [
        ('"name": "Paper"', '"name": ""', "no name"),
        ('"start_url": "/", ', "", "no start_url"),
        ('"start_url": "/"', '"start_url": "/none/"', "nothing is"),
        ('"start_url": "/"', '"start_url": "https://elsewhere.org/"', "outside"),
        ("minimal-ui", "minimal", "the display"),
        ("#ffffff", "white", "theme_color"),
        ("192x192", "192", "the sizes"),
        ("192x192", "512x512", "is 192x192 and says 512x512"),
        ("/icon.png", "/none.png", "does not exist"),
        ("image/png", "png", "the type"),
        ('"icons"', '"pictures"', "no icons"),
    ],
)
def test_manifest(spoilt: Spoilt) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (192, 192)).save(picture, "PNG")
    files = {"": b"<!doctype html>", "icon.png": picture.getvalue(), "icon.svg": b"<svg/>"}

    def check(data: bytes) -> list[str]:
        return check_manifest(data, f"{BASE}site.webmanifest", lambda url: files.get(url.removeprefix(BASE)))

    assert spoilt[2] in findings_of(MANIFEST, spoilt, check)
