"""The <head> of every kind of page: structured data, previews, canonical addresses, other languages."""

from __future__ import annotations

from typing import Any

import pytest
from sites import PIXEL, Result, Site, article, site
from standards.articles import check_article, check_breadcrumbs, is_article
from standards.json_ld import check_json_ld, documents, nodes

from generator.build import Report

BASE = "https://example.org"
SETTINGS = """
-- site.yaml --
title: The Test Times
description: News of tests
base_url: https://example.org/
language: en
sections: [{slug: world, label: World, description: From abroad}]
authors:
  jane:
    name: Jane Doe
    role: Political editor
    bio: Jane has covered parliament since 2011.
    picture: content/media/jane.png
    links: {Write to Jane: "mailto:jane@example.org"}
    same_as: [https://social.example/@jane]
tags:
  floods: {label: Floods, description: The great floods}
series:
  diary: {label: Flood Diary, description: A winter by the river}
organisation: {legal_name: Test Ltd, logo: press/logo.svg, x: "@times"}
policies: {ethics: /ethics/, corrections: /ethics/}
languages: {uk: {title: Тест}}
-- static/press/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/world/dam.md --
---
title: The dam “holds” & stays
date: 2024-11-04 09:00
authors: [Jane, Ana Li]
tags: [Floods]
series: Diary
key: dam
dateline: KYIV
label: analysis
summary: It held.
image: {src: /media/dam.png, alt: A dam, credit: Ana Li}
methods: We read the minutes.
sources:
  - Minutes
  - {label: The plan, url: /2025/01/later/}
  - {label: The map, url: /2024/11/map/}
  - {label: Registry, url: https://example.net/r}
corrections: [{date: 2024-11-05 10:00, kind: clarification, text: The year was 1999.}]
---
Text of the story.
-- content/world/dam-uk.md --
---
title: Гребля
date: 2024-11-04 10:00
language: uk
key: dam
---
Текст.
-- content/world/map.md --
---
title: Map
date: 2024-11-03
canonical: https://example.net/map
---
Text.
-- content/world/later.md --
---
title: Later
date: 2025-01-01
---
Text.
-- content/world/night.md --
---
title: Election night
date: 2024-11-05 18:00
live: true
authors: [Jane]
---
Introduction.

## 21:40 Polls close {pinned}

All <b>over</b>.
-- content/world/gone.md --
---
title: Gone
date: 2024-11-02
summary: A wrong claim.
authors: [Jane]
image: {src: /media/dam.png, alt: A dam}
corrections: [{date: 2024-11-03, kind: retraction, text: We could not confirm it.}]
---
A wrong text.
-- content/world/paid.md --
---
title: Paid
date: 2024-11-01
label: sponsored
---
Buy.
-- content/pages/ethics.md --
---
title: Ethics
---
We are fair.
"""
ARTICLE = "2024/11/dam/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    here = site(tmp_path_factory.mktemp("head"), SETTINGS)
    here.put("content/media/dam.png", PIXEL).put("content/media/jane.png", PIXEL)
    result = here.build()
    assert result.report.published, "\n".join(map(str, result.report.problems))
    return result


def things(result: Result, path: str) -> dict[str, Any]:
    """What a page tells at its top, by type."""
    tops = [each for data in documents(result.text(path)) for each in data.get("@graph", [data])]
    return {each["@type"]: each for each in tops}


def meta(result: Result, path: str, key: str) -> list[str]:
    found = result.html(path).css(f'meta[property="{key}"], meta[name="{key}"]')
    return [node.attributes["content"] or "" for node in found]


def trail(result: Result, path: str) -> list[tuple[str, str]]:
    steps = things(result, path)["BreadcrumbList"]["itemListElement"]
    return [(step["name"], step.get("item", {}).get("@id", "")) for step in steps]


# Of every page


def test_every_page_tells_what_it_is_in_sound_json_ld(built: Result) -> None:
    findings = {path: check_json_ld(built.text(path)) for path in built.pages if path != "404.html"}
    assert {path: found for path, found in findings.items() if found} == {}


def test_articles_and_trails_are_as_search_engines_ask(built: Result) -> None:
    told = [each for path in built.pages for each in nodes(documents(built.text(path)))]
    wholes = [each for each in told if is_article(each) and "mainEntityOfPage" in each]
    assert len(wholes) >= 6
    paid = [each for each in wholes if each["@type"] == "AdvertiserContentArticle"]
    assert [check_article(each) for each in paid] == [["has no author"]]
    assert [found for each in wholes if each not in paid for found in check_article(each)] == []
    trails = [each for each in told if each.get("@type") == "BreadcrumbList"]
    assert [found for each in trails for found in check_breadcrumbs(each)] == []


def test_every_page_but_the_front_and_the_lost_one_has_a_trail(built: Result) -> None:
    without = {path for path in built.pages if "BreadcrumbList" not in things(built, path)}
    assert without == {"index.html", "uk/index.html", "404.html"}


