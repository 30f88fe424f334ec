"""The page of corrections, its years, and where newcomers to a topic or a series begin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from incremental.twin import check
from sites import Result, Site, article

from generator.model import Severity

Make = Callable[[str], Site]

WRONG = """
-- content/world/a.md --
---
title: A
date: 2023-11-01
corrections:
  - {date: 2024-02-01 10:00, text: The year was 1999.}
  - {date: 2023-12-01, kind: update, text: A comment was added.}
---
Text.
-- content/world/b.md --
---
title: B
date: 2024-11-01
corrections: {date: 2024-11-02, kind: retraction, text: It was a hoax.}
---
Text.
"""
PAGE = "corrections/index.html"


@pytest.fixture
def wrong(make: Make) -> Site:
    return make(WRONG)


def notices(result: Result, page: str) -> list[tuple[str, str, str]]:
    """Kind, link and text of each notice of a page."""
    kinds = result.texts(page, ".erratum .label")
    texts = result.texts(page, ".erratum > p:last-child")
    return list(zip(kinds, result.links(page, ".erratum a"), texts, strict=True))


def test_corrections_stand_newest_first_with_their_place_in_the_article(wrong: Site) -> None:
    result = wrong.build()
    assert notices(result, PAGE) == [
        ("Retraction", "/2024/11/b/#correction-20241102000000", "It was a hoax."),
        ("Correction", "/2023/11/a/#correction-20240201100000", "The year was 1999."),
        ("Update", "/2023/11/a/#correction-20231201000000", "A comment was added."),
    ]
    assert "3 corrections" in result.texts(PAGE, "main .meta")[0]
    for _, link, _ in notices(result, PAGE):
        path, _, anchor = link.partition("#")
        assert result.html(f"{path[1:]}index.html").css_first(f"#{anchor}"), link


def test_two_of_one_moment_have_their_own_places(make: Make) -> None:
    two = "[{date: 2024-11-12, text: One.}, {date: 2024-11-12, text: Two.}]"
    result = make("-- content/world/a.md --\n" + article("A", corrections=two)).build()
    for _, link, text in notices(result, PAGE):
        place = result.html("2024/11/a/index.html").css_first(f"[id='{link.partition('#')[2]}']")
        assert place and text in place.text()


def test_each_year_has_its_own_by_the_date_of_the_correction(wrong: Site) -> None:
    result = wrong.build()
    assert result.links(PAGE, ".years a") == ["/corrections/2024/", "/corrections/2023/"]
    assert [text for _, _, text in notices(result, "corrections/2023/index.html")] == ["A comment was added."]
    assert len(notices(result, "corrections/2024/index.html")) == 2
    assert result.links("corrections/2023/index.html", ".trail a") == ["/corrections/"]


def test_a_year_lives_as_long_as_it_has_a_correction(wrong: Site) -> None:
    check(wrong, "2024-12-01T12:00:00+00:00")
    text = (wrong.root / "content/world/a.md").read_text()
    wrong.put("content/world/a.md", text.replace("2023-12-01, kind", "2024-12-01, kind").encode())
    result = check(wrong, "2024-12-01T12:00:00+00:00")
    assert not result.has("corrections/2023/index.html")
    wrong.remove("content/world/a.md").remove("content/world/b.md")
    assert not check(wrong, "2024-12-01T12:00:00+00:00").has("corrections/2024/index.html")


def test_a_correction_to_come_is_not_told(wrong: Site) -> None:
    before = check(wrong, "2024-01-01T12:00:00+00:00")
    assert [text for _, _, text in notices(before, PAGE)] == ["A comment was added."]
    assert not before.has("corrections/2024/index.html")
    after = check(wrong, "2024-02-01T10:00:00+00:00")
    assert [text for _, _, text in notices(after, PAGE)] == ["The year was 1999.", "A comment was added."]


def test_years_beyond_the_newest_fifty_come_and_go(make: Make) -> None:
    many = ", ".join(f"{{date: 2024-{1 + each // 28:02}-{1 + each % 28:02}, text: T}}" for each in range(51))
    here = make("").put("content/world/m.md", article("M", "2020-01-01", corrections=f"[{many}]").encode())
    check(here, "2024-12-01T12:00:00+00:00")
    old = article("O", "2020-01-01", corrections="{date: 2022-01-01, text: T}").encode()
    result = check(here.put("content/world/o.md", old), "2024-12-01T12:00:00+00:00")
    assert result.links(PAGE, ".years a") == ["/corrections/2024/", "/corrections/2022/"]
    gone = check(here.remove("content/world/o.md"), "2024-12-01T12:00:00+00:00")
    assert gone.links(PAGE, ".years a") == ["/corrections/2024/"]


def test_the_first_page_shows_fifty_and_leads_to_the_rest(make: Make) -> None:
    here = make("")
    for number in range(51):
        text = f"{{date: 2024-{1 + number // 28:02}-{1 + number % 28:02}, text: Number {number}.}}"
        here.put(
            f"content/world/s{number}.md", article(f"S{number}", "2023-01-01", corrections=text).encode()
        )
    result = here.build()
    shown = [text for _, _, text in notices(result, PAGE)]
    assert shown == [f"Number {number}." for number in range(50, 0, -1)]
    assert not any("corrections" in text for text in result.texts(PAGE, "main .meta bdi"))
    assert len(notices(result, "corrections/2024/index.html")) == 51
    assert "51 corrections" in result.texts("corrections/2024/index.html", "main .meta")[0]


def test_a_correction_makes_a_handful_of_pages_again(make: Make) -> None:
    here = make(WRONG)
    for number in range(40):
        here.put(f"content/world/s{number}.md", article(f"S{number}", "2022-01-01").encode())
    here.build()
    text = article("S7", "2022-01-01", corrections="{date: 2024-11-20, text: New.}").encode()
    written = here.put("content/world/s7.md", text).build().report.written
    pages = {path for path in written if path.endswith(".html")}
    assert {PAGE, "corrections/2024/index.html", "2022/01/s7/index.html"} <= pages
    assert "corrections/2023/index.html" not in pages
    assert not [path for path in pages if path.startswith("2022/01/s") and "/s7/" not in path]


def test_without_a_correction_the_page_is_there_and_says_so(make: Make) -> None:
    result = make("-- content/world/a.md --\n" + article("A")).build()
    assert result.texts(PAGE, ".empty") == ["There are no corrections yet."]
    assert "/corrections/" in result.links("2024/11/a/index.html", "footer a")


POLICY = """
-- site.yaml --
title: T
base_url: https://example.org/
policies: {{corrections: {url}}}
-- content/pages/rules.md --
---
title: Rules
---
We mend.
"""


@pytest.mark.parametrize(("url", "linked"), [("/rules/", True), ("/corrections/", False)])
def test_the_policy_is_linked_unless_it_is_the_page_itself(make: Make, url: str, linked: bool) -> None:
    result = make(POLICY.format(url=url)).build()
    assert result.report.published
    assert (url in result.links(PAGE, "main .meta a")) == linked


def test_feeds_of_corrections_are_linked_in_every_format(wrong: Site) -> None:
    result = wrong.build()
    feeds = [f"/corrections/{name}" for name in ("feed.xml", "atom.xml", "feed.json")]
    assert result.links(PAGE, "main .meta a") == feeds
    assert result.links(PAGE, "link[rel=alternate][type]") == feeds


# Series and topics

SERIES = """
-- site.yaml --
title: T
base_url: https://example.org/
series: {diary: {label: Flood Diary, description: A winter by the river}}
"""


def parts(here: Site, *numbers: int, series: str = "Diary") -> Site:
    for number in numbers:
        text = article(f"{series} {number}", f"2024-11-{number:02}", series=series)
        here.put(f"content/world/{series.lower()}-{number}.md", text.encode())
    return here


def test_a_series_leads_to_its_first_part(make: Make) -> None:
    result = parts(make(SERIES), 1, 2, 3).build()
    page = "series/diary/index.html"
    assert result.texts(page, "h1") == ["Flood Diary"]
    assert result.links(page, ".start .headline a") == ["/2024/11/diary-1/"]
    assert result.links(page, ".river .headline a")[0] == "/2024/11/diary-3/"


def test_a_series_of_one_part_needs_no_beginning(make: Make) -> None:
    result = parts(make(SERIES), 1).build()
    assert result.links("series/diary/index.html", ".start a") == []


def test_all_series_stand_on_one_page_the_latest_first(make: Make) -> None:
    here = parts(parts(make(SERIES), 1, 2), 5, series="Wall")
    result = here.build()
    assert result.links("series/index.html", "main a") == ["/series/wall/", "/series/diary/"]
    assert result.texts("series/index.html", ".ledger h2 + p") == ["1 story", "A winter by the river"]
    parts(here, 6)
    again = check(here, "2024-12-01T12:00:00+00:00")
    assert again.links("series/index.html", "main a")[0] == "/series/diary/"


def test_without_a_series_the_page_says_so(make: Make) -> None:
    assert make("").build().texts("series/index.html", ".empty") == ["There are no series yet."]


TOPIC = """
-- site.yaml --
title: T
base_url: https://example.org/
tags:
  floods:
    label: Floods
    topic: {topic}
    start: [content/world/b.md, {second}]
