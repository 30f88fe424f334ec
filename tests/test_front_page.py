"""The front page: what an editor places, what places itself, and what is named in vain."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incremental.twin import check
from sites import CONFIG, NOW, Result, Site, article, site

from generator.model import Severity

HOME = "index.html"
LEAD, TOP, LATEST = ".lead .headline", ".top .columns .headline", ".latest .headline"

Make = Callable[..., Result]


@pytest.fixture
def desk(tmp_path: Path) -> Site:
    """World stories W1 to W8 and sport stories S1 to S3, each newer than the last."""
    here = site(tmp_path / "site")
    for number in range(1, 9):
        here.put(f"content/world/w{number}.md", article(f"W{number}", f"2024-03-0{number}").encode())
    for number in range(1, 4):
        text = article(f"S{number}", f"2024-02-0{number}", tags="[Ball]", series="Cup")
        here.put(f"content/sport/s{number}.md", text.encode())
    return here


def front(here: Site, text: str, **options: Any) -> Result:
    here.write(f"-- front.yaml --\n{text}")
    return here.build(**options)


def block(result: Result, number: int, page: str = HOME) -> list[str]:
    """The headlines of a block, after its heading."""
    return result.texts(page, f".block:nth-child({number}) :is(.rubric, .headline)")


def told(result: Result) -> set[tuple[str, int, str, Severity]]:
    return {(each.path, each.line, each.rule, each.severity) for each in result.report.problems}


# By itself


def test_the_newest_lead_and_follow(desk: Site) -> None:
    result = desk.build()
    assert result.texts(HOME, LEAD) == ["W8"]
    assert result.texts(HOME, TOP) == ["W7", "W6", "W5", "W4"]
    assert result.texts(HOME, LATEST) == ["W3", "W2", "W1", "S3", "S2", "S1"]
    assert block(result, 1) == ["Sport", "S3", "S2", "S1"]
    assert block(result, 2) == ["World", "W3", "W2", "W1"]
    assert not result.html(HOME).css(".banners")


@pytest.mark.parametrize(
    "fields",
    [
        {"label": "sponsored"},
        {"label": "satire"},
        {"corrections": "[{date: 2024-04-02, kind: retraction, text: Wrong.}]"},
    ],
)
def test_what_is_not_the_newsrooms_own_word_never_comes_to_the_top(
    desk: Site, fields: dict[str, str]
) -> None:
    desk.put("content/world/odd.md", article("Odd", "2024-04-01", **fields).encode())
    result = desk.build()
    assert result.texts(HOME, LEAD) == ["W8"]
    assert "Odd" not in result.texts(HOME, TOP)
    assert result.texts(HOME, LATEST)[0] == "Odd"


def test_stories_that_cannot_lead_leave_a_front_page_of_the_latest(tmp_path: Path) -> None:
    here = site(tmp_path).put("content/a.md", article("A", label="sponsored").encode())
    result = here.build()
    assert not result.html(HOME).css(".top")
    assert result.texts(HOME, LATEST) == ["A"]
    assert not result.html(HOME).css(".empty")


def test_labels_and_retractions_stand_on_every_teaser(desk: Site) -> None:
    desk.put("content/world/w8.md", article("W8", "2024-03-08", label="analysis").encode())
    desk.put("content/world/w7.md", article("W7", "2024-03-07", label="review").encode())
    retraction = "[{date: 2024-04-02, kind: retraction, text: Wrong.}]"
    for name in ("W3", "W2"):
        number = name[1]
        text = article(name, f"2024-03-0{number}", corrections=retraction, label="opinion")
        desk.put(f"content/world/w{number}.md", text.encode())
    result = desk.build()
    assert result.texts(HOME, ".lead .label") == ["Analysis"]
    assert result.texts(HOME, ".top .columns .teaser:first-child .label") == ["Review"]
    assert result.texts(HOME, ".latest .label") == ["Opinion", "Retracted"] * 2
    assert result.texts(HOME, ".block:nth-child(2) .label") == ["Opinion", "Retracted"] * 2
    assert "Retracted" in result.texts("world/index.html", ".label")


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ({"live": "true"}, ["Live"]),
        ({"live": "true", "label": "live"}, ["Live"]),
        ({"live": "true", "label": "analysis"}, ["Live", "Analysis"]),
        ({"live": "{ended: 2024-03-10}"}, []),
    ],
)
def test_a_live_blog_that_goes_on_says_so(desk: Site, fields: dict[str, str], labels: list[str]) -> None:
    desk.put("content/world/w9.md", article("W9", "2024-03-09", **fields).encode())
    assert desk.build().texts(HOME, ".lead .label") == labels


def test_the_mark_goes_when_a_live_blog_ends(desk: Site) -> None:
    desk.put("content/world/w9.md", article("W9", "2024-03-09", live="true").encode())
    desk.build()
    desk.put("content/world/w9.md", article("W9", "2024-03-09", live="{ended: 2024-03-10}").encode())
    assert check(desk, NOW).texts(HOME, ".lead .label") == []


def test_a_block_leads_to_its_list_where_that_has_others(desk: Site) -> None:
    result = desk.build()
    assert result.texts(HOME, ".more") == ["More from World"]
    assert result.links(HOME, ".more a") == ["/world/"]


# Steered


def test_lead_and_pinned_come_first_and_none_stands_twice(desk: Site) -> None:
    pinned = "[content/sport/s2.md, /2024/03/w8/, sport/s1.md, sport/s2.md]"
    result = front(desk, f"lead: content/sport/s1.md\npinned: {pinned}\n")
    assert result.texts(HOME, LEAD) == ["S1"]
    assert result.texts(HOME, TOP) == ["S2", "W8", "W7", "W6"]
    assert result.texts(HOME, LATEST) == ["W5", "W4", "W3", "W2", "W1", "S3"]
    assert result.rules == []


def test_more_pinned_stories_than_there_is_room_for_all_show(desk: Site) -> None:
    result = front(desk, "pinned: [world/w1.md, world/w2.md, world/w3.md, world/w4.md, world/w5.md]\n")
    assert result.texts(HOME, LEAD) == ["W8"]
    assert result.texts(HOME, TOP) == ["W1", "W2", "W3", "W4", "W5"]


def test_where_all_is_pinned_the_first_leads(tmp_path: Path) -> None:
    here = (
        site(tmp_path).put("content/a.md", article("A").encode()).put("content/b.md", article("B").encode())
    )
    result = front(here, "pinned: [a.md, b.md]\n")
    assert (result.texts(HOME, LEAD), result.texts(HOME, TOP)) == (["A"], ["B"])


def test_the_first_lead_that_is_published_leads_and_the_others_wait(desk: Site) -> None:
    desk.put("content/world/later.md", article("Later", "2024-12-24").encode())
    result = front(desk, "lead: [content/world/later.md, content/sport/s3.md, content/sport/s2.md]\n")
    assert result.texts(HOME, LEAD) == ["S3"]
    assert told(result) == {
        ("content/world/later.md", 1, "withheld", Severity.NOTE),
        ("front.yaml", 1, "story-withheld", Severity.NOTE),
    }
    assert result.report.published


def test_the_editor_may_lead_with_what_would_not_lead_by_itself(desk: Site) -> None:
    desk.put("content/world/w1.md", article("W1", "2024-03-01", label="satire").encode())
    result = front(desk, "lead: world/w1.md\n")
    assert result.texts(HOME, LEAD) == ["W1"]
    assert result.texts(HOME, ".lead .label") == ["Satire"]


def test_blocks_are_as_they_are_given(desk: Site) -> None:
    result = front(
        desk,
        """\
