"""Sitemaps: every published page in exactly one of them, true dates, and the limits of the protocol."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sites import CONFIG, Result, Site, article, site
from standards.sitemaps import NEWS, SITEMAP, check_news_sitemap, check_sitemap, locations

from generator.pages import news_sitemap, sitemap_index, sitemaps
from generator.store.keeping import store_path
from generator.store.rows import StoredRows, reader
from generator.view import View

BASE = "https://example.org"
NOW = dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC)

TOWN = f"""
-- site.yaml --
{CONFIG}
timezone: Europe/Kyiv
sections: [{{slug: world, label: World}}, {{slug: empty, label: Empty}}]
languages: {{uk: {{title: Час}}}}
-- content/world/first.md --
{article("First", "2024-10-03 09:00")}
-- content/world/second.md --
{article("Second", "2024-10-05 10:00", tags="[Rail]", authors="[Jane Roe]", series="Lines")}
-- content/world/third.md --
{article("Third", "2024-11-30 22:30", updated="2024-12-01 08:00")}
-- content/world/fourth.md --
{article("Четверта", "2024-11-30 23:00", language="uk")}
-- content/world/draft.md --
{article("Draft", "2024-09-01", draft="true")}
-- content/world/embargoed.md --
{article("Embargoed", "2024-12-02")}
-- content/world/expired.md --
{article("Expired", "2024-08-01", expires="2024-09-01")}
-- content/pages/about.md --
---
title: About
---
Text.
"""


def listed(result: Result, name: str) -> dict[str, str]:
    """The paths that a sitemap lists, each with its `lastmod`, or an empty text."""
    root = etree.fromstring(result.files[name])
    return {
        unquote(urlsplit(node.findtext(f"{SITEMAP}loc") or "").path): node.findtext(f"{SITEMAP}lastmod") or ""
        for node in root.iterfind(f"{SITEMAP}*")
    }


def shards(result: Result) -> list[str]:
    return [path for path in result.files if path.startswith("sitemaps/")]


def complaints(result: Result, base: str = BASE) -> list[str]:
    """What is wrong with any sitemap, and whether the index names each of them."""
    paths = ["sitemap.xml", *shards(result)]
    wrong = ((path, check_sitemap(result.files[path], f"{base}/{path}")) for path in paths)
    found = [f"{path}: {each}" for path, findings in wrong for each in findings]
    indexed = locations(result.files["sitemap.xml"])
    missing = set(indexed) ^ {f"{base}/{path}" for path in shards(result)}
    return [*found, *sorted(missing)]


def dated(result: Result) -> Counter[str]:
    """How often each article is listed."""
    months = (path for path in shards(result) if any(letter.isdigit() for letter in path))
    return Counter(url for path in months for url in locations(result.files[path]))


def test_the_sitemaps_of_a_site(tmp_path: Path) -> None:
    result = site(tmp_path, TOWN).build()
    assert complaints(result) == []
    assert listed(result, "sitemaps/2024-10.xml") == {
        "/2024/10/first/": "2024-10-03T09:00:00+03:00",
        "/2024/10/second/": "2024-10-05T10:00:00+03:00",
    }
    assert listed(result, "sitemaps/2024-11.xml") == {"/2024/11/third/": "2024-12-01T08:00:00+02:00"}
    assert listed(result, "sitemaps/uk-2024-11.xml") == {"/uk/2024/11/fourth/": "2024-11-30T23:00:00+02:00"}
    assert listed(result, "sitemaps/sections.xml") == {"/world/": "", "/empty/": ""}
    assert listed(result, "sitemaps/uk-sections.xml") == {"/uk/world/": ""}
    assert listed(result, "sitemaps/tags.xml") == {"/tags/rail/": ""}
    assert listed(result, "sitemaps/authors.xml") == {"/authors/jane-roe/": ""}
    assert listed(result, "sitemaps/series.xml") == {"/series/lines/": ""}
    text = "".join(result.text(path) for path in ("sitemap.xml", "sitemap-news.xml", *shards(result)))
    for word in ("draft", "embargoed", "expired", "2024-08", "2024-09", "2024-12.xml"):
        assert word not in text, word


def test_pages_beside_the_news_are_listed_where_they_are(tmp_path: Path) -> None:
    result = site(tmp_path, TOWN).build()
    pages = listed(result, "sitemaps/pages.xml")
    front = {"", "archive/", "tags/", "site-map/"}
    assert {f"/{part}" for part in front} | {f"/uk/{part}" for part in front} | {"/about/"} <= set(pages)
    assert not any(pages.values()), "nobody knows when they last changed"
    assert all(result.has(f"{path.lstrip('/')}index.html") for path in pages)


def test_the_index_tells_when_a_month_last_changed(tmp_path: Path) -> None:
    correction = '[{date: 2024-11-20 10:00, text: "The year was wrong."}]'
    here = site(tmp_path, TOWN)
    here.put("content/world/first.md", article("First", "2024-10-03 09:00", corrections=correction).encode())
    index = listed(here.build(), "sitemap.xml")
    assert index["/sitemaps/2024-10.xml"] == "2024-11-20T10:00:00+02:00"
    assert index["/sitemaps/2024-11.xml"] == "2024-12-01T08:00:00+02:00"
    assert index["/sitemaps/uk-2024-11.xml"] == "2024-11-30T23:00:00+02:00"
    assert index["/sitemaps/pages.xml"] == index["/sitemaps/tags.xml"] == ""


def test_what_was_retracted_keeps_its_place(tmp_path: Path) -> None:
    retraction = '[{date: 2024-11-20, kind: retraction, text: "It was made up."}]'
    here = site(tmp_path).put("content/a.md", article("A", corrections=retraction).encode())
    assert listed(here.build(), "sitemaps/2024-11.xml") == {"/2024/11/a/": "2024-11-20T00:00:00+00:00"}


def test_a_site_without_articles(tmp_path: Path) -> None:
    result = site(tmp_path).build()
    assert complaints(result) == []
    assert shards(result) == ["sitemaps/pages.xml"]
    assert check_sitemap(result.files["sitemap-news.xml"], f"{BASE}/") != []  # the schema wants one address
    assert etree.fromstring(result.files["sitemap-news.xml"]).tag == f"{SITEMAP}urlset"


def test_addresses_are_written_in_full(tmp_path: Path) -> None:
    here = site(tmp_path, "-- site.yaml --\ntitle: T\nbase_url: https://example.org/paper\n")
    result = here.put("content/日本/a.md", article("A", tags="[東京]").encode()).build()
    assert complaints(result, f"{BASE}/paper") == []
    assert locations(result.files["sitemaps/2024-11.xml"]) == [f"{BASE}/paper/2024/11/a/"]
    assert locations(result.files["sitemaps/tags.xml"]) == [f"{BASE}/paper/tags/%E6%9D%B1%E4%BA%AC/"]


def test_what_robots_may_not_fetch_is_in_no_sitemap(tmp_path: Path) -> None:
    here = site(tmp_path, TOWN)
    barred = 'robots: {disallow: [/2024/10/, "/tags/*l/$", /about/, "/uk/*$", /empty/]}\n'
    here.put("site.yaml", (here.root / "site.yaml").read_bytes() + barred.encode())
    result = here.build()
    assert complaints(result) == []
    assert shards(result) == [
        f"sitemaps/{name}.xml" for name in ("2024-11", "authors", "pages", "sections", "series")
    ]
    assert set(listed(result, "sitemaps/sections.xml")) == {"/world/"}
    assert {"/about/", "/uk/"}.isdisjoint(listed(result, "sitemaps/pages.xml"))


def test_the_newest_that_robots_may_fetch_dates_a_month(tmp_path: Path) -> None:
    barred = "robots: {disallow: ['/*secret']}\npermalink: /{section}/{slug}/\n"
    here = site(tmp_path, f"-- site.yaml --\n{CONFIG}{barred}")
    days = {"a": "2024-10-01", "b": "2024-10-02", "secret-b": "2024-10-03", "secret-c": "2024-11-03"}
    for name, day in days.items():
        here.put(f"content/{name}.md", article(name, day).encode())
    result = here.build()
    assert complaints(result) == []
    assert shards(result)[0] == "sitemaps/2024-10.xml", "nothing of November may be fetched"
    assert listed(result, "sitemap.xml")["/sitemaps/2024-10.xml"] == "2024-10-02T00:00:00+00:00"
    assert list(listed(result, "sitemaps/2024-10.xml")) == ["/news/a/", "/news/b/"]


def test_a_large_month_has_parts_that_do_not_shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    here = site(tmp_path)
    for day in range(1, 6):
        here.put(f"content/a{day}.md", article(f"A{day}", f"2024-11-{day:02}", tags=f"[T{day}]").encode())
    result = here.build()
    assert complaints(result) == []
    parts = ["sitemaps/2024-11-2.xml", "sitemaps/2024-11-3.xml", "sitemaps/2024-11.xml"]
    assert [path for path in shards(result) if "2024" in path] == parts
    assert list(listed(result, parts[2])) == ["/2024/11/a1/", "/2024/11/a2/"]
    assert list(listed(result, parts[1])) == ["/2024/11/a5/"]
    assert list(listed(result, "sitemaps/tags-3.xml")) == ["/tags/t5/"]
    result = here.put("content/a6.md", article("A6", "2024-11-06").encode()).build()
    assert [path for path in parts if path in result.report.written] == [parts[1]]
    here.remove("content/a6.md").remove("content/a5.md")
    result = here.build()
    assert complaints(result) == []
    assert not result.has(parts[1]) and not result.has("sitemaps/tags-3.xml")


def test_sections_with_and_without_articles_share_their_sitemaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    sections = "sections: [{slug: world, label: World}, {slug: empty, label: Empty}]\n"
    here = site(tmp_path, f"-- site.yaml --\n{CONFIG}{sections}")
    here.put("content/world/a.md", article("A").encode()).put("content/sport/b.md", article("B").encode())
    result = here.build()
    assert complaints(result) == []
    both = [listed(result, f"sitemaps/{name}.xml") for name in ("sections", "sections-2")]
    assert [sorted(each) for each in both] == [["/sport/", "/world/"], ["/empty/"]]


def reads_of_the_index(here: Site) -> int:
    view = View(StoredRows(reader(store_path(here.root, here.root / "public"))))
    sitemap_index.compose(("sitemap",), view)
    return len(view.reads)


def test_the_index_does_not_read_every_article(tmp_path: Path) -> None:
    here = site(tmp_path)
    counts = []
    for count in (3, 40):
        for number in range(count):
            here.put(f"content/a{number}.md", article(f"A{number}", f"2024-11-{number % 28 + 1:02}").encode())
        here.build()
        counts.append(reads_of_the_index(here))
    assert counts[0] == counts[1]


DAYS = st.dates(dt.date(2024, 9, 28), dt.date(2024, 12, 4))
"""Some of them later than the clock."""
STORIES = st.lists(
    st.tuples(DAYS, st.integers(0, 23), st.sampled_from(["en", "uk"]), st.sampled_from(["", "draft"])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=STORIES, limit=st.integers(1, 4))
def test_every_article_is_in_one_sitemap(
    stories: list[tuple[dt.date, int, str, str]], limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "LIMIT", limit)
    with tempfile.TemporaryDirectory() as folder:
        here = site(Path(folder), f"-- site.yaml --\n{CONFIG}timezone: Asia/Tokyo\nlanguages: {{uk: {{}}}}\n")
        expected = set()
        for number, (day, hour, language, draft) in enumerate(stories):
            fields = {"language": language} | ({"draft": "true"} if draft else {})
            moment = f"{day} {hour:02}:30"
            here.put(f"content/s{number}.md", article(f"S{number}", moment, **fields).encode())
            published = dt.datetime.fromisoformat(f"{moment}+09:00") <= NOW
            if published and not draft:
                edition = "/uk" if language == "uk" else ""
                expected.add(f"{BASE}{edition}/{day.year}/{day.month:02}/s{number}/")
        result = here.build(now=NOW.isoformat())
        assert dated(result) == Counter(expected)
        assert complaints(result) == []
        sizes = {path: len(locations(result.files[path])) for path in shards(result)}
        assert [path for path, size in sizes.items() if size > limit and "pages" not in path] == []


NEWSROOM = f"""
-- site.yaml --
{CONFIG}
languages: {{zh-Hant: {{title: 時報}}}}
-- content/fresh.md --
{article("A & B < C", "2024-11-30 09:00")}
-- content/chinese.md --
{article("新聞", "2024-12-01 01:00", language="zh-Hant")}
-- content/old.md --
{article("Old", "2024-11-29 11:00")}
-- content/paid.md --
{article("Paid", "2024-11-30", label="Sponsored")}
-- content/private/barred.md --
{article("Barred", "2024-11-30", slug="barred")}
"""


def test_the_news_of_two_days(tmp_path: Path) -> None:
    here = site(tmp_path, NEWSROOM)
    here.put("site.yaml", (here.root / "site.yaml").read_bytes() + b"robots: {disallow: ['/*barred']}\n")
    result = here.build()
    data = result.files["sitemap-news.xml"]
    assert check_news_sitemap(data, f"{BASE}/sitemap-news.xml", NOW) == []
    told = [
        tuple(node.findtext(f".//{NEWS}{name}") for name in ("name", "language", "publication_date", "title"))
        for node in etree.fromstring(data).iter(f"{NEWS}news")
    ]
    assert told == [
        ("時報", "zh-tw", "2024-12-01T01:00:00+00:00", "新聞"),
        ("The Test Times", "en", "2024-11-30T09:00:00+00:00", "A & B < C"),
    ]
    assert locations(here.build(now="2024-12-05T12:00:00+00:00").files["sitemap-news.xml"]) == []


def test_the_news_sitemap_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_sitemap, "LIMIT", 2)
    here = site(tmp_path)
    for hour in range(4):
        here.put(f"content/a{hour}.md", article(f"A{hour}", f"2024-12-01 0{hour}:00").encode())
    found = locations(here.build().files["sitemap-news.xml"])
    assert [url.rpartition("/a")[2] for url in found] == ["3/", "2/"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "en"), ("uk", "uk"), ("zh", "zh-cn"), ("zh-CN", "zh-cn"), ("zh-TW", "zh-tw"),
        ("zh-Hant-HK", "zh-tw"), ("zh-Hans-HK", "zh-cn"), ("fil-PH", "fil"),
    ],
)  # fmt: skip
def test_languages_of_publications(language: str, expected: str) -> None:
    assert news_sitemap.news_language(language) == expected


def test_an_article_whose_original_is_elsewhere_stands_in_no_sitemap(tmp_path: Path) -> None:
    elsewhere = article("Elsewhere", "2024-11-30", canonical="https://other.example/a/")
    here = site(tmp_path / "site", f"-- content/a.md --\n{elsewhere}")
    result = here.build()
    assert not result.has("sitemaps/2024-11.xml")
    for path in ("sitemap.xml", "sitemap-news.xml"):
        assert "2024" not in result.text(path), path