-- content/world/a.md --
---
title: A
date: 2024-11-02
tags: [Floods]
---
Text.
-- content/world/b.md --
---
title: B
date: 2024-11-01
---
Text.
-- content/world/c.md --
---
title: C
date: 2024-12-24
---
Text.
"""
TAG = "tags/floods/index.html"


def test_a_topic_begins_with_what_the_editor_names(make: Make) -> None:
    result = make(TOPIC.format(topic="true", second="/2024/11/a/")).build()
    assert result.texts(TAG, ".start h2") == ["Start here"]
    assert result.links(TAG, ".start .headline a") == ["/2024/11/b/", "/2024/11/a/"]


def test_a_tag_that_is_no_topic_does_not(make: Make) -> None:
    result = make(TOPIC.format(topic="false", second="/nowhere/")).build()
    assert result.report.published
    assert result.links(TAG, ".start a") == []


def test_a_beginning_that_does_not_exist_is_an_error_at_its_place(make: Make) -> None:
    result = make(TOPIC.format(topic="true", second="content/world/no.md")).build()
    assert result.ruled(Severity.ERROR) == {("site.yaml", "broken-start")}
    assert ("site.yaml", 7, "broken-start") in result.rules
    assert not result.report.published


def test_a_beginning_that_is_withheld_waits(make: Make) -> None:
    here = make(TOPIC.format(topic="true", second="content/world/c.md"))
    result = check(here, "2024-12-01T12:00:00+00:00")
    assert ("site.yaml", "story-withheld") in result.ruled(Severity.NOTE)
    assert result.links(TAG, ".start .headline a") == ["/2024/11/b/"]
    later = check(here, "2024-12-25T12:00:00+00:00")
    assert later.links(TAG, ".start .headline a") == ["/2024/11/b/", "/2024/12/c/"]


def test_a_beginning_that_disappears_is_noticed(make: Make) -> None:
    here = make(TOPIC.format(topic="true", second="/2024/11/a/"))
    check(here, "2024-12-01T12:00:00+00:00")
    here.remove("content/world/b.md")
    assert ("site.yaml", 7, "broken-start") in check(here, "2024-12-01T12:00:00+00:00").rules


def test_a_site_in_another_language_tells_its_corrections_in_it(make: Make) -> None:
    german = "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguage: de\n"
    assert make(german + WRONG).build().texts(PAGE, ".erratum .label")[0] == "Rücknahme"