blocks:
  - {tag: ball, label: On the pitch, stories: 2, pinned: [content/world/w8.md]}
  - {series: cup, stories: 4, pinned: sport/s1.md}
  - world
""",
    )
    assert block(result, 1) == ["On the pitch", "W8", "S3"]
    assert block(result, 2) == ["Cup", "S1", "S3", "S2"]
    assert block(result, 3) == ["World", "W3", "W2", "W1"]
    assert result.links(HOME, ".block .rubric a") == ["/tags/ball/", "/series/cup/", "/world/"]
    assert result.texts(HOME, ".more") == ["More from Ball", "More from World"]


def test_an_empty_list_of_blocks_leaves_none(desk: Site) -> None:
    assert not front(desk, "blocks: []\n").html(HOME).css(".block")


def test_banners_stand_above_the_front_page_alone_in_their_order(desk: Site) -> None:
    result = front(
        desk,
        """\
banner:
  - {text: Bridge <closed>, url: "/2024/03/w8/?from=banner#bridge"}
  - Schools are closed
  - {text: Elsewhere, url: "https://other.example/"}
""",
    )
    assert result.texts(HOME, ".banners p") == ["Bridge <closed>", "Schools are closed", "Elsewhere"]
    links = ["/2024/03/w8/?from=banner#bridge", "https://other.example/"]
    assert result.links(HOME, ".banners a") == links
    banners = result.html(HOME).css_first(".banners")
    assert banners is not None
    name = banners.attributes["aria-labelledby"]
    assert result.texts(HOME, f"#{name}") == ["Breaking"]
    assert [page for page in result.pages if "Schools are closed" in result.text(page)] == [HOME]


EDITION = f"""
-- site.yaml --
{CONFIG}languages:
  uk: {{sections: [{{slug: world, label: Світ}}]}}
