"""`broadsheet check`: what is wrong in the built site, at the line that somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from checking import SITE, checked, places, problems
from sites import PIXEL, Result, Site, article

from generator.model import Severity

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
GOOD = article("Good", summary="All is well.")
RIGHT = f"{SITE}-- content/news/good.md --\n{GOOD}"


def test_a_site_that_is_right(make: Make) -> None:
    here = make(RIGHT)
    files = len(here.build().files)
    done = here.run("check", *NOW)
    assert (done.returncode, done.stdout) == (0, f"Checked {files} files: 0 errors, 0 warnings.\n")
    assert here.run("check", "-q", *NOW).stdout == ""


def test_what_machines_are_told(make: Make) -> None:
    here = make(RIGHT).put("content/news/b.md", b"---\ntitle: B\ndate: 2024-11-11\n---\n[x](gone.md)\n")
    files = len(here.build().files)
    done = here.run("check", "--json", *NOW)
    facts = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert [facts[name] for name in ("errors", "warnings", "notes")] == [1, 1, 1]
    assert (facts["files"], facts["asked"]) == (files, 0)
    assert 0 < facts["read"] <= files
    [wrong] = [each for each in facts["problems"] if each["severity"] == "error"]
    assert wrong == {
        "path": "content/news/b.md",
        "line": 5,
        "column": 5,
        "rule": "broken-link",
        "message": wrong["message"],
        "cure": wrong["cure"],
        "severity": "error",
    }


def test_nothing_is_built_yet(make: Make) -> None:
    here = make(f"-- content/news/a.md --\n{article('A')}")
    assert [(path, rule) for path, _, rule, _ in places(here, build=False)] == [
        ("content/news/a.md", "no-summary"),
        ("public/", "not-built"),
        ("site.yaml", "no-language"),
    ]
    assert here.run("check", *NOW).returncode == 1


LINKS = f"""
{SITE}-- content/news/good.md --
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
    assert places(make(LINKS)) == [
        ("content/news/a.md", 11, "broken-link", "error"),
        ("content/news/a.md", 12, "dead-fragment", "error"),
        ("content/news/a.md", 13, "dead-fragment", "error"),
    ]


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
    assert places(here, "withheld-link", "withheld", "broken-link", "dead-link") == [
        ("content/news/a.md", 6, "withheld-link", "note"),
        ("content/news/later.md", 1, "withheld", "note"),
    ]


THEME = """\
-- templates/partials/footer.html --
<p id="twice">One <a href="{{ '/gone/'|href }}">gone</a></p>
<p id="twice">Two <img src="{{ '/gone.png'|href }}"></p>
"""


def test_what_stands_on_every_page_is_told_once_in_the_template(make: Make) -> None:
    found = problems(make(f"{RIGHT}{THEME}"))
    assert sorted((each.path, each.line, each.rule) for each in found) == [
        ("templates/partials/footer.html", 1, "dead-link"),
        ("templates/partials/footer.html", 1, "repeated-id"),
        ("templates/partials/footer.html", 2, "dead-link"),
        ("templates/partials/footer.html", 2, "no-alt"),
    ]
    assert all(" more pages" in each.message for each in found)


def test_what_is_found_nowhere_is_told_of_the_first_page(make: Make) -> None:
    theme = "-- templates/partials/footer.html --\n<p><a href=\"{{ ('/go' ~ 'ne/')|href }}\">gone</a></p>\n"
    [found] = problems(make(f"{RIGHT}{theme}"))
    assert (found.path, found.line, found.rule) == ("public/2024/11/good/index.html", 0, "dead-link")


def test_a_menu_is_found_in_the_settings(make: Make) -> None:
    here = make(
        """
        -- site.yaml --
        title: T
        language: en
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
    assert places(here) == [("site.yaml", 6, "dead-link", "error")]


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
        language: en
        base_url: https://example.org/news/
        theme:
          footer: <a href="{address}">There</a>
        """
    )
    assert [(path, line, rule) for path, line, rule, _ in places(here)] == [
        ("site.yaml", 5, rule) for rule in rules
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
    [found] = problems(here, "dead-link")
    assert "leads above the site" in found.message


def test_summaries_and_alternative_texts(make: Make) -> None:
    here = (
        make(SITE)
        .write(
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
        )
        .put("content/news/p.png", PIXEL)
    )
    assert places(here) == [
        ("content/news/a.md", 1, "no-summary", "warning"),
        ("content/news/a.md", 4, "no-alternative-text", "warning"),
        ("content/news/a.md", 4, "no-credit", "warning"),
        ("content/news/a.md", 4, "small-picture", "warning"),
        ("content/news/a.md", 8, "no-alternative-text", "warning"),
        ("content/news/a.md", 8, "no-credit", "warning"),
        ("content/news/a.md", 10, "no-credit", "warning"),
        ("content/pages/about.md", 1, "no-summary", "warning"),
    ]


def test_problems_of_the_sources_are_repeated(make: Make) -> None:
    here = make(RIGHT)
    here.build()
    here.put("content/news/b.md", b"---\ntitle: B\ndate: never\n---\nText.\n")
    assert places(here, build=False) == [("content/news/b.md", 3, "unreadable-date", "error")]
    here.put("site.yaml", b"title: T\nnonsense: x\ntimezone: Nowhere/At_All\n")
    assert {path for path, *_ in places(here, build=False)} == {"site.yaml"}
    assert here.run("check", *NOW).returncode == 1


def test_a_file_that_somebody_removed_is_a_dead_link(make: Make) -> None:
    here = make(RIGHT)
    assert here.build().has("2024/11/good/index.html")
    here.remove("public/2024/11/good/index.html")
    assert {rule for _, _, rule, _ in places(here, build=False)} == {"dead-link"}


def test_a_link_by_a_redirect(make: Make) -> None:
    here = make(
        f"{SITE}hosting: netlify\nredirects: {{/old/: /2024/11/good/}}\n"
        f"theme: {{footer: '<a href=\"/old/\">There</a>'}}\n-- content/news/good.md --\n{GOOD}"
    )
    assert places(here) == [("site.yaml", 6, "redirected-link", "warning")]


def test_the_papers_own_site_has_no_error(newspaper: Site, edition: Result) -> None:
    found = checked(newspaper, False, "2030-01-01T12:00:00+00:00", edition.output.name).problems
    assert not [each for each in found if each.severity is Severity.ERROR]
