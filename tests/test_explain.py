"""`broadsheet explain`: what a page reads, and why it was last made; and the words for it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from sites import Site, article

from generator import addresses, explain
from generator.reasons import CHANGED, NEW, Reason
from generator.rows import LAST, Read

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
CONFIG = "title: T\nbase_url: https://example.org/news/\n"
TWO = (
    f"-- site.yaml --\n{CONFIG}"
    f"-- content/world/a.md --\n{article('A', tags='[Rail]')}"
    f"-- content/world/b.md --\n{article('B', '2024-11-12', tags='[Rail]')}"
)
UTC = dt.UTC


def asked(here: Site, given: str) -> tuple[int, dict[str, Any]]:
    done = here.run("explain", given, "--json")
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def lines(facts: dict[str, Any], title: str) -> list[str]:
    return next((group["lines"] for group in facts["reads"] if group["title"] == title), [])


@pytest.mark.parametrize(
    "given",
    [
        "https://example.org/news/2024/11/a/",
        "https://example.org/news/2024/11/a",
        "https://example.org/news/2024/11/a/index.html",
        "/news/2024/11/a/",
        "/2024/11/a/",
        "/2024/11/a/?from=feed#top",
        "2024/11/a/index.html",
        "{root}/public/2024/11/a/index.html",
        "content/world/a.md",
        "{root}/content/world/a.md",
    ],
)
def test_a_page_by_any_of_its_names(make: Make, given: str) -> None:
    here = make(TWO)
    here.build()
    code, facts = asked(here, given.format(root=here.root))
    assert code == 0
    assert (facts["file"], facts["source"], facts["url"]) == (
        "2024/11/a/index.html",
        "content/world/a.md",
        "/2024/11/a/",
    )


def test_what_an_article_reads(make: Make) -> None:
    here = make(TWO)
    here.build()
    _, facts = asked(here, "/2024/11/a/")
    assert (facts["kind"], facts["state"]) == ("the page of an article", "as it should be")
    assert facts["reason"] == "it was not there before"
    assert lines(facts, "Its article") == ["content/world/a.md"]
    assert lines(facts, "Template") == ["templates/article.html, with all that it is made of"]
    assert "the section world: the articles from 2024-11-11 00:00 to 2024-11-12 00:00" in lines(
        facts, "Lists"
    )
    assert "the tag rail: the articles before 2024-11-11 00:00" in lines(facts, "Lists")
    assert {"section: world", "tag: rail"} <= set(lines(facts, "Names"))
    assert "base_url" in lines(facts, "Settings in site.yaml")[-1]


def test_the_reason_of_the_last_rebuild(make: Make) -> None:
    here = make(TWO)
    here.build()
    here.put("content/world/b.md", article("New", "2024-11-12", tags="[Rail]", slug="b").encode())
    here.build()
    reasons = {url: asked(here, url)[1]["reason"] for url in ("/2024/11/b/", "/tags/rail/", "/2024/11/a/")}
    assert reasons["/2024/11/b/"] == "content/world/b.md changed, and this is its page"
    assert reasons["/tags/rail/"] == (
        "content/world/b.md changed, and this page shows the part of the tag rail where it stands"
    )
    assert reasons["/2024/11/a/"].startswith("content/world/b.md changed, and this page shows the part of ")
    here.put("templates/404.html", b"Gone")
    here.build()
    assert (
        asked(here, "/404.html")[1]["reason"] == "the template 404.html, or one that it is made of, changed"
    )


def test_it_is_told_to_a_person(make: Make) -> None:
    here = make(TWO)
    here.build()
    told = here.run("explain", "/").stdout
    assert told.startswith("/\nThis is the front page; it is as it should be.\nIts file is ")
    assert "\nIt was last made because it was not there before.\n" in told
    assert "\nTemplate:\n  templates/home.html, with all that it is made of\n" in told
    assert "All that it reads" not in told
    raw = here.run("explain", "/", "-v").stdout
    assert "\n  template home.html\n" in raw and "\n  list archive/ " in raw


def test_pictures_static_files_and_lists(make: Make) -> None:
    here = make(TWO)
    here.build()
    assert asked(here, "static/favicon.svg")[1]["kind"] == "the static file static/favicon.svg"
    assert asked(here, "/news/tags/rail/feed.xml")[1]["kind"] == "the feed of the tag rail"
    assert asked(here, "/2024/11/")[1]["kind"] == "2024-11 of all articles"


def test_what_is_not_there_comes_with_the_nearest(make: Make) -> None:
    here = make(TWO)
    here.build()
    code, facts = asked(here, "/tags/rial/")
    assert (code, facts["near"][0]) == (1, "/tags/rail/")
    done = here.run("explain", "https://elsewhere.example/2024/11/a/")
    assert done.returncode == 1 and "Nothing in this site is at https://elsewhere" in done.stderr


def test_an_article_without_a_page(make: Make) -> None:
    here = make(
        "-- content/world/d.md --\n---\ntitle: D\ndraft: true\n---\nText.\n"
        "-- content/world/e.md --\n---\ntitle: E\ndate: never\n---\nText.\n"
    )
    here.build(keep_going=True)
    for path, why in (("content/world/d.md", "it is a draft"), ("content/world/e.md", "it has errors")):
        code, facts = asked(here, path)
        assert code == 1 and why in facts["message"]


def test_it_builds_nothing(make: Make) -> None:
    here = make(TWO)
    done = here.run("explain", "/")
    assert done.returncode == 1 and "run `broadsheet build` first" in done.stderr
    assert not (here.root / ".broadsheet").exists() and not (here.root / "public").exists()
    here.build()
    here.put("content/world/c.md", article("C").encode())
    assert asked(here, "/2024/11/c/")[0] == 1
    assert here.build().report.changed == 1


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("https://example.org/news/", "index.html"),
        ("https://example.org/news", "index.html"),
        ("/", "index.html"),
        ("/tags/%E6%97%A5/", "tags/日/index.html"),
        ("/tags/日", "tags/日/index.html"),
        ("/feed.xml", "feed.xml"),
    ],
)
def test_places_of_an_address(given: str, place: str) -> None:
    assert place in addresses.places(given, "https://example.org/news/")


def test_addresses_of_other_sites_have_no_place() -> None:
    assert addresses.places("https://example.com/news/", "https://example.org/news/") == ()
    assert addresses.places("ftp://example.org/news/", "https://example.org/news/") == ()


def test_the_nearest_is_looked_for_in_the_same_folder_first() -> None:
    known = ["tags/rail/index.html", "2024/11/rail/index.html", "index.html"]
    assert addresses.nearest("2024/11/rial/index.html", known) == ["2024/11/rail/index.html"]
    assert addresses.nearest("xyz/qqq.pdf", known) == []


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(NEW), "it was not there before"),
        (Reason(CHANGED, "setting", ("title",), "site.yaml"), "`title` in site.yaml changed"),
        (Reason(CHANGED, "author", ("ann",), "site.yaml"), "the author ann in site.yaml changed"),
        (Reason(CHANGED, "tag", ("", "rail")), "the tag rail in site.yaml changed"),
        (
            Reason(CHANGED, "section", ("uk", "world")),
            "the section world of the edition uk in site.yaml changed",
        ),
        (Reason(CHANGED, "series", ("", "walls")), "the series walls in site.yaml changed"),
        (Reason(CHANGED, "edition", ("",)), "the site as a whole in site.yaml changed"),
        (Reason(CHANGED, "label", ("tag", "rail")), "the name of the tag rail in site.yaml changed"),
        (
            Reason(CHANGED, "location", ("content/b.md",), "content/b.md"),
            "content/b.md changed, and this page links to it",
        ),
        (Reason(CHANGED, "location", ("/x/",)), "what stands at /x/ changed"),
        (Reason(CHANGED, "page", ("/tags/x/",)), "the page /tags/x/ came or went, and this page links to it"),
        (Reason(CHANGED, "asset", ("site.css",)), "static/site.css changed"),
        (Reason(CHANGED, "picture", ("content/a.png",)), "content/a.png changed"),
        (
            Reason(CHANGED, "month count", ("tag", "rail", "2024")),
            "there are more or fewer of the articles in each month of 2024 of the tag rail",
        ),
        (
            Reason(CHANGED, "beside", ("content/a.mp3",), "content/a.vtt"),
            "content/a.vtt came or went, beside content/a.mp3",
        ),
        (Reason(CHANGED, "list key", ("section",)), "there are more or fewer of the sections with articles"),
    ],
)  # fmt: skip
def test_reasons_in_words(reason: Reason, words: str) -> None:
    assert explain.reason_in_words(reason, "content/a.md") == words


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("article", ("content/a.md",), "the page of an article"),
        ("page", ("content/pages/about.md",), "a plain page"),
        ("static file", ("site.css",), "the static file static/site.css"),
        ("media file", ("content/a.pdf",), "the file content/a.pdf"),
        ("recording", ("content/a.mp3",), "the file content/a.mp3"),
        ("social card", ("content/a.md",), "the card for social media of content/a.md"),
        ("picture", ("content/a.png",), "all that is made of the picture content/a.png"),
        ("list", ("tag", "rail"), "the list of the tag rail"),
        ("feed", ("tag", "rail"), "the feed of the tag rail"),
        ("period", ("tag", "rail", "2024", "11"), "2024-11 of the tag rail"),
        ("home", (), "the front page"),
        ("tags", (), "the index of all tags"),
        ("not found", (), "the page for addresses that lead nowhere"),
        ("web manifest", (), "the web manifest"),
    ],
)
def test_kinds_in_words(kind: str, key: tuple[str, ...], words: str) -> None:
    assert explain.kind_in_words(kind, key) == words


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (Read("beside", ("content/a.mp3",)), "what lies beside content/a.mp3"),
        (Read("rendition count", ("content/a.png",)), "the uses of content/a.png in articles"),
        (Read("rendition key", ()), "the uses of pictures in articles"),
        (Read("media key", ()), "the files that articles link to"),
        (Read("list", ("tag", "rail"), shape="card"), "the tag rail: every article"),
        (
            Read("list", ("archive", ""), "20241111143000 content/a.md", LAST, "article"),
            "all articles: the articles from 2024-11-11 14:30 on, with their full text",
        ),
        (
            Read("list", ("tag", "rail"), "20241101000000", "20241111143000 content/a.md\x01", "card"),
            "the tag rail: the articles from 2024-11-01 00:00 to 2024-11-11 14:30",
        ),
        (Read("month count", ("section", "world")), "the articles in each month of the section world"),
        (
            Read("month key", ("tag", "rail"), "2024\x1f10", "2024\x1f11"),
            "the months of the tag rail, before 2024-11",
        ),
        (Read("month key", ("tag", "rail"), f"2024\x1f{LAST}"), "the months of the tag rail, after 2024"),
        (Read("picture", ("/about/",)), "/about/"),
        (Read("picture", ("content/a.png",)), "content/a.png"),
        (Read("asset", ("site.css",)), "static/site.css"),
        (Read("setting", ("title",)), "values: title"),
        (Read("media key", ("content/a.png",)), "the articles that link to content/a.png"),
    ],
)  # fmt: skip
def test_reads_in_words(read: Read, line: str) -> None:
    assert [group.lines for group in explain.groups([read], "", UTC)] == [(line,)]


def test_times_are_those_of_the_site() -> None:
    read = Read("list", ("tag", "rail"), "20241231233000", LAST, "card")
    zone = dt.timezone(dt.timedelta(hours=1))
    (group,) = explain.groups([read], "", zone)
    assert group.lines == ("the tag rail: the articles from 2025-01-01 00:30 on",)