-- front.uk.yaml --
banner: Терміново
lead: content/world/one.uk.md
blocks: [world, sport]
-- content/world/one.uk.md --
---
title: Один
date: 2024-03-01
language: uk
---
Текст.
-- content/world/two.uk.md --
---
title: Два
date: 2024-03-02
language: uk
---
Текст.
"""


def test_an_edition_has_its_own_front_page_of_its_own_lists(desk: Site) -> None:
    result = desk.write(EDITION).build(keep_going=True)
    assert told(result) == {("front.uk.yaml", 3, "missing-list", Severity.ERROR)}
    page = "uk/index.html"
    assert (result.texts(page, LEAD), result.texts(page, TOP)) == (["Один"], ["Два"])
    assert result.texts(page, ".banners p") == ["Терміново"]
    assert result.texts(HOME, LEAD) == ["W8"]
    assert not result.html(HOME).css(".banners")


# In vain

WITHHELD = """
-- content/world/draft.md --
---
title: Draft
date: 2024-03-09
draft: true
---
Text.
-- content/world/later.md --
---
title: Later
date: 2024-12-24
tags: [To come]
---
Text.
-- content/world/gone.md --
---
title: Gone
date: 2024-03-09
expires: 2024-03-10
---
Text.
-- content/pages/about.md --
# About

Text.
"""

PROBLEMS = [
    ("lead: content/none.md", "1 error missing-story"),
    ("lead: content/world/w1.md\npinned:\n  - /2024/03/none/", "3 error missing-story"),
    ("lead: content/pages/about.md", "1 error missing-story"),
    ("blocks:\n  - {section: world, pinned: none.md}", "2 error missing-story"),
    ("lead: world/draft.md", "1 note story-withheld"),
    ("pinned: [world/w1.md, world/later.md]", "1 note story-withheld"),
    ("blocks:\n  - {tag: ball, pinned: [/2024/03/gone/]}", "2 note story-withheld"),
    ("blocks:\n  - wordl", "2 error missing-list"),
    ("blocks: [{tag: none}]", "1 error missing-list"),
    ("blocks: [{series: none}]", "1 error missing-list"),
    ("blocks: [{section: ball}]", "1 error missing-list"),
    ("blocks: [{section: culture}]", "1 note empty-list"),
    ("blocks: [{tag: to-come}]", "1 note empty-list"),
    ("banner: {text: A, url: /none/}", "1 error broken-banner"),
    ("banner: {text: A, url: /2024/12/later/}", "1 note banner-withheld"),
    ("banner: {text: A, url: /world/}", ""),
    ("banner: {text: A, url: /about/}", ""),
]


@pytest.mark.parametrize(("text", "expected"), PROBLEMS)
def test_what_is_named_in_vain_is_told_at_its_line(desk: Site, text: str, expected: str) -> None:
    desk.write(f"-- site.yaml --\n{CONFIG}sections: [{{slug: culture, label: Culture}}]\n").write(WITHHELD)
    result = front(desk, f"{text}\n")
    found = [
        f"{each.line} {each.severity} {each.rule}"
        for each in result.report.problems
        if each.path == "front.yaml"
    ]
    assert found == ([expected] if expected else [])
    assert result.report.published is ("error" not in expected)
    if result.report.published:
        page = result.text(HOME)
        assert not [word for word in ("Draft", "/later/", "Gone") if word in page]
        assert not result.html(HOME).css(".banners a[href='']")


@pytest.mark.parametrize(("name", "word"), [("draft", "draft"), ("later", "embargo"), ("gone", "expired")])
def test_a_skipped_story_has_its_reason(desk: Site, name: str, word: str) -> None:
    result = front(desk.write(WITHHELD), f"lead: world/{name}.md\n")
    (note,) = (each for each in result.report.problems if each.rule == "story-withheld")
    assert word in note.message


def test_a_preview_of_drafts_shows_them_in_place(desk: Site) -> None:
    desk.write(WITHHELD)
    result = front(desk, "lead: world/draft.md\npinned: world/later.md\n", drafts=True, preview=True)
    assert (result.texts(HOME, LEAD), result.texts(HOME, TOP)[:1]) == (["Draft"], ["Later"])
    assert "story-withheld" not in {rule for _, _, rule in result.rules}


POLICIES = f"""
-- site.yaml --
{CONFIG}policies:
  ethics: /about/
  corrections: /nowhere/
  privacy: /hidden/
  contact: https://example.com/
