"""`broadsheet check`: what is wrong in the built site, at the line that somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sites import PIXEL, Result, Site, article

from generator.checks.built import BuiltSite

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
GOOD = article("Good", summary="All is well.")


def checked(here: Site, *options: str, build: bool = True) -> tuple[int, dict[str, Any]]:
    """The exit code and the facts of a check, after a build that leaves nothing out."""
    if build:
        assert here.build().report.published
    done = here.run("check", "--json", *NOW, *options)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def found(here: Site, *options: str) -> list[tuple[str, int, str, str]]:
    """Path, line, rule and severity of every finding."""
    _, facts = checked(here, *options)
    return [(each["path"], each["line"], each["rule"], each["severity"]) for each in facts["problems"]]


def test_a_site_that_is_right(make: Make) -> None:
    here = make(f"-- content/news/good.md --\n{GOOD}")
    assert checked(here) == (0, {"problems": [], "errors": 0, "warnings": 0})
    done = here.run("check", *NOW)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Checked: 0 errors, 0 warnings.\n", "")
    assert here.run("check", "-q", *NOW).stdout == ""


def test_nothing_is_built_yet(make: Make) -> None:
    here = make(f"-- content/news/a.md --\n{article('A')}")
    code, facts = checked(here, build=False)
    assert code == 1
    assert [(each["rule"], each["path"]) for each in facts["problems"]] == [
        ("no-summary", "content/news/a.md"),
        ("not-built", "public/"),
    ]


LINKS = f"""
-- content/news/good.md --
{GOOD}
-- content/news/a.md --
---
title: A
date: 2024-11-11
summary: S
---

