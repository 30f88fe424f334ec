"""The sample newsroom as machines read it: feeds, sitemaps, structured data, and files at fixed places."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree
from newsroom import ARTICLES, BASE, NOW, at_noon, file_at, url_of
from sites import Result
from standards.articles import check_article, check_breadcrumbs, is_article
from standards.feeds import check_feed
from standards.json_ld import Node, check_json_ld, documents, nodes, types_of
from standards.manifest import check_manifest
from standards.opml import check_opml, subscriptions
from standards.sitemaps import NEWS, check_news_sitemap, check_sitemap, locations
from standards.values import moment
from standards.wellknown import check_robots, check_security, robots

TYPES = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""The names of feeds, with their media types."""
XML = ("feed.xml", "atom.xml")
LISTS = (
    "", "harbour/", "town/", "culture/", "life/", "comment/", "tags/floods/", "tags/harbour-wall/",
    "authors/nell-hargreave/", "authors/samir-haddad/", "series/the-wall-money/", "corrections/",
    "2026/11/quay-ward-count/", "2026/11/spring-tide/",
    "uk/", "uk/harbour/", "uk/tags/floods/", "ar/", "ar/life/", "ar/authors/samir-haddad/",
)  # fmt: skip
"""Pages that have feeds of their own."""

POLICIES = {
    "actionableFeedbackPolicy": "contact/",
    "correctionsPolicy": "corrections-policy/",
    "diversityPolicy": "diversity/",
    "ethicsPolicy": "ethics/",
    "masthead": "masthead/",
    "missionCoveragePrioritiesPolicy": "about/",
    "noBylinesPolicy": "ethics/#articles-without-a-byline",
    "ownershipFundingInfo": "ownership/",
    "publishingPrinciples": "principles/",
    "unnamedSourcesPolicy": "ethics/#unnamed-sources",
    "verificationFactCheckingPolicy": "verification/",
}
"""The pages on how the newsroom works, by their schema.org property."""


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return at_noon(tmp_path_factory.mktemp("gazette"))


def feeds(built: Result) -> list[str]:
    return [path for path in built.files if path.rpartition("/")[2] in TYPES]


def structured(built: Result, path: str) -> list[Node]:
    return documents(built.text(path))


def article_of(built: Result, path: str) -> Node:
    """The one article that a page is about."""
    (found,) = (node for node in structured(built, f"{path}/index.html") if is_article(node))
    return found


# --- feeds ---


def test_every_list_has_its_feeds(gazette: Result) -> None:
    assert [path + name for path in LISTS for name in TYPES if not gazette.has(path + name)] == []


def test_every_feed_keeps_to_its_standard(gazette: Result) -> None:
    findings = {path: check_feed(gazette.files[path], url_of(path)) for path in feeds(gazette)}
    assert {path: found for path, found in findings.items() if found} == {}


def test_feeds_of_one_list_tell_the_same(gazette: Result) -> None:
    for path in LISTS:
        rss, atom = (gazette.feed(path + name).entries for name in XML)
        items = json.loads(gazette.text(f"{path}feed.json"))["items"]
        titles = [[each.get("title") for each in entries] for entries in (rss, atom, items)]
        assert titles[0] == titles[1] == titles[2] != [], path


def test_feeds_have_the_newest_first_and_nothing_to_come(gazette: Result) -> None:
    for path in LISTS:
        items = json.loads(gazette.text(f"{path}feed.json"))["items"]
        dates = [moment(item["date_published"]) for item in items]
        assert all(date and date <= NOW for date in dates), path
        assert dates == sorted(dates, key=lambda date: date or NOW, reverse=True), path


def test_feeds_speak_the_language_of_their_edition(gazette: Result) -> None:
    for path, language in (("", "en-GB"), ("uk/", "uk"), ("ar/", "ar"), ("ar/life/", "ar")):
        assert json.loads(gazette.text(f"{path}feed.json"))["language"] == language
        assert gazette.feed(f"{path}feed.xml").feed.language.lower() == language.lower()


def test_feeds_name_the_hub(gazette: Result) -> None:
    for path in ("", "harbour/", "uk/"):
        for name in XML:
            hubs = [link.href for link in gazette.feed(path + name).feed.links if link.rel == "hub"]
            assert hubs == ["https://hub.example/"], path + name
        assert json.loads(gazette.text(f"{path}feed.json"))["hubs"][0]["url"] == "https://hub.example/"