def test_every_address_is_whole(built: Result) -> None:
    for path in built.pages:
        head = built.html(path).css_first("head")
        assert head
        links = head.css('link[rel="canonical"], link[hreflang]')
        assert all((node.attributes["href"] or "").startswith("https://") for node in links), path
        for key in ("og:url", "og:image", "article:author"):
            assert all(url.startswith("https://") for url in meta(built, path, key)), path


def test_what_is_published_is_to_be_shown_large_and_the_lost_page_is_not_to_be_found(built: Result) -> None:
    for path in built.pages:
        lost = path == "404.html"
        assert meta(built, path, "robots") == (["noindex"] if lost else ["max-image-preview:large"])
        assert (built.html(path).css_first("link[rel=canonical]") is None) == lost
    assert documents(built.text("404.html")) == []
    assert meta(built, "404.html", "og:url") == []


# Articles


def test_an_article_is_told_of_in_full(built: Result) -> None:
    told = things(built, ARTICLE)["AnalysisNewsArticle"]
    assert told["headline"] == "The dam “holds” & stays"
    assert told["dateModified"] == "2024-11-05T10:00:00+00:00"
    assert told["image"][0]["url"].startswith(f"{BASE}/media/dam-16x9-")
    assert [each["name"] for each in told["author"]] == ["Jane Doe", "Ana Li"]
    assert told["author"][0]["jobTitle"] == "Political editor"
    assert told["author"][0]["sameAs"] == ["https://social.example/@jane"]
    assert told["author"][1]["url"] == f"{BASE}/authors/ana-li/"
    assert told["articleSection"] == "World"
    assert told["keywords"] == ["Floods"]
    assert told["isPartOf"]["url"] == f"{BASE}/series/diary/"
    assert told["correction"][0]["name"] == "Clarification"
    assert told["workTranslation"] == [
        {"@type": "Article", "url": f"{BASE}/uk/2024/11/dam-uk/", "inLanguage": "uk"}
    ]


def test_a_source_is_linked_only_where_it_can_be_read(built: Result) -> None:
    told = things(built, ARTICLE)["AnalysisNewsArticle"]["citation"]
    assert [(each["name"], each.get("url", "")) for each in told] == [
        ("Minutes", ""),
        ("The plan", ""),  # under embargo
        ("The map", f"{BASE}/2024/11/map/"),
        ("Registry", "https://example.net/r"),
    ]


def test_the_publisher_has_its_logo(built: Result) -> None:
    publisher = things(built, ARTICLE)["AnalysisNewsArticle"]["publisher"]
    assert publisher["name"] == "The Test Times"
    logo = publisher["logo"]["url"]
    assert logo.startswith(f"{BASE}/") and built.has(logo.removeprefix(f"{BASE}/"))


def test_where_nobody_signs_the_newsroom_speaks_but_not_for_what_is_paid_for(built: Result) -> None:
    told = things(built, "2024/11/map/index.html")["NewsArticle"]
    assert [each["name"] for each in told["author"]] == ["The Test Times"]
    assert "author" not in things(built, "2024/11/paid/index.html")["AdvertiserContentArticle"]


def test_the_preview_of_an_article(built: Result) -> None:
    assert meta(built, ARTICLE, "og:type") == ["article"]
    assert meta(built, ARTICLE, "og:title") == ["The dam “holds” & stays"]
    assert meta(built, ARTICLE, "article:author") == [f"{BASE}/authors/jane/", f"{BASE}/authors/ana-li/"]
    assert meta(built, ARTICLE, "article:tag") == ["Floods"]
    assert meta(built, ARTICLE, "og:locale:alternate") == ["uk_UA"]
    assert meta(built, ARTICLE, "twitter:site") == ["@times"]
    assert meta(built, ARTICLE, "og:site_name") == ["The Test Times"]


def test_a_copy_names_the_original(built: Result) -> None:
    path = "2024/11/map/index.html"
    canonical = built.html(path).css_first("link[rel=canonical]")
    assert canonical and canonical.attributes["href"] == "https://example.net/map"
    assert meta(built, path, "og:url") == ["https://example.net/map"]


def test_a_live_blog_tells_of_its_entries(built: Result) -> None:
    told = things(built, "2024/11/night/index.html")["LiveBlogPosting"]
    assert [each["headline"] for each in told["liveBlogUpdate"]] == ["Polls close"]


def test_of_a_retracted_article_nothing_of_its_content_is_told(built: Result) -> None:
    path = "2024/11/gone/index.html"
    told = things(built, path)["NewsArticle"]
    assert told["creativeWorkStatus"] == "Retracted"
    head = built.html(path).css_first("head")
    assert head and "wrong" not in (head.html or "") and "dam.png" not in (head.html or "")


def test_nothing_withheld_is_on_any_page(built: Result) -> None:
    assert not [path for path in built.pages if "/2025/" in built.text(path)]


# Other pages


