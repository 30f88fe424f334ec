"""Language editions, end to end: what they have, what keeps them apart, and what links them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from incremental.twin import check
from sites import Result, Site, article, site

from generator.model import Severity

Make = Callable[[str], Site]
NOW = "2024-12-01T12:00:00+00:00"

SETTINGS = """
-- site.yaml --
title: The Test Times
tagline: In three languages
base_url: https://example.org/
language: en
sections: [{slug: world, label: World}]
copyright: The Test Times Ltd
languages:
  uk:
    title: Тестова газета
    sections: [{slug: world, label: Світ}]
    tags: {floods: Повені}
  ar:
    title: جريدة الاختبار
"""
CONTENT = """
-- content/world/dam.md --
---
title: The dam holds
date: 2024-11-04
tags: [Floods]
authors: [Jane]
key: dam
slug: dam
---
Text. See [about](/about/).
-- content/world/dam.uk.md --
---
title: Гребля тримає
date: 2024-11-05
tags: [Floods]
authors: [Jane]
language: uk
key: dam
slug: dam
series: Щоденник
corrections: {date: 2024-11-06, text: Рік був інший.}
---
Текст.
-- content/world/dam.ar.md --
---
title: السد يصمد
date: 2024-11-06
authors: [Jane]
language: ar
key: dam
slug: dam
---
نص.
-- content/pages/about.md --
---
title: About
key: about
---
Who we are.
-- content/pages/about.uk.md --
---
title: Про нас
language: uk
slug: about
key: about
---
Хто ми.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Result:
    result = site(tmp_path_factory.mktemp("editions"), SETTINGS + CONTENT).build(NOW)
    assert result.report.published, "\n".join(map(str, result.report.problems))
    return result


def versions(result: Result, path: str) -> dict[str, str]:
    """The addresses that a page names for each language."""
    found = result.html(path).css("link[hreflang]")
    return {node.attributes["hreflang"] or "": node.attributes["href"] or "" for node in found}


def stories(result: Result, path: str) -> list[str]:
    return result.links(path, "main .teaser .headline a")


# What an edition has


@pytest.mark.parametrize(
    "page",
    (
        "", "archive/", "2024/", "2024/11/", "2024/11/dam/", "world/", "world/2024/", "tags/", "tags/floods/",
        "authors/jane/", "series/", "corrections/", "about/", "feeds/", "site-map/",
    ),
)  # fmt: skip
def test_an_edition_has_all_that_the_site_has(paper: Result, page: str) -> None:
    assert paper.has(f"{page}index.html")
    ours = paper.html(f"uk/{page}index.html").css_first("html")
    assert ours and (ours.attributes["lang"], ours.attributes["dir"]) == ("uk", "ltr")


def test_what_only_one_edition_has_stands_there_alone(paper: Result) -> None:
    assert paper.has("uk/series/shchodennik/index.html")
    assert not paper.has("series/shchodennik/index.html")
    assert paper.has("uk/corrections/2024/index.html")
    assert not paper.has("corrections/2024/index.html")
    assert not paper.has("ar/tags/floods/index.html")


@pytest.mark.parametrize("list_page", ["", "world/", "authors/jane/", "2024/11/"])
def test_one_slug_in_three_editions_is_three_articles(paper: Result, list_page: str) -> None:
    for folder in ("", "uk/", "ar/"):
        page = f"{folder}{list_page}index.html"
        assert stories(paper, page) == [f"/{folder}2024/11/dam/"], page


def test_the_interface_dates_and_direction_are_those_of_the_language(paper: Result) -> None:
    page = "uk/2024/11/dam/index.html"
    assert "5 листопада 2024" in paper.texts(page, ".published")[0]
    assert paper.texts(page, ".skip") != paper.texts("2024/11/dam/index.html", ".skip")
    arabic = paper.html("ar/2024/11/dam/index.html").css_first("html")
    assert arabic and (arabic.attributes["lang"], arabic.attributes["dir"]) == ("ar", "rtl")
    assert "نوفمبر" in paper.texts("ar/2024/11/dam/index.html", ".published")[0]


def test_names_are_those_of_the_edition_or_else_of_the_site(paper: Result) -> None:
    assert paper.texts("uk/world/index.html", "h1") == ["Світ"]
    assert paper.texts("uk/tags/floods/index.html", "h1") == ["Повені"]
    assert paper.texts("tags/floods/index.html", "h1") == ["Floods"]
    assert paper.texts("uk/index.html", "h1") == ["Тестова газета"]
    assert paper.texts("uk/index.html", "footer .copyright") == ["The Test Times Ltd"]


def test_navigation_stays_in_the_edition(paper: Result) -> None:
    for selector in ("header .nameplate a", ".sections a", "footer a"):
        links = paper.links("uk/2024/11/dam/index.html", selector)
        assert links and all(link.startswith("/uk/") for link in links), selector


def test_every_link_of_an_edition_leads_somewhere(paper: Result) -> None:
    for page in paper.pages:
        for link in paper.links(page, "a"):
            target = link.partition("#")[0]
            if target.startswith("/"):
                path = f"{target[1:]}index.html" if target.endswith("/") else target[1:]
                assert paper.has(path), (page, link)


def test_feeds_hold_the_articles_of_their_edition(paper: Result) -> None:
    assert [entry.link for entry in paper.feed("uk/feed.xml").entries] == [
        "https://example.org/uk/2024/11/dam/"
    ]
    assert [entry.link for entry in paper.feed().entries] == ["https://example.org/2024/11/dam/"]


# What links the editions