languages: {{uk: {{}}, de: {{policies: {{ethics: /nirgends/}}}}}}
-- content/pages/hidden.md --
---
title: Hidden
draft: true
---
Text.
"""


def test_a_policy_that_leads_nowhere_is_told_once_at_its_line(desk: Site) -> None:
    result = desk.write(WITHHELD).write(POLICIES).build()
    found = [(line, rule) for path, line, rule in result.rules if path == "site.yaml"]
    assert found == [(5, "broken-policy"), (6, "broken-policy"), (8, "broken-policy")]
    assert not result.report.published


# In time

TIMED = """
-- front.yaml --
banner: {text: Soon, url: /2024/12/later/, start: 2024-12-02, end: 2024-12-05}
lead:
  - {story: content/world/w1.md, start: 2024-12-03, end: 2024-12-04 06:00}
  - content/world/later.md
pinned: {story: content/world/w2.md, end: 2024-12-04 12:00}
-- content/world/later.md --
---
title: Later
date: 2024-12-04
---
Text.
"""

CLOCKS = [  # moment, lead, first of the top, links of the banners
    ("2024-12-01", "W8", "W2", None),
    ("2024-12-02", "W8", "W2", []),
    ("2024-12-03", "W1", "W2", []),
    ("2024-12-04", "W1", "W2", ["/2024/12/later/"]),
    ("2024-12-04T06:00", "Later", "W2", ["/2024/12/later/"]),
    ("2024-12-04T12:00", "Later", "W8", ["/2024/12/later/"]),
    ("2024-12-05", "Later", "W8", None),
]


def test_every_moment_of_a_front_page_changes_it_and_no_other_page(desk: Site) -> None:
    desk.write(TIMED)
    for number, (moment, lead, first, links) in enumerate(CLOCKS):
        result = check(desk, f"{moment}{'' if 'T' in moment else 'T00:00'}:00+00:00")
        assert result.texts(HOME, LEAD) == [lead], moment
        assert result.texts(HOME, TOP)[0] == first, moment
        assert bool(result.html(HOME).css(".banners")) is (links is not None), moment
        assert result.links(HOME, ".banners a") == (links or []), moment
        if number and moment != "2024-12-04":  # when a story goes live, and is in its lists too
            assert result.report.written == (HOME,), moment


def test_a_front_page_that_comes_changes_or_goes_changes_the_home_page_alone(desk: Site) -> None:
    desk.build()
    assert front(desk, "lead: world/w1.md\n").report.written == (HOME,)
    assert front(desk, "lead: world/w2.md\n").report.written == (HOME,)
    desk.remove("front.yaml")
    assert check(desk, NOW).report.written == (HOME,)


def test_a_lead_that_is_renamed_is_missed(desk: Site) -> None:
    front(desk, "lead: world/w1.md\n")
    (desk.root / "content/world/w1.md").rename(desk.root / "content/world/x1.md")
    assert ("front.yaml", 1, "missing-story") in check(desk, NOW).rules
    desk.write("-- front.yaml --\nlead: world/x1.md\n")
    assert check(desk, NOW).texts(HOME, LEAD) == ["W1"]


# By chance

DAYS = tuple(f"2024-12-0{day}" for day in range(1, 10))
RETRACTION = "[{date: 2024-12-04, kind: retraction, text: No.}]"
SOURCES = {
    "world/a.md": ("Title A", "2024-11-01", {}),
    "world/b.md": ("Title B", "2024-12-03", {"tags": "[Ball]"}),
    "sport/c.md": ("Title C", "2024-11-02", {"expires": "2024-12-05", "series": "Cup"}),
    "sport/d.md": ("Title D", "2024-12-06", {"expires": "2024-12-08", "tags": "[Ball]"}),
    "sport/e.md": ("Title E", "2024-11-03", {"draft": "true"}),
    "world/f.md": ("Title F", "2024-11-04", {"label": "sponsored", "series": "Cup"}),
    "world/g.md": ("Title G", "2024-11-05", {"corrections": RETRACTION}),
    "sport/h.md": ("Title H", "2024-12-02", {"live": "true"}),
}  # fmt: skip

windows = st.builds(
    lambda start, end: {
        **({"start": start} if start else {}),
        **({"end": end} if end and (not start or start < end) else {}),
    },
    st.none() | st.sampled_from(DAYS),
    st.none() | st.sampled_from(DAYS),
)
slots = st.lists(
    st.builds(lambda story, window: {"story": story, **window}, st.sampled_from(sorted(SOURCES)), windows),
    max_size=4,
)
lists = st.sampled_from([{"section": "world"}, {"section": "sport"}, {"tag": "ball"}, {"series": "cup"}])
blocks = st.builds(
    lambda where, stories, pinned, window: {**where, "stories": stories, "pinned": pinned, **window},
    lists,
    st.integers(1, 4),
    slots,
    windows,
)
banners = st.builds(
    lambda url, window: {"text": "Now", **({"url": url} if url else {}), **window},
    st.sampled_from(["", "/2024/12/b/", "/2024/12/d/", "/world/", "/2024/11/e/"]),
    windows,
)
fronts = st.fixed_dictionaries(
    {},
    optional={
        "banner": st.lists(banners, max_size=2),
        "lead": slots,
        "pinned": slots,
        "blocks": st.lists(blocks, max_size=3),
    },
)


def is_shown(source: str, moment: str) -> bool:
    _, date, fields = SOURCES[source]
    return "draft" not in fields and date <= moment and moment < fields.get("expires", "9")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=fronts, second=fronts, moments=st.lists(st.sampled_from(DAYS), min_size=3, max_size=3))
def test_any_front_page_is_the_same_built_anew_and_tells_of_nothing_withheld(
    first: dict[str, Any], second: dict[str, Any], moments: list[str]
) -> None:
    folder = Path(tempfile.mkdtemp())
    here = site(folder / "site")
    for path, (title, date, fields) in SOURCES.items():
        here.put(f"content/{path}", article(title, date, **fields).encode())
    for number, moment in enumerate(moments):
        here.put("front.yaml", json.dumps(second if number >= 2 else first).encode())  # JSON is YAML
        result = check(here, f"{moment}T00:00:00+00:00")
        assert result.report.published, result.report.problems
        page = result.text(HOME)
        for source, (title, _, _) in SOURCES.items():
            if not is_shown(source, moment):
                assert title not in page
                assert f"/{Path(source).stem}/" not in page
        top = result.texts(HOME, f"{LEAD}, {TOP}, {LATEST}")
        assert len(top) == len(set(top))
        assert {title for source, (title, *_) in SOURCES.items() if is_shown(source, moment)} == set(top)
    shutil.rmtree(folder)


def test_a_front_page_of_no_edition_or_of_no_text_is_an_error(desk: Site) -> None:
    desk.write("-- front.uk.yaml --\nlead: content/world/w1.md\n")
    desk.put("front.yaml", "pinned: [content/world/é.md]".encode("latin-1"))
    result = desk.build()
    assert {("front.uk.yaml", 0, "unknown-edition"), ("front.yaml", 0, "encoding")} <= {*result.rules}
    assert not result.report.published