def test_the_front_page_tells_of_the_newsroom_and_the_site(built: Result) -> None:
    told = things(built, "index.html")
    newsroom = told["NewsMediaOrganization"]
    assert newsroom["legalName"] == "Test Ltd"
    assert newsroom["ethicsPolicy"] == newsroom["correctionsPolicy"] == f"{BASE}/ethics/"
    assert told["WebSite"]["name"] == "The Test Times"
    assert told["WebSite"]["publisher"] == {"@id": newsroom["@id"]}
    ours = things(built, "uk/index.html")
    assert (ours["WebSite"]["name"], ours["WebSite"]["url"]) == ("Тест", f"{BASE}/uk/")
    assert ours["NewsMediaOrganization"]["@id"] == newsroom["@id"]


@pytest.mark.parametrize(
    ("page", "kind", "way"),
    [
        ("world/", "CollectionPage", [("World", "")]),
        ("world/2024/", "CollectionPage", [("World", "/world/"), ("2024", "")]),
        ("tags/", "CollectionPage", [("Tags", "")]),
        ("tags/floods/", "CollectionPage", [("Tags", "/tags/"), ("Floods", "")]),
        ("series/", "CollectionPage", [("Series", "")]),
        ("series/diary/", "CollectionPage", [("Series", "/series/"), ("Flood Diary", "")]),
        ("authors/jane/", "ProfilePage", [("Jane Doe", "")]),
        ("archive/", "CollectionPage", [("Archive", "")]),
        ("2024/", "CollectionPage", [("Archive", "/archive/"), ("2024", "")]),
        ("2024/11/", "CollectionPage", [("Archive", "/archive/"), ("2024", "/2024/"), ("November 2024", "")]),
        ("corrections/", "CollectionPage", [("Corrections", "")]),
        ("corrections/2024/", "CollectionPage", [("Corrections", "/corrections/"), ("2024", "")]),
        ("ethics/", "WebPage", [("Ethics", "")]),
    ],
)
def test_pages_say_what_they_are_and_where(
    built: Result, page: str, kind: str, way: list[tuple[str, str]]
) -> None:
    path = f"{page}index.html"
    assert things(built, path)[kind]["url"] == f"{BASE}/{page}"
    whole = [("Front page", "/"), *way]
    assert trail(built, path) == [(name, f"{BASE}{url}" if url else "") for name, url in whole]


def test_the_page_of_an_author_tells_who_they_are(built: Result) -> None:
    path = "authors/jane/index.html"
    person = things(built, path)["ProfilePage"]["mainEntity"]
    assert person["jobTitle"] == "Political editor"
    assert person["description"] == "Jane has covered parliament since 2011."
    assert person["image"]["url"].startswith(f"{BASE}/media/jane-")
    assert person["worksFor"] == {"@id": f"{BASE}/#organization"}
    assert meta(built, path, "og:type") == ["profile"]
    assert "Political editor" in built.texts(path, "main .kicker")
    assert [node.attributes["href"] for node in built.html(path).css('main a[rel="me"]')] == [
        "mailto:jane@example.org"
    ]


def test_a_missing_logo_of_the_newsroom_is_an_error(tmp_path: Any) -> None:
    here = site(tmp_path).write("-- site.yaml --\ntitle: T\norganisation: {logo: no.svg}\n")
    result = here.build()
    assert [(each.rule, each.cure) for each in result.report.problems] == [
        ("missing-logo", "Put the file there, or mend `organisation: logo`")
    ]


# How far a change reaches


def changed(here: Site, old: str, new: str) -> Report:
    text = (here.root / "site.yaml").read_text(encoding="utf-8")
    assert old in text
    return here.put("site.yaml", text.replace(old, new).encode()).build().report


def test_what_is_told_of_an_author_reaches_their_articles_only_as_far_as_these_tell_it(tmp_path: Any) -> None:
    here = site(tmp_path, SETTINGS).put("content/media/dam.png", PIXEL).put("content/media/jane.png", PIXEL)
    here.build()
    life = changed(here, "since 2011", "since 2012")
    assert {path for path in life.written if path.endswith(".html")} == {"authors/jane/index.html"}
    assert life.rebuilt <= 5  # with three feeds, and the site map
    role = changed(here, "Political editor", "Editor").written
    assert {ARTICLE, "authors/jane/index.html"} <= set(role)
    assert "2024/11/paid/index.html" not in role


def test_what_is_told_of_the_newsroom_stands_in_every_article(tmp_path: Any) -> None:
    here = site(tmp_path, SETTINGS)
    here.build()
    assert ARTICLE in changed(here, "legal_name: Test Ltd", "name: Test Media").written
    assert things(here.build(), ARTICLE)["AnalysisNewsArticle"]["publisher"]["name"] == "Test Media"


def test_no_text_ends_the_script(tmp_path: Any) -> None:
    text = article("A </script><b>", label="satire")
    told = things(site(tmp_path).put("content/world/a.md", text.encode()).build(), "2024/11/a/index.html")
    assert told["SatiricalArticle"]["headline"].startswith("A <")