def test_feeds_carry_pictures_labels_and_paid_links(gazette: Result) -> None:
    surge = next(each for each in gazette.feed("feed.xml").entries if "North mole" in each.title)
    (picture,) = surge.media_content
    assert file_at(gazette, picture["url"]) and picture["type"] == "image/jpeg"
    satire = next(each for each in gazette.feed("comment/feed.xml").entries if "Gulls" in each.title)
    assert "Satire" in satire.title or "Satire" in [tag.term for tag in satire.tags]
    paid = next(each for each in gazette.feed("harbour/feed.xml").entries if "oysters" in each.title)
    assert re.search(r'href="https://oysters.example/week"[^>]*sponsored', paid.content[0].value)


def test_every_feed_that_a_page_announces_is_there(gazette: Result) -> None:
    for page in gazette.pages:
        found = gazette.html(page).css("head link[rel=alternate][type]")
        assert found or page == "404.html", page
        for node in found:
            url = urljoin(url_of(page), node.attributes["href"] or "")
            assert file_at(gazette, url) is not None, (page, url)
            assert node.attributes["type"] == TYPES[url.rpartition("/")[2]] and node.attributes["title"], page


def test_one_list_names_all_feeds(gazette: Result) -> None:
    data = gazette.files["feeds/feeds.opml"]
    assert check_opml(data) == []
    listed = {unquote(url) for url in subscriptions(data)}
    assert {f"{BASE}{path}feed.xml" for path in LISTS if not path.startswith("2026/")} <= listed
    assert all(file_at(gazette, url) is not None for url in listed)


# --- structured data ---


def test_structured_data_keeps_to_the_vocabulary(gazette: Result) -> None:
    findings = {path: check_json_ld(gazette.text(path)) for path in gazette.pages}
    assert {path: found for path, found in findings.items() if found} == {}


@pytest.mark.parametrize(("path", "kind"), ARTICLES.items())
def test_an_article_says_what_it_is(gazette: Result, path: str, kind: str) -> None:
    node = article_of(gazette, path)
    assert types_of(node) == [kind]
    assert check_article(node) == []
    heading = " ".join(gazette.texts(f"{path}/index.html", "main h1"))
    assert " ".join(node["headline"].split()) in heading
    found = nodes(structured(gazette, f"{path}/index.html"))
    (crumbs,) = (each for each in found if types_of(each) == ["BreadcrumbList"])
    assert check_breadcrumbs(crumbs) == []


def test_an_article_names_its_picture(gazette: Result) -> None:
    (picture, *_) = article_of(gazette, "2026/11/north-mole-holds")["image"]
    url = picture if isinstance(picture, str) else picture["url"]
    assert "north-mole-surge" in url and file_at(gazette, url) is not None
    assert "image" not in article_of(gazette, "2026/11/after-the-count")


def test_dates_follow_updates_and_corrections(gazette: Result) -> None:
    found = article_of(gazette, "2026/11/council-votes-on-pumps")
    published, modified = moment(found["datePublished"]), moment(found["dateModified"])
    assert published == dt.datetime(2026, 11, 17, 21, 40, tzinfo=dt.UTC)
    assert modified == dt.datetime(2026, 11, 18, 11, 0, tzinfo=dt.UTC)


def test_corrections_are_told(gazette: Result) -> None:
    found = article_of(gazette, "2026/11/council-votes-on-pumps")["correction"]
    assert [each["@type"] for each in found] == ["CorrectionComment"] * 2
    assert "£31,000 together" in found[1]["text"] and moment(found[1]["datePublished"])
    retracted = article_of(gazette, "2026/10/library-sale")
    assert "training course" in json.dumps(retracted["correction"]) and "image" not in retracted


def test_what_must_be_paid_for_says_so(gazette: Result) -> None:
    free = {path: article_of(gazette, path)["isAccessibleForFree"] for path in ARTICLES}
    assert [path for path, value in free.items() if not value] == ["2026/11/the-wall-money-3-reports"]


def test_a_live_blog_tells_its_entries(gazette: Result) -> None:
    found = article_of(gazette, "2026/11/quay-ward-count")
    times = [moment(each["datePublished"]) for each in found["liveBlogUpdate"]]
    assert len(times) == 5 and times == sorted(times, key=lambda time: time or NOW, reverse=True)
    assert moment(found["coverageEndTime"]) == dt.datetime(2026, 11, 13, 2, 10, tzinfo=dt.UTC)
    page = gazette.html("2026/11/quay-ward-count/index.html")
    for each in found["liveBlogUpdate"]:
        assert page.css_first(f"#{each['url'].partition('#')[2]}"), each["url"]
    assert "coverageEndTime" not in article_of(gazette, "2026/11/spring-tide")


