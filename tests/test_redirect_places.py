"""Aliases and redirects in the place of something else: an error where they are written, and no more."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from sites import CONFIG, Site

from generator.ledger import NAME
from generator.settings.loader import load_config

Make = Callable[[str], Site]
GOOD = "-- content/news/good.md --\n---\ntitle: Good\ndate: 2024-01-01\n---\nText.\n"
CAFE, APART = (unicodedata.normalize(form, "/café/") for form in ("NFC", "NFD"))


def with_aliases(make: Make, *aliases: str, settings: str = "") -> Site:
    """A site with a good article, and with another that has aliases, one a line from the fifth on."""
    written = "".join(f"- {each}\n" for each in aliases)
    other = (
        f"-- content/news/other.md --\n---\ntitle: Other\ndate: 2024-01-02\naliases:\n{written}---\nText.\n"
    )
    return make(f"-- site.yaml --\n{CONFIG}{settings}{GOOD}{other}")


TAKEN = {
    "/2024/01/GOOD/": "/2024/01/good/",
    "/News/": "/news/",
    "/INDEX.html": "/",
    "/index.html/": "/",
    "/feed.xml/": "/feed.xml",
    "/feed.xml/x/": "/feed.xml",
    "/404.html/": "/404.html",
    "/robots.txt/x/": "/robots.txt",
}


def test_an_alias_in_the_place_of_a_file_is_refused_alone(make: Make) -> None:
    here = with_aliases(make, *TAKEN, "/fine/")
    found = here.build(keep_going=True)
    said = {each.line: (each.rule, each.message) for each in found.report.problems}
    assert said == {
        line: ("alias-taken", f"The alias {alias} is a page that would lie in the place of {place}")
        for line, (alias, place) in enumerate(TAKEN.items(), 5)
    }
    assert found.has("fine/index.html") and found.has("2024/01/good/index.html")
    again, clean = here.build(keep_going=True), here.build(keep_going=True, output="clean")
    assert again.report.problems == clean.report.problems == found.report.problems
    assert again.files == clean.files == found.files


@pytest.mark.parametrize("pair", [("/Foo/", "/foo/"), ("/a.html", "/a.html/b/"), (APART, CAFE)])
def test_of_two_aliases_in_one_place_the_first_has_it(make: Make, pair: tuple[str, str]) -> None:
    found = with_aliases(make, *pair).build(keep_going=True)
    assert [(each.line, each.rule) for each in found.report.problems] == [(6, "alias-taken")]
    assert found.has("2024/01/other/index.html")


def test_of_two_articles_the_older_one_has_the_place(make: Make) -> None:
    here = with_aliases(make, "/foo/").write(
        "-- content/news/newer.md --\n---\ntitle: Newer\ndate: 2024-01-03\naliases: /Foo/\n---\nText.\n"
    )
    found = here.build(keep_going=True)
    assert found.rules == [("content/news/newer.md", 4, "alias-taken")]
    assert "content/news/other.md" in found.report.problems[0].message
    assert found.has("foo/index.html") and "Foo/index.html" not in found.files


def test_a_page_that_comes_later_has_its_place(make: Make) -> None:
    """An incremental build judges as a clean one does, in both directions."""
    here = with_aliases(make, "/World/")
    assert here.build().report.exit_code == 0
    here.put("content/world/a.md", b"---\ntitle: A\ndate: 2024-01-05\n---\nText.\n")
    there = here.build(keep_going=True)
    clean = here.build(keep_going=True, output="clean")
    assert there.rules == clean.rules == [("content/news/other.md", 5, "alias-taken")]
    assert there.report.problems == clean.report.problems and there.files == clean.files
    here.remove("content/world/a.md")
    assert here.build().has("World/index.html")


def test_where_hosts_redirect_by_themselves_no_place_is_needed(make: Make) -> None:
    aliases = [*TAKEN, "/Foo/", "/foo/"]
    assert with_aliases(make, *aliases, settings="hosting: nginx\n").build().report.problems == ()
    both = with_aliases(make, "/News/", "/_redirects/x/", settings="hosting: [netlify, files]\n").build()
    assert both.rules == [("content/news/other.md", line, "alias-taken") for line in (5, 6)]


def test_a_redirect_of_the_settings_needs_a_place_too(make: Make) -> None:
    rules = "redirects:\n  /News/: /2024/01/good/\n  /Foo/: gone\n  /foo/: /2024/01/good/\n"
    found = with_aliases(make, "/FOO/", settings=rules).build(keep_going=True)
    assert found.rules == [
        ("content/news/other.md", 5, "alias-taken"),
        ("site.yaml", 4, "redirect-over-page"),
        ("site.yaml", 6, "redirect-over-page"),
    ]
    assert found.has("Foo/index.html")


def test_what_the_ledger_knows_has_no_page_in_the_place_of_another(make: Make) -> None:
    here = make(GOOD).put("static/about.html", b"<p>About").put(NAME, b"/About.html\n/gone.html\n")
    found = here.build()
    assert found.report.published and found.text("about.html") == "<p>About" and found.has("gone.html")
    assert "About.html" not in found.files


LONG = ["/" + "a" * 256 + "/", "/" + "é" * 130 + "/", "/" + "a" * 247 + ".html", "/a" * 2000 + "/", "/a" * 51]
HIDDEN = [
    "/.broadsheet/redirects.jsonl/",
    "/.broadsheet/lock/",
    "/.Broadsheet. /x/",
    "/x.broadsheet/",
    "/.git/config/",
    "/%2Egit/config/",
    "/a/.b/c/",
]


def test_no_alias_is_too_long_or_hidden(make: Make) -> None:
    bad = [*LONG, *HIDDEN, "/.well-known/", "/.well-known/security.txt", "/%2Ewell-known/x/"]
    found = with_aliases(make, *bad).build(keep_going=True)
    assert found.rules == [("content/news/other.md", line, "bad-address") for line in range(5, 5 + len(bad))]
    assert found.has("2024/01/good/index.html")


@pytest.mark.parametrize("source", [*(each for each in LONG if len(each) < 1000), *HIDDEN])
def test_no_redirect_is_too_long_or_hidden(source: str) -> None:
    config, problems = load_config("site.yaml", f"title: T\nredirects: {{'{source}': gone}}\n")
    assert config is None and [each.rule for each in problems] == ["bad-address"]


def test_the_settings_may_lead_on_what_machines_ask_a_site(make: Make) -> None:
    rule = "redirects: {/.well-known/change-password: https://example.org/account}\nhosting: nginx\n"
    assert make(f"-- site.yaml --\n{CONFIG}{rule}{GOOD}").build().report.problems == ()
