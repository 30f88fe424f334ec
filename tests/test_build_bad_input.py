"""Bad input: every problem at its place, all of them in one run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site, article, site

from generator.model import Severity

Make = Callable[[str], Site]

BAD = """
-- content/world/good.md --
---
title: A good article
date: 2024-11-11
---
Text.

-- content/world/untitled.md --
---
date: 2024-11-11
---
Text without a headline.

-- content/world/undatable.md --
---
title: Undatable
date: the day after tomorrow
---
Text.

-- content/world/broken-yaml.md --
---
title: Broken
date: 2024-11-11
tags: [one, two
---
Text.

-- content/world/unknown-field.md --
---
title: Unknown field
date: 2024-11-11
sumary: Too few letters.
---
Text.

-- content/world/first.md --
---
title: First
date: 2024-11-01
slug: the-same
---
Text.

-- content/world/second.md --
---
title: Second
date: 2024-11-02
slug: the-same
---
Text.

-- content/world/empty-tag.md --
---
title: Empty tag
date: 2024-11-11
tags: ["!!!"]
---
Text.

-- content/world/empty.md --
-- content/world/climbing.md --
---
title: Climbing
date: 2024-11-11
slug: ../../../etc/passwd
---
Text.

-- content/world/orphan.yaml --
date: 2024-11-11
"""


def bad_site(root: Path) -> Site:
    """Every bad input at once, with one good article among them."""
    outside = root / "outside.md"
    root.mkdir(parents=True, exist_ok=True)
    outside.write_text(article("Outside"), encoding="utf-8")
    here = (
        site(root / "site", BAD)
        .put("content/world/binary.md", bytes(range(256)) * 8)
        .put("content/world/huge.md", b"All work and no play.\n" * (50_000_000 // 22))
        .link("content/world/link.md", outside)
        .link("content/world/loop.md", root / "site/content/world/loop.md")
        .link("content/world/lost.md", root / "site/content/world/nowhere.md")
        .link("content/world/folder", root / "site/content")
    )
    os.mkfifo(here.root / "content/world/pipe.md")
    return here


EXPECTED = [
    ("untitled.md", 1, "no-headline"),
    ("undatable.md", 3, "unreadable-date"),
    ("broken-yaml.md", 4, "yaml-syntax"),
    ("unknown-field.md", 4, "unknown-field"),
    ("second.md", 1, "same-url"),
    ("empty-tag.md", 4, "empty-tag"),
    ("empty.md", 0, "empty-file"),
    ("binary.md", 0, "binary-file"),
    ("huge.md", 0, "too-large"),
    ("link.md", 0, "link-outside-site"),
    ("loop.md", 0, "broken-link-file"),
    ("lost.md", 0, "broken-link-file"),
    ("folder", 0, "link-to-folder"),
    ("pipe.md", 0, "not-a-file"),
    ("climbing.md", 4, "bad-slug"),
    ("orphan.yaml", 0, "orphan-sidecar"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int, str]]:
    return bad_site(tmp_path_factory.mktemp("bad")).build().rules


@pytest.mark.parametrize("problem", EXPECTED, ids=lambda problem: problem[0])
def test_each_problem_is_reported_at_its_line(
    found: list[tuple[str, int, str]], problem: tuple[str, int, str]
) -> None:
    name, line, rule = problem
    assert (f"content/world/{name}", line, rule) in found


def test_nothing_else_is_reported(found: list[tuple[str, int, str]]) -> None:
    assert {path for path, _, _ in found} == {f"content/world/{name}" for name, _, _ in EXPECTED}


def test_nothing_is_published_and_an_unknown_field_is_a_warning(tmp_path: Path) -> None:
    result = bad_site(tmp_path).build()
    assert not result.report.published
    assert not result.files
    assert ("content/world/unknown-field.md", "unknown-field") in result.ruled(Severity.WARNING)
    assert result.report.exit_code == 1


def test_keep_going_publishes_the_good_and_still_fails(tmp_path: Path) -> None:
    result = bad_site(tmp_path).build(keep_going=True)
    assert result.report.published
    assert result.report.exit_code == 1
    articles = {path for path in result.pages if path.startswith("2024/11/") and path.count("/") == 3}
    assert articles == {
        "2024/11/good/index.html",
        "2024/11/the-same/index.html",
        "2024/11/unknown-field/index.html",
    }
    assert result.texts("2024/11/the-same/index.html", "h1") == ["First"], (
        "the older article keeps the address"
    )


@pytest.mark.parametrize("problem", EXPECTED, ids=lambda problem: problem[0])
def test_every_problem_names_its_cure(tmp_path: Path, problem: tuple[str, int, str]) -> None:
    name, _, rule = problem
    for each in bad_site(tmp_path).build().report.problems:
        if each.path.endswith(name) and each.rule == rule:
            assert each.message and each.cure
            assert not each.cure.endswith("."), "the line is closed where it is printed"


def test_unknown_field_names_the_nearest_known_one(make: Make) -> None:
    result = make(
        "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsumary: S\n---\nText.\n"
    ).build()
    assert "summary" in next(each.cure for each in result.report.problems if each.rule == "unknown-field")
    assert result.report.published


def test_every_mistake_of_site_yaml_is_reported_at_once(make: Make) -> None:
    result = make(
        "-- site.yaml --\ntitel: Times\nbase_url: example\nlanguage: klingon\nfeeds:\n  items: many\n"
    ).build()
    lines = {line for path, line, _ in result.rules if path == "site.yaml"}
    assert {1, 2, 3, 5} <= lines
    assert not result.report.published


def test_a_folder_without_site_yaml_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    result = Site(tmp_path).build()
    assert [rule for _, _, rule in result.rules] == ["no-site"]


def test_a_broken_template_is_reported_at_its_line(make: Make) -> None:
    result = make(
        f"-- content/world/a.md --\n{article('A')}\n"
        "-- templates/404.html --\n<p>\n{{ page.nothing }}\n</p>\n-- templates/tags.html --\n{% if %}\n"
    ).build()
    assert ("templates/tags.html", 1, "template-syntax") in result.rules
    again = make("").remove("templates/tags.html").build()
    assert ("templates/404.html", 2, "template-error") in again.rules
    assert not again.report.published


def test_a_warning_fails_a_strict_build(make: Make) -> None:
    here = make("-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsumary: S\n---\nText.\n")
    assert here.build().report.exit_code == 0
    strict = here.build(strict=True, output="strict")
    assert strict.report.exit_code == 1
    assert not strict.files