def test_the_front_page_tells_who_publishes_it(gazette: Result) -> None:
    found = {kind: node for node in nodes(structured(gazette, "index.html")) for kind in types_of(node)}
    organisation = found["NewsMediaOrganization"]
    assert found["WebSite"]["url"] == BASE
    assert organisation["name"] == "The Saltmouth Gazette" and organisation["foundingDate"] == "1887-04-02"
    assert {name: organisation.get(name) for name in POLICIES} == {
        name: BASE + path for name, path in POLICIES.items()
    }


def test_an_author_page_tells_who_it_is_about(gazette: Result) -> None:
    found = list(nodes(structured(gazette, "authors/nell-hargreave/index.html")))
    page = next(node for node in found if types_of(node) == ["ProfilePage"])
    person = next(node for node in nodes(page) if types_of(node) == ["Person"])
    assert person["name"] == "Nell Hargreave" and person["jobTitle"] == "Harbour correspondent"
    assert person["sameAs"] == ["https://social.example/@nell", "https://photos.example/nell-hargreave"]


# --- sitemaps and fixed places ---


def test_the_sitemaps_are_valid_and_list_every_page_once(gazette: Result) -> None:
    index = gazette.files["sitemap.xml"]
    assert check_sitemap(index, f"{BASE}sitemap.xml") == []
    listed: list[str] = []
    for url in locations(index):
        data = file_at(gazette, url)
        assert data is not None, url
        assert check_sitemap(data, url) == [], url
        if not url.endswith("sitemap-news.xml"):
            listed += map(unquote, locations(data))
    assert len(listed) == len(set(listed))
    assert [url for url in listed if file_at(gazette, url) is None] == []
    articles = {f"{BASE}{path}/" for path in ARTICLES if not path.endswith("archive-of-knots")}
    assert articles <= set(listed)
    assert {f"{BASE}sitemaps/2026-11.xml", f"{BASE}sitemaps/2019-06.xml"} <= set(locations(index))


def test_the_news_sitemap_has_the_last_two_days(gazette: Result) -> None:
    data = gazette.files["sitemap-news.xml"]
    assert check_news_sitemap(data, f"{BASE}sitemap-news.xml", NOW) == []
    expected = {
        "2026/11/north-mole-holds/", "uk/2026/11/pivnichnyi-mol-vytrymav/", "ar/2026/11/al-rasif-al-shamali/",
        "2026/11/spring-tide/", "2026/11/build-inland/", "2026/11/letter-from-a-lodger/",
    }  # fmt: skip
    assert {url.removeprefix(BASE) for url in locations(data)} == expected
    names = {node.text for node in etree.fromstring(data).iter(f"{NEWS}language")}
    assert names == {"en", "uk", "ar"}


def test_robots_are_told_the_policy(gazette: Result) -> None:
    text = gazette.text("robots.txt")
    assert check_robots(text) == []
    parser = robots(text)
    for robot in ("GPTBot", "CCBot", "ClaudeBot", "Google-Extended"):
        assert not parser.can_fetch(robot, f"{BASE}2026/11/north-mole-holds/"), robot
    for robot in ("Googlebot", "Googlebot-News", "bingbot", "anything"):
        assert parser.can_fetch(robot, f"{BASE}2026/11/north-mole-holds/"), robot
        assert not parser.can_fetch(robot, f"{BASE}private/notes.html"), robot
    assert f"{BASE}sitemap.xml" in (parser.site_maps() or [])


def test_security_contacts_are_there(gazette: Result) -> None:
    path = ".well-known/security.txt"
    assert check_security(gazette.files[path], BASE + path, NOW) == []
    assert "Contact: mailto:security@gazette.example" in gazette.text(path)


def test_the_site_can_be_kept_on_a_phone(gazette: Result) -> None:
    path = "site.webmanifest"
    assert check_manifest(gazette.files[path], BASE + path, lambda url: file_at(gazette, url)) == []
    linked: list[Any] = gazette.html("index.html").css("head link[rel=manifest]")
    assert [urljoin(BASE, node.attributes["href"]) for node in linked] == [BASE + path]