[fine](good.md), [home](/), [top](#top), [away](https://else.example/nowhere/).

Code first: `#nowhere` and `good.md#missing`.

[dead](gone.md)
[dead fragment](good.md#missing)
[dead here](#nowhere)
"""


def test_links_that_lead_nowhere(make: Make) -> None:
    assert found(make(LINKS)) == [
        ("content/news/a.md", 11, "broken-link", "error"),
        ("content/news/a.md", 12, "dead-fragment", "error"),
        ("content/news/a.md", 13, "dead-fragment", "error"),
    ]
    assert make("").run("check", *NOW).returncode == 1


def test_a_link_to_a_withheld_article_is_a_note(make: Make) -> None:
    here = make(
        """
        -- content/news/later.md --
        ---
        title: Later
        date: 2999-01-01
        ---
        Text.
        -- content/news/a.md --
        ---
        title: A
        date: 2024-11-11
        summary: S
        ---
        [later](later.md)
        """
    )
    assert found(here) == [
        ("content/news/a.md", 6, "withheld-link", "note"),
        ("content/news/later.md", 1, "withheld", "note"),
    ]
    assert here.run("check", *NOW).returncode == 0


THEME = """\
-- templates/partials/footer.html --
<p id="twice">One <a href="{{ '/gone/'|href }}">gone</a></p>
<p id="twice">Two <img src="{{ '/gone.png'|href }}"></p>
"""


def test_what_stands_on_every_page_is_told_once(make: Make) -> None:
    problems = found(make(f"-- content/news/good.md --\n{GOOD}{THEME}"))
    assert [(rule, line) for _, line, rule, _ in problems] == [
        ("dead-link", 0),
        ("dead-link", 0),
        ("no-alt", 0),
        ("repeated-id", 0),
    ]
    assert len({path for path, *_ in problems}) == 1
    _, facts = checked(make(""), build=False)
    assert all(" more pages" in each["message"] for each in facts["problems"])


def test_a_menu_is_found_in_the_settings(make: Make) -> None:
    here = make(
        """
        -- site.yaml --
        title: T
        base_url: https://example.org/news/
        footer_menu:
          - About: /about/
          - Contact: /contact/
        -- content/pages/about.md --
        ---
        title: About
        summary: S
        ---
        Text.
        """
    )
    assert found(here) == [("site.yaml", 5, "dead-link", "error")]


@pytest.mark.parametrize(
    ("address", "rules"),
    [
        ("/above/", ["dead-link"]),
        ("/", ["dead-link"]),
        ("/news/", []),
        ("/news", []),
        ("/news/nowhere/", ["dead-link"]),
        ("https://example.org/news/nowhere/", ["dead-link"]),
        ("https://example.org/another-system/", []),
        ("//else.example/x", []),
        ("mailto:a@example.org", []),
        ("http://[broken", ["dead-link"]),
        ("#", []),
        ("?page=2", []),
    ],
)
def test_addresses_under_a_base_path(make: Make, address: str, rules: list[str]) -> None:
    here = make(
        f"""
        -- site.yaml --
        title: T
        base_url: https://example.org/news/
        theme:
          footer: <a href="{address}">There</a>
        """
    )
    assert [(path, line, rule) for path, line, rule, _ in found(here)] == [
        ("site.yaml", 4, rule) for rule in rules
    ]


def test_a_link_above_the_site_says_what_is_missing(make: Make) -> None:
    here = make(
        """
        -- site.yaml --
        title: T
        base_url: https://example.org/news/
        theme:
          footer: <a href="/above/">There</a>
        """
    )
    here.build()
    assert "leads above the site" in here.run("check", *NOW).stderr


def test_summaries_and_alternative_texts(make: Make) -> None:
    here = make(
        """
        -- content/news/a.md --
        ---
        title: A
        date: 2024-11-11
        image: {src: p.png}
        ---
        Text.

        ![](p.png)

        ![A dot](p.png)
        -- content/pages/about.md --
        ---
        title: About
        ---
        Text.
        """
    ).put("content/news/p.png", PIXEL)
    assert found(here) == [
        ("content/news/a.md", 1, "no-summary", "warning"),
        ("content/news/a.md", 4, "no-alternative-text", "warning"),
        ("content/news/a.md", 4, "no-credit", "warning"),
        ("content/news/a.md", 4, "small-picture", "warning"),
        ("content/news/a.md", 8, "no-alternative-text", "warning"),
        ("content/news/a.md", 8, "no-credit", "warning"),
        ("content/news/a.md", 10, "no-credit", "warning"),
        ("content/pages/about.md", 1, "no-summary", "warning"),
    ]
    assert here.run("check", *NOW).returncode == 0


def test_problems_of_the_sources_are_repeated(make: Make) -> None:
    here = make(f"-- content/news/good.md --\n{GOOD}")
    here.build()
    here.put("content/news/b.md", b"---\ntitle: B\ndate: never\n---\nText.\n")
    code, facts = checked(here, build=False)
    assert code == 1
    assert [(each["line"], each["rule"]) for each in facts["problems"]] == [(3, "unreadable-date")]
    here.put("site.yaml", b"title: T\nnonsense: x\ntimezone: Nowhere/At_All\n")
    assert here.run("check", *NOW).returncode == 1


def test_a_file_that_somebody_removed_is_a_dead_link(make: Make) -> None:
    here = make(f"-- content/news/good.md --\n{GOOD}")
    assert here.build().has("2024/11/good/index.html")
    here.remove("public/2024/11/good/index.html")
    _, facts = checked(here, build=False)
    assert {each["rule"] for each in facts["problems"]} == {"dead-link"}


def test_each_page_is_parsed_once(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the pages link into one another."""
    linked = "".join(
        f"-- content/news/p{n}.md --\n---\ntitle: P{n}\ndate: 2024-11-11\n---\n"
        f"## Here\n[x](p{9 - n}.md#here)\n"
        for n in range(10)
    )
    here = make(linked)
    here.build()
    parsed: list[str] = []
    parse = BuiltSite._parse
    monkeypatch.setattr(BuiltSite, "_parse", lambda self, path: parsed.append(path) or parse(self, path))
    site = BuiltSite(here.root / "public")
    from generator.checks import check_pages
    from generator.checks.finding import Origins

    assert list(check_pages(site, Origins(here.root, here.root / "public"))) == []
    assert len(parsed) == len(set(parsed)) == sum(1 for _ in (here.root / "public").rglob("*.html"))


def test_the_papers_own_site_has_no_error(newspaper: Site, edition: Result) -> None:
    done = newspaper.run("check", "--output", str(edition.output), "--now", "2030-01-01T12:00:00Z", "--json")
    facts = json.loads(done.stdout)
    assert facts["errors"] == 0, facts["problems"]
    assert done.returncode == 0
