"""Links into the site, however they are spelt: they lead to a page, or they are plain text and told of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import PIXEL, Site, article

Make = Callable[[str], Site]
TARGETS = (
    f"-- content/world/b.md --\n{article('B')}\n"
    f"-- content/world/secret.md --\n{article('Secret', '2025-06-01')}\n"
)


def linking(make: Make, address: str) -> Site:
    return make(TARGETS + f"-- content/world/a.md --\n{article('A')}\nSee [this]({address}).\n")


@pytest.mark.parametrize(
    "address",
    [
        "b.md",
        "/2024/11/b/",
        "/2024/11/b",
        "/2024//11/./b/",
        "/2024/11/b/index.html",
        "https://example.org/2024/11/b",
    ],
)
def test_every_spelling_leads_to_the_page(make: Make, address: str) -> None:
    result = linking(make, address).put("site.yaml", b"title: T\nbase_url: https://example.org/\n").build()
    assert result.links("2024/11/a/index.html", ".prose a") == ["/2024/11/b/"]
    assert result.rules == [("content/world/secret.md", 1, "withheld")]


@pytest.mark.parametrize(
    "address", ["/", "/tags/", "/archive/", "/world/", "/world/2024/", "/2024/11/", "/world/feed.xml"]
)
def test_lists_can_be_linked_to(make: Make, address: str) -> None:
    result = linking(make, address).build()
    assert result.links("2024/11/a/index.html", ".prose a") == [address]


@pytest.mark.parametrize("address", ["/nowhere/", "/tags/none/", "/2024/11/B/", "missing.md", "/world/2023/"])
def test_a_link_to_nothing_is_plain_text_and_a_warning(make: Make, address: str) -> None:
    result = linking(make, address).build()
    assert result.links("2024/11/a/index.html", ".prose a") == []
    assert ("content/world/a.md", 8, "broken-link") in result.rules


@pytest.mark.parametrize(
    "address",
    [
        "secret.md",
        "/2025/06/secret/",
        "/2025/06/secret",
        "/2025/06/secret/index.html",
        "//2025/06/secret/"[1:],
    ],
)
def test_a_link_to_a_withheld_article_shows_nothing_of_it(make: Make, address: str) -> None:
    result = linking(make, address).build()
    assert ("content/world/a.md", 8, "withheld-link") in result.rules
    assert not [path for path, data in result.files.items() if b"secret" in data.lower()]


def test_a_file_is_published_however_it_is_linked_to(make: Make) -> None:
    here = linking(make, "/media/report.pdf").put("content/media/report.pdf", b"%PDF-")
    result = here.build()
    assert result.has("media/report.pdf")
    assert result.links("2024/11/a/index.html", ".prose a") == ["/media/report.pdf"]


def test_related_articles_that_cannot_be_are_told_of(make: Make) -> None:
    here = make(TARGETS)
    here.put(
        "content/world/a.md",
        article("A", related="[/2024/11/b, https://elsewhere.org/x/, ../../../x.md]").encode(),
    )
    result = here.build()
    assert [rule for path, _, rule in result.rules if path.endswith("/a.md")] == [
        "bad-related",
        "bad-related",
    ]
    assert "B" in result.texts("2024/11/a/index.html", ".related .headline")


def test_the_portrait_of_an_author_without_published_articles_stays_at_home(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('A', authors='[Ann]', draft='true')}")
    here.put("content/media/ann.png", PIXEL)
    here.put("site.yaml", b"title: T\nauthors: {ann: {name: Ann, picture: content/media/ann.png}}\n")
    assert not here.build().has("media/ann.png")


def test_a_section_is_labelled_as_its_oldest_article_writes_it(make: Make) -> None:
    here = make("")
    here.put("content/a.md", article("A", section="UK News").encode())
    here.put("content/b.md", article("B", section="Україна").encode())
    result = here.build()
    assert result.texts("uk-news/index.html", "h1") == ["UK News"]
    assert result.texts("ukraina/index.html", "h1") == ["Україна"]


def test_upper_case_endings_are_read_alike(make: Make) -> None:
    here = make("")
    here.put("content/world/STORY.TXT", b"Headline of it\n\nText.\n")
    here.put("content/world/STORY.yaml", b"date: 2024-11-11\n")
    result = here.build()
    assert result.report.exit_code == 0
    assert result.texts("2024/11/headline-of-it/index.html", "h1") == ["Headline of it"]


def test_what_a_sidecar_overrides_is_noted(make: Make) -> None:
    here = make("")
    here.put("content/world/s.txt", b"Old headline\n\nBy Jane Doe\n\nText.\n\n#One\n")
    here.put("content/world/s.yaml", b"date: 2024-11-11\ntitle: New headline\nauthors: John Roe\n")
    told = [problem.message for problem in here.build().report.problems if problem.rule == "overridden"]
    assert any("Old headline" in each for each in told) and any("Jane Doe" in each for each in told)


def test_old_dates_stand_behind_new_ones(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('Old', '0999-05-01')}")
    here.write(f"-- content/world/b.md --\n{article('New')}")
    assert here.build().texts("index.html", ".lead .headline") == ["New"]
