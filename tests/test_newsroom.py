"""The sample newsroom as its readers meet it: what is there, what is held back, and that it is well made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from newsroom import ARTICLES, BASE, EDITIONS, NEXT_DAY, WITHHELD, at_noon, file_at, newsroom, url_of
from scale import SCALE, at_length
from selectolax.lexbor import LexborHTMLParser
from sites import Result
from test_quality_html import test_every_page_is_valid as validate
from tools import served, violations

from generator.interface import say
from generator.model import Severity

LIVE = "content/harbour/spring-tide.md"
NOTES = {
    ("content/harbour/ferry-winter-times.md", "withheld"),
    ("content/harbour/fish-market.txt", "leftover"),
    ("content/harbour/new-lifeboat.md", "withheld"),
    ("content/harbour/north-mole-holds.md", "withheld-link"),
    ("content/town/draft-budget-leak.md", "withheld"),
    ("front.yaml", "story-withheld"),
}


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return at_noon(tmp_path_factory.mktemp("gazette"))


@pytest.fixture(scope="module")
def next_day(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return newsroom(tmp_path_factory.mktemp("next-day")).build(now=NEXT_DAY, frozen=True)


@pytest.fixture(scope="module")
def address(gazette: Result) -> Iterator[str]:
    with served(gazette.output) as found:
        yield found


def test_there_are_notes_and_no_other_problems(gazette: Result) -> None:
    assert [each for each in gazette.report.problems if each.severity is not Severity.NOTE] == []
    found = gazette.ruled(Severity.NOTE)
    assert {each for each in found if each[0] != LIVE} == NOTES


def test_every_article_is_published(gazette: Result) -> None:
    assert [path for path in ARTICLES if not gazette.has(f"{path}/index.html")] == []
    articles = {path for path in gazette.pages if re.match(r"(?:uk/|ar/)?\d{4}/\d\d/[^/]+/index", path)}
    assert {path.removesuffix("/index.html") for path in articles} == ARTICLES.keys()


def test_nothing_withheld_is_anywhere(gazette: Result) -> None:
    texts = {path: data.decode("utf-8", "ignore") for path, data in gazette.files.items()}
    texts = {path: f"{unquote(path)}\n{text}" for path, text in texts.items()}
    leaks = [(word, path) for path, text in texts.items() for word in WITHHELD if word in text]
    assert leaks == []


def test_the_next_day_brings_what_was_withheld(next_day: Result) -> None:
    assert next_day.has("2026/11/new-lifeboat/index.html")
    assert next_day.html("2026/11/spring-tide/index.html").css_first("#t-20261120-1430")
    assert "2026/11/new-lifeboat" in next_day.text("index.html")
    assert "2026/11/new-lifeboat" in next_day.text("2026/11/north-mole-holds/index.html")


@pytest.mark.java
def test_every_page_is_valid(gazette: Result) -> None:
    validate(gazette)


@pytest.mark.browser
@pytest.mark.torture
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=at_length)])
def test_no_accessibility_violation(gazette: Result, browser: Any, address: str, scheme: str) -> None:
    some = samples(gazette)[:: 2 if SCALE == "test" else 1]
    assert violations(browser, address, some, 390, scheme) == {}


@pytest.mark.browser
def test_every_page_fits_a_phone_in_silence(gazette: Result, browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: answer.status < 400 or noise.append(f"{answer.status}: {answer.url}"))
    for path in samples(gazette):
        page.goto(f"{address}/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        noise += [f"{path} is {wide} px wide at 320 px"] if wide > 320 else []
    page.close()
    assert not noise, noise


def samples(built: Result) -> list[str]:
    """Every article, and one page of each other kind in each language."""
    found = {}
    for path in built.pages:
        place = path.removesuffix("index.html")
        kind = re.sub(r"(?<=tags/|hors/|ries/)[^/]+", "*", re.sub(r"\d+", "0", place))
        found.setdefault(place if place.rstrip("/") in ARTICLES else kind, place)
    return list(found.values())


def test_every_address_of_the_site_leads_somewhere(gazette: Result) -> None:
    @cache
    def ids(url: str) -> frozenset[str]:
        tree = LexborHTMLParser(file_at(gazette, url) or b"")
        return frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))

    broken = []
    for page in gazette.pages:
        for url in own_addresses(gazette, page):
            target, _, fragment = url.partition("#")
            there = file_at(gazette, target) is not None
            if not there or (fragment and unquote(fragment) not in ids(target)):
                broken.append(f"{page}: {url}")
    assert broken == []


def own_addresses(built: Result, page: str) -> Iterator[str]:
    """Every address of the site that a page links to, loads, or gives in its head."""
    tree = built.html(page)
    written = [node.attributes[name] or "" for name in ("href", "src") for node in tree.css(f"[{name}]")]
    written += [node.attributes["content"] or "" for node in tree.css(f"meta[content^='{BASE}']")]
    yield from (url for url in (urljoin(url_of(page), each) for each in written) if url.startswith(BASE))


def test_the_front_page_is_as_the_editors_want_it(gazette: Result, next_day: Result) -> None:
    urls = list(dict.fromkeys(gazette.links("index.html", "main article .headline a")))
    assert urls[:3] == [
        "/2026/11/north-mole-holds/",
        "/2026/11/the-wall-money-4-what-a-metre-costs/",
        "/2026/11/spring-tide/",
    ]
    text = gazette.text("index.html")
    assert "Spring tide at 14:30 today" in text and "follow the count" not in text
    assert "After the surge" in text and "Weekend" not in text
    later = next_day.text("index.html")
    assert "Spring tide at 14:30 today" not in later and "Weekend" in later


def test_the_front_page_of_an_edition_is_its_own(gazette: Result) -> None:
    urls = list(dict.fromkeys(gazette.links("uk/index.html", "main article .headline a")))
    assert urls[:2] == ["/uk/2026/11/pivnichnyi-mol-vytrymav/", "/uk/2026/11/klas-de-rakhuiut-pryplyvy/"]
    assert all(url.startswith("/ar/") for url in gazette.links("ar/index.html", "main article .headline a"))


@pytest.mark.parametrize(
    ("edition", "language", "direction"), [("", "en-GB", "ltr"), ("uk/", "uk", "ltr"), ("ar/", "ar", "rtl")]
)
def test_an_edition_speaks_its_language(gazette: Result, edition: str, language: str, direction: str) -> None:
    for path in ("", "about/", "archive/", "harbour/", "harbour/2026/", "tags/", "tags/floods/", "2026/11/"):
        html = gazette.html(f"{edition}{path}index.html").css_first("html")
        assert html is not None
        assert (html.attributes["lang"], html.attributes["dir"]) == (language, direction), (edition, path)


TRANSLATIONS = (
    ("2026/11/north-mole-holds/", "uk/2026/11/pivnichnyi-mol-vytrymav/", "ar/2026/11/al-rasif-al-shamali/"),
    (
        "2026/10/how-flood-warnings-work/",
        "uk/2026/10/poperedzhennia-pro-povin/",
        "ar/2026/10/indharat-al-fayadan/",
    ),
    ("about/", "uk/about/", "ar/about/"),
)


def test_translations_name_each_other_and_themselves(gazette: Result) -> None:
    for group in TRANSLATIONS:
        for path in group:
            links = gazette.html(f"{path}index.html").css("head link[rel=alternate][hreflang]")
            named = {node.attributes["hreflang"]: node.attributes["href"] for node in links}
            named.pop("x-default", None)
            expected = {name: BASE + other for name, other in zip(("en-GB", "uk", "ar"), group, strict=True)}
            assert named == expected, path


def test_heads_tell_who_owns_a_page(gazette: Result) -> None:
    for path in ARTICLES:
        tree = gazette.html(f"{path}/index.html")
        canonical = [node.attributes["href"] for node in tree.css("link[rel=canonical]")]
        elsewhere = "https://coastal-review.example/2026/archive-of-knots"
        assert canonical == [elsewhere if path.endswith("archive-of-knots") else f"{BASE}{path}/"], path
        named = {
            node.attributes.get("property") or node.attributes.get("name"): node.attributes["content"]
            for node in tree.css("meta[content]")
        }
        assert named["og:type"] == "article" and named["og:url"] == canonical[0]
        assert named["article:published_time"] and named["article:section"]
        assert named["twitter:card"] in ("summary", "summary_large_image")
        assert "max-image-preview:large" in (named["robots"] or "")


def test_corrections_of_every_kind_stand_on_one_page(gazette: Result) -> None:
    text = " ".join(gazette.texts("corrections/index.html", "main"))
    for words in ("It was 5.48 metres", "majority is needed to borrow", "assembly point", "training course"):
        assert words in text, words
    assert "training course" in " ".join(gazette.texts("2026/10/library-sale/index.html", "main"))


def test_an_article_tells_how_it_was_made(gazette: Result) -> None:
    text = " ".join(gazette.texts("2026/11/north-mole-holds/index.html", "main"))
    for words in ("Heights are those of the gauge", "Read every ten minutes", "Log of the harbour master"):
        assert words in text, words
    links = gazette.links("2026/11/north-mole-holds/index.html")
    assert "https://tides.example/saltmouth" in links and "/verification/" in links


def test_a_part_of_a_series_leads_to_the_others(gazette: Result) -> None:
    links = gazette.links("2026/11/the-wall-money-3-reports/index.html")
    assert "/2026/11/the-wall-money-2-the-car-park/" in links
    assert "/2026/11/the-wall-money-4-what-a-metre-costs/" in links
    assert "/series/the-wall-money/" in links
    assert "/tags/floods/" in gazette.links("2026/11/build-inland/index.html")


def test_labels_stand_where_articles_are_listed(gazette: Result) -> None:
    listed = gazette.texts("comment/index.html", "main .label")
    assert {say("en", "label.satire"), say("en", "label.opinion"), "Letter"} <= set(listed)
    assert say("uk", "label.explainer") in gazette.texts("uk/town/index.html", "main .label")


def test_an_old_article_says_how_old_it_is(gazette: Result) -> None:
    notice = say("en", "age", count=3)
    assert notice in gazette.text("2019/06/breakwater-opens/index.html")
    assert notice not in gazette.text("2026/11/north-mole-holds/index.html")


def test_pages_for_finding_ones_way_are_there(gazette: Result) -> None:
    pages = ("corrections/", "corrections/2026/", "feeds/", "series/", "series/the-wall-money/", "site-map/")
    assert [path for path in pages if not gazette.has(f"{path}index.html")] == []


def test_what_is_paid_for_says_so_in_its_links(gazette: Result) -> None:
    page = gazette.html("2026/11/oyster-week/index.html")
    rels = {node.attributes["href"]: node.attributes.get("rel") or "" for node in page.css("main .prose a")}
    paid = [url for url, rel in rels.items() if "sponsored" in rel.split()]
    assert paid == ["https://oysters.example/week", "https://oysters.example/ice-house"]
    assert "/2026/11/the-keeper-who-stayed/" in rels


def test_every_page_can_be_reached_from_the_front_page(gazette: Result) -> None:
    reached, waiting = set[str](), [f"{edition}index.html" for edition in EDITIONS]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.endswith(".html"):
            continue
        reached.add(page)
        for link in gazette.links(page, "a"):
            url = urljoin(url_of(page), link).partition("#")[0]
            path = unquote(url.removeprefix(BASE)) if url.startswith(BASE) else ""
            target = f"{path}index.html" if not path or path.endswith("/") else path
            waiting += [target] if gazette.has(target) else []
    assert set(gazette.pages) - reached <= {"404.html"}
