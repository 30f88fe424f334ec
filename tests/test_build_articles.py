"""Article pages: their addresses, their neighbours, what they show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import PIXEL, Site, article

from generator.model import Severity

Make = Callable[[str], Site]
PATHS = "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n"


@pytest.mark.parametrize(
    ("name", "fields", "page"),
    [
        ("world/A Long Way Home.md", {}, "2024/11/a-long-way-home/index.html"),
        ("world/2024-11-11-dated.md", {}, "2024/11/dated/index.html"),
        ("world/given.md", {"slug": "chosen"}, "2024/11/chosen/index.html"),
        ("world/Überfall.md", {}, "2024/11/uberfall/index.html"),
        ("world/Мир.md", {}, "2024/11/mir/index.html"),
        ("world/日本.md", {}, "2024/11/日本/index.html"),
    ],
)
def test_the_file_name_makes_the_address(make: Make, name: str, fields: dict[str, str], page: str) -> None:
    result = make("").put(f"content/{name}", article("Any headline", **fields).encode()).build()
    assert result.has(page), result.pages


def test_addresses_outside_ascii_are_percent_encoded_and_lead_there(make: Make) -> None:
    result = make("").put("content/world/日本.md", article("日本", tags="[日本]").encode()).build()
    assert "/2024/11/%E6%97%A5%E6%9C%AC/" in result.links("world/index.html")
    assert "/tags/%E6%97%A5%E6%9C%AC/" in result.links("2024/11/日本/index.html")
    assert result.feed().entries[0].link == "https://example.org/2024/11/%E6%97%A5%E6%9C%AC/"


def test_an_edited_headline_never_moves_a_page(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('First words')}")
    before = here.build().pages
    after = here.write(f"-- content/world/a.md --\n{article('Quite other words')}").build()
    assert after.pages == before


def test_the_permalink_pattern_makes_the_address(make: Make) -> None:
    result = make(
        PATHS
        + "permalink: /{section}/{year}-{month}-{day}/{slug}/\n"
        + f"-- content/world/a.md --\n{article('A')}"
    ).build()
    assert result.has("world/2024-11-11/a/index.html")


def test_section_from_field_folder_or_news(make: Make) -> None:
    result = make(
        f"-- content/world/a.md --\n{article('A')}"
        f"-- content/world/deep/b.md --\n{article('B', section='Sport')}"
        f"-- content/c.md --\n{article('C')}"
    ).build()
    assert "/2024/11/a/" in result.links("world/index.html")
    assert "/2024/11/b/" in result.links("sport/index.html")
    assert "/2024/11/c/" in result.links("news/index.html")


def test_neighbours_are_the_nearest_in_the_section(make: Make) -> None:
    result = make(
        f"-- content/world/a.md --\n{article('A', '2024-11-01')}"
        f"-- content/sport/b.md --\n{article('B', '2024-11-02')}"
        f"-- content/world/c.md --\n{article('C', '2024-11-03')}"
        f"-- content/world/d.md --\n{article('D', '2024-11-04')}"
    ).build()
    assert result.links("2024/11/c/index.html", ".neighbours a") == ["/2024/11/a/", "/2024/11/d/"]
    assert result.links("2024/11/b/index.html", ".neighbours a") == []


def test_related_are_named_ones_first_then_nearest_older_ones(make: Make) -> None:
    stories = "".join(
        f"-- content/world/{name}.md --\n{article(name.upper(), f'2024-11-{day:02}', tags=tags)}"
        for name, day, tags in (
            ("a", 1, "[X, Y]"),
            ("b", 2, "[X]"),
            ("c", 3, "[X]"),
            ("e", 5, "[X, Y]"),
            ("f", 6, "[Z]"),
        )
    )
    fields = {"tags": "[X, Y]", "related": "[f.md]"}
    result = make(f"{stories}-- content/world/d.md --\n{article('D', '2024-11-04', **fields)}").build()
    links = result.links("2024/11/d/index.html", ".related h3 a")
    assert links == [f"/2024/11/{name}/" for name in ("f", "a", "c", "b")], "shared tags first, nothing newer"


def test_two_articles_with_one_address_name_each_other(make: Make) -> None:
    result = make(
        f"-- content/world/a.md --\n{article('A', '2024-11-01', slug='same')}"
        f"-- content/sport/b.md --\n{article('B', '2024-11-02', slug='same')}"
    ).build()
    assert result.rules == [("content/sport/b.md", 1, "same-url")]
    assert "content/world/a.md" in result.report.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "-- content/pages/world.md --\n---\ntitle: World\n---\nText.\n"
        f"-- content/world/a.md --\n{article('A')}",
        "-- content/pages/tags.md --\n---\ntitle: Tags\n---\nText.\n",
        "-- content/pages/archive.md --\n---\ntitle: Archive\n---\nText.\n",
        f"-- content/tags/a.md --\n{article('A')}",
        f"-- content/authors/a.md --\n{article('A', tags='[One]')}",
        f"-- content/2024/a.md --\n{article('A')}",
    ],
    ids=["page-section", "page-tags", "page-archive", "section-tags", "section-authors", "section-year"],
)
def test_a_page_in_the_place_of_another_is_refused(make: Make, text: str) -> None:
    result = make(text).build()
    assert result.report.exit_code == 1, result.pages
    assert not result.files


@pytest.mark.parametrize("other", ["static/media/world/a.png", "content/media/world/a.png"])
def test_two_files_with_one_address_are_refused(make: Make, other: str) -> None:
    result = (
        make(f"-- content/world/a.md --\n{article('A')}[One](a.png) [Two](/media/world/a.png)\n")
        .put("content/world/a.png", PIXEL)
        .put(other, PIXEL + b"other")
        .build()
    )
    assert result.report.exit_code == 1, result.report.written


def test_two_labels_with_one_slug_are_refused_unless_they_mean_the_same(make: Make) -> None:
    here = make(
        f"-- content/world/a.md --\n{article('A', '2024-11-01', tags='[C]')}"
        f"-- content/world/b.md --\n{article('B', '2024-11-02', tags='[C++]')}"
    )
    assert here.build().rules == [("content/world/b.md", 1, "same-slug")]
    here.write(f"-- content/world/b.md --\n{article('B', '2024-11-02', tags='[c]')}")
    assert here.build().rules == []


def test_a_tag_alias_leads_to_its_tag(make: Make) -> None:
    result = make(
        PATHS + "tags: {united-nations: {aliases: [un]}}\n"
        f"-- content/world/a.md --\n{article('A', tags='[UN]')}"
    ).build()
    assert result.links("2024/11/a/index.html", "a[rel=tag]") == ["/tags/united-nations/"]
    assert result.texts("2024/11/a/index.html", "a[rel=tag]") == ["United Nations"]


def test_a_broken_link_is_a_warning_and_shows_as_text(make: Make) -> None:
    result = make(
        "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\n---\n\nSee [this one](missing.md).\n"
    ).build()
    assert result.rules == [("content/world/a.md", 6, "broken-link")]
    assert result.ruled(Severity.WARNING)
    assert result.links("2024/11/a/index.html", ".prose a") == []
    assert "See this one." in result.texts("2024/11/a/index.html", ".prose p")


def test_a_missing_picture_is_a_warning_and_leaves_no_empty_frame(make: Make) -> None:
    result = make(f"-- content/world/a.md --\n{article('A', image='{src: no.jpg, alt: None}')}").build()
    assert [rule for _, _, rule in result.rules] == ["missing-picture"]
    assert not result.html("2024/11/a/index.html").css("main img")


def test_text_of_every_kind_is_escaped(make: Make) -> None:
    hostile = "<script>alert('x')</script> & \"quotes\""
    field = "'" + hostile.replace("'", "''") + "'"
    result = make(
        "-- content/world/a.md --\n"
        + article(
            field, tags=f"[{field}]", authors=f"[{field}]", summary=field, dateline=field, label="Opinion"
        )
        + f"-- content/world/raw.txt --\n{hostile}\n\nBody <b>with</b> {hostile} and *stars* and [a](b).\n"
        + "-- content/world/raw.yaml --\ndate: 2024-11-10\nslug: raw\n"
    ).build()
    assert result.report.published, result.report.problems
    for path in result.pages:
        assert not result.html(path).css("script:not([type='application/ld+json'])"), path
        assert not result.html(path).css(".prose b, .prose em"), path
    assert not result.feed().bozo
    assert result.texts("2024/11/raw/index.html", "h1") == [hostile]


def test_a_site_overrides_the_theme_file_by_file(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('A')}")
    plain = here.build().text("404.html")
    result = here.write(
        "-- templates/404.html --\n{% extends 'base.html' %}{% block content %}<h1>Lost</h1>{% endblock %}\n"
        "-- static/favicon.svg --\n<svg xmlns='http://www.w3.org/2000/svg'></svg>\n"
        "-- static/robots.txt --\nUser-agent: *\n"
    ).build()
    assert result.texts("404.html", "h1") == ["Lost"] and "Lost" not in plain
    assert result.texts("2024/11/a/index.html", "h1") == ["A"], "the other templates are the theme's"
    assert result.text("favicon.svg").startswith("<svg xmlns='")
    assert result.has("robots.txt")


def test_an_empty_site_is_a_site(make: Make) -> None:
    result = make("").build()
    assert result.report.published and not result.rules
    assert {"index.html", "404.html", "feed.xml", "tags/index.html", "archive/index.html"} <= set(
        result.files
    )
    assert not result.feed().bozo


@pytest.mark.parametrize("slug", ["archive", "corrections", "feeds", "series", "site-map", "tags"])
def test_an_article_with_the_address_of_a_page_of_the_site_is_told_where_it_is(make: Make, slug: str) -> None:
    story = article("A", slug=slug)
    result = make(f"{PATHS}permalink: /{{slug}}/\n-- content/world/a.md --\n{story}").build()
    assert result.rules == [("content/world/a.md", 1, "same-url")]
    assert "already the address of the" in result.report.problems[0].message