def test_readers_change_the_edition_on_every_page(paper: Result) -> None:
    for page in ("index.html", "uk/2024/11/dam/index.html", "ar/archive/index.html", "404.html"):
        assert paper.links(page, ".editions a") == ["/", "/uk/", "/ar/"]
        assert paper.texts(page, ".editions a") == ["English", "Українська", "العربية"]
        here = paper.links(page, ".editions a[aria-current]")
        assert here == [f"/{folder}/" if (folder := page.partition("/")[0]) in ("uk", "ar") else "/"]


def test_editions_of_one_language_are_told_apart_by_their_region(make: Make) -> None:
    regions = "-- site.yaml --\ntitle: T\nlanguage: pt-BR\nlanguages: {pt-PT: {}, en-GB: {}}\n"
    names = make(regions).build(NOW).texts("index.html", ".editions a")
    assert names == ["Português (Brasil)", "Português (Portugal)", "English"]


def test_a_site_in_one_language_has_no_switch(make: Make) -> None:
    assert make("").build(NOW).links("index.html", ".editions a") == []


ALL = ("en", "uk", "ar")


@pytest.mark.parametrize(
    ("page", "languages"),
    [("", ALL), ("archive/", ALL), ("tags/", ALL), ("2024/11/dam/", ALL), ("about/", ("en", "uk"))],
)
def test_versions_name_each_other_and_the_sites_own_for_all_other_languages(
    paper: Result, page: str, languages: tuple[str, ...]
) -> None:
    folders = {"en": "", "uk": "uk/", "ar": "ar/"}
    wanted = {each: f"https://example.org/{folders[each]}{page}" for each in languages}
    wanted["x-default"] = f"https://example.org/{page}"
    for each in languages:
        assert versions(paper, f"{folders[each]}{page}index.html") == wanted


def test_what_has_one_version_names_none(paper: Result) -> None:
    for page in ("tags/floods/index.html", "uk/series/shchodennik/index.html", "404.html"):
        assert versions(paper, page) == {}


# What keeps them apart


def test_an_edition_named_like_a_section_is_refused(make: Make) -> None:
    here = make("-- site.yaml --\ntitle: T\nsections: [uk]\nlanguages: {uk: {}}\n")
    result = here.build(NOW)
    assert not result.report.published
    assert [each.line for each in result.report.problems if each.severity is Severity.ERROR] == [2]


@pytest.mark.parametrize(
    ("path", "field"), [("content/world/a.md", "section: uk"), ("content/pages/uk.md", "label: news")]
)
def test_what_would_stand_in_the_place_of_an_edition_is_an_error(make: Make, path: str, field: str) -> None:
    here = make(f"{SETTINGS}-- {path} --\n---\ntitle: A\ndate: 2024-11-01\n{field}\n---\nText.\n")
    result = here.build(NOW)
    assert not result.report.published
    assert [found for found, _ in result.ruled(Severity.ERROR)] == [path]


def test_what_lies_in_the_folder_of_an_edition_belongs_to_it(make: Make) -> None:
    texts = "-- content/uk/world/a.md --\n---\ntitle: А\ndate: 2024-11-01\n---\nТекст.\n"
    result = make(SETTINGS + texts).build(NOW)
    assert stories(result, "uk/world/index.html") == ["/uk/2024/11/a/"]


@pytest.mark.parametrize("folder", ["pt-BR", "pt-br"])
def test_the_folder_of_an_edition_may_have_its_capitals(make: Make, folder: str) -> None:
    settings = "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: {pt-BR: {}}\n"
    here = make(f"{settings}-- content/{folder}/mundo/a.md --\n" + article("A"))
    result = here.put(f"content/pages/{folder}/sobre.md", article("Sobre").encode()).build(NOW)
    assert stories(result, "pt-br/mundo/index.html") == ["/pt-br/2024/11/a/"]
    assert result.has("pt-br/sobre/index.html")


# Editions come and go


def without(settings: str) -> str:
    """The settings without the Ukrainian edition."""
    start, end = settings.index("  uk:"), settings.index("  ar:")
    return settings[:start] + settings[end:]


def test_an_edition_that_is_removed_or_added_leaves_what_a_clean_build_leaves(make: Make) -> None:
    here = make(SETTINGS + CONTENT.replace("slug: dam\nseries", "slug: dam-uk\nseries").replace(
        "language: uk\nslug: about", "language: uk\nslug: about-uk"
    ))  # fmt: skip
    check(here, NOW)
    fewer = check(here.write(without(SETTINGS)), NOW)
    assert fewer.has("2024/11/dam-uk/index.html") and not fewer.has("uk/index.html")
    assert "uk" not in versions(fewer, "index.html")
    more = check(here.write(SETTINGS), NOW)
    assert more.has("uk/2024/11/dam-uk/index.html") and not more.has("2024/11/dam-uk/index.html")


def test_an_article_moves_with_its_language(make: Make) -> None:
    here = make(SETTINGS + CONTENT)
    check(here, NOW)
    text = (here.root / "content/world/dam.uk.md").read_text(encoding="utf-8")
    here.put("content/world/dam.uk.md", text.replace("language: uk", "draft: true\nlanguage: uk").encode())
    result = check(here, NOW)
    assert "uk" not in versions(result, "2024/11/dam/index.html")
    assert stories(result, "uk/index.html") == []
    assert result.has("uk/world/index.html") and not result.has("uk/authors/jane/index.html")


FOREIGN = """
-- content/world/aaa.md --
---
title: Das Wehr
date: 2024-11-11
language: de
key: dam
---
Text.
-- content/world/dam.md --
---
title: The dam
date: 2024-11-12
key: dam
---
Text.
"""


def test_of_the_articles_of_the_site_the_one_in_its_language_is_for_all_others(make: Make) -> None:
    result = make(FOREIGN).build()
    for page in ("aaa", "dam"):
        found = versions(result, f"2024/11/{page}/index.html")
        assert found["x-default"].endswith("/2024/11/dam/")
