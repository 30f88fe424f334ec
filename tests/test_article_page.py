"""What the page of an article says beside its text: corrections, sources, series, topics, translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from incremental.patience import settled_at_once
from incremental.twin import check
from sites import PIXEL, Result, Site, article, site

from generator.appearance import anniversary
from generator.model import Severity

Make = Callable[[str], Site]
PAGE = "2024/11/dam/index.html"
CONFIG = "title: The Test Times\nbase_url: https://example.org/\n"


def dam(fields: str, text: str = "It held.") -> str:
    return f"-- content/world/dam.md --\n---\ntitle: The dam\ndate: 2024-11-04 09:00\n{fields}\n---\n{text}\n"


def main(result: Result, page: str = PAGE) -> str:
    """All that a page says, between its head and its foot."""
    return result.texts(page, "main")[0]


def told(result: Result, path: str = "content/world/dam.md") -> set[tuple[str, Severity]]:
    return {(each.rule, each.severity) for each in result.report.problems if each.path == path}


CORRECTIONS = """corrections:
  - {date: 2024-11-05 10:00, text: The year was 1999.}
  - {date: 2024-11-06 11:30, kind: clarification, text: "The <dam> is old."}
tags: [Water]"""


def test_corrections_stand_above_the_text_with_their_anchors_newest_first(make: Make) -> None:
    result = make(dam(CORRECTIONS)).build()
    found = result.html(PAGE).css(".corrections .correction")
    assert [each.attributes["id"] for each in found] == [
        "correction-20241106113000",
        "correction-20241105100000",
    ]
    assert result.texts(PAGE, ".correction") == [
        "Clarification, 6 November 2024, 11:30 The <dam> is old.",
        "Correction, 5 November 2024, 10:00 The year was 1999.",
    ]
    assert result.texts(PAGE, ".updated") == ["Updated 6 November 2024, 11:30"]
    assert "1999. It held." in main(result)


def test_corrections_stand_below_the_text_where_the_site_says_so(make: Make) -> None:
    result = make(f"-- site.yaml --\n{CONFIG}corrections: bottom\n" + dam(CORRECTIONS)).build()
    assert "It held. Corrections Clarification" in main(result)


def test_two_corrections_of_one_moment_have_two_anchors(make: Make) -> None:
    one = "  - {date: 2024-11-05 10:00, text: One.}\n  - {date: 2024-11-05 10:00, text: Two.}"
    found = make(dam(f"corrections:\n{one}")).build().html(PAGE).css(".correction")
    assert [each.attributes.get("id") for each in found] == [
        "correction-20241105100000-2",
        "correction-20241105100000",
    ]


RETRACTED = """summary: Wrong summary.
dateline: KYIV
layout: long-read
methods: Wrong methods.
sources: [Wrong source]
corrections:
  - {date: 2024-11-05, kind: retraction, text: We could not confirm it.}"""


def test_a_retracted_article_keeps_its_headline_and_says_why(make: Make) -> None:
    result = make(dam(RETRACTED, "Wrong text.")).build()
    shown = main(result)
    assert result.texts(PAGE, "h1") == ["The dam"]
    assert result.texts(PAGE, ".retraction h2") == ["This article was retracted"]
    assert "We could not confirm it." in shown
    assert not [word for word in ("Wrong", "KYIV", "min read") if word in shown]
    assert result.texts(PAGE, ".kicker .retracted") == ["Retracted"]


def test_a_correction_that_becomes_due_appears_by_itself(make: Make) -> None:
    with settled_at_once():
        here = make(dam("corrections: {date: 2024-12-01 12:00, kind: retraction, text: It was wrong.}"))
        before = check(here, "2024-12-01T11:59:59+00:00")
        assert "It held." in main(before)
        assert "was wrong" not in before.text(PAGE)
        after = check(here, "2024-12-01T12:00:00+00:00")
        assert "It held." not in after.text(PAGE)
        assert after.texts(PAGE, ".correction p:last-child") == ["It was wrong."]


SOURCES = """methods: |
  We read them.
  All of them.
sources:
  - Minutes
  - {label: Registry, url: "https://example.net/r?a=1&b=2", note: Read on 3 November}
  - {label: How we work, url: "/about/#checks"}
  - {label: A secret, url: /2025/01/secret/}
  - {label: A secret file, url: /2025/01/secret}
  - {label: A mistake, url: /nowhere/}"""
ABOUT = "-- content/pages/about.md --\n---\ntitle: About\n---\n## Checks\n\nText.\n"
SECRET = f"-- content/world/secret.md --\n{article('Secret', '2025-01-01', key='k')}"


def test_sources_are_links_where_something_is_at_their_address(make: Make) -> None:
    result = make(dam(SOURCES) + ABOUT + SECRET).build()
    assert result.links(PAGE, ".sources a") == ["https://example.net/r?a=1&b=2", "/about/#checks"]
    assert result.texts(PAGE, ".sources li") == [
        "Minutes",
        "Registry Read on 3 November",
        "How we work",
        "A secret",
        "A secret file",
        "A mistake",
    ]
    assert result.texts(PAGE, ".methods p") == ["We read them. All of them."]
    assert told(result) == {("withheld-link", Severity.NOTE), ("broken-link", Severity.WARNING)}
    assert not [path for path, data in result.files.items() if b"/2025/01/secret" in data]


def test_an_old_article_says_so_from_its_anniversary_on(make: Make) -> None:
    here = make(f"-- site.yaml --\n{CONFIG}age_notice: 2\n" + dam(""))
    with settled_at_once():
        assert check(here, "2026-11-04T08:59:59+00:00").texts(PAGE, ".age") == []
        after = check(here, "2026-11-04T09:00:00+00:00")
    assert after.texts(PAGE, ".age") == ["This article is more than 2 years old"]


@pytest.mark.parametrize(
    ("label", "notice"),
    [("Sponsored", "Paid for by the sponsor"), ("satire", "This is satire"), ("Analysis", ""), ("News", "")],
)
def test_what_is_paid_for_or_made_up_says_so(make: Make, label: str, notice: str) -> None:
    found = make(dam(f"label: {label}")).build().texts(PAGE, ".story-head .notice")
    assert [each[: len(notice)] for each in found] == ([notice] if notice else [])


@pytest.mark.parametrize(("label", "rel"), [("Sponsored", "sponsored"), ("News", None)])
def test_the_sources_of_what_is_paid_for_are_paid_for_too(make: Make, label: str, rel: str | None) -> None:
    sources = 'sources: [{label: Maker, url: "https://maker.example/"}, {label: Us, url: /world/}]'
    links = make(dam(f"label: {label}\n{sources}")).build().html(PAGE).css(".sources a")
    assert [link.attributes.get("rel") for link in links] == [rel, None]


def test_subscribers_are_named_where_a_story_is_not_free(make: Make) -> None:
    assert make(dam("free: false")).build().texts(PAGE, ".subscribers") == ["Subscribers only"]
    assert make(dam("free: true")).build().texts(PAGE, ".subscribers") == []


def parts(*dates: str) -> str:
    return "".join(
        f"-- content/world/part-{number}.md --\n{article(f'Part {number}', date, series='The Flood')}"
        for number, date in enumerate(dates, 1)
    )


def test_a_series_leads_to_its_neighbours_and_to_all_parts(make: Make) -> None:
    result = make(parts("2024-11-01", "2024-11-02", "2024-11-03", "2025-01-01")).build()
    middle, last = "2024/11/part-2/index.html", "2024/11/part-3/index.html"
    assert result.texts(middle, ".series h2") == ["Part of the series The Flood"]
    assert result.links(middle, ".series .older a, .series .newer a") == [
        "/2024/11/part-1/",
        "/2024/11/part-3/",
    ]
    assert result.links(last, ".series .newer a") == [], "a part that is withheld is not led to"
    assert result.links(last, ".series .meta a") == ["/series/the-flood/"]


TOPICS = f"""-- site.yaml --
{CONFIG}tags:
  water: {{label: Water, topic: true, start: [content/world/intro.md, /2025/01/secret/, /2024/11/dam/]}}
  stone: {{label: Stone, topic: true}}
  wood: {{label: Wood, topic: true}}
  iron: Iron
"""
INTRO = f"-- content/world/intro.md --\n{article('Intro', '2024-10-01')}"


def test_two_topics_at_most_stand_at_the_foot_with_where_to_start(make: Make) -> None:
    result = make(TOPICS + dam("tags: [Iron, Water, Stone, Wood]") + INTRO + SECRET).build()
    assert result.texts(PAGE, ".topics h2") == ["More on Water", "More on Stone"]
    assert result.links(PAGE, ".topics h2 a") == ["/tags/water/", "/tags/stone/"]
    assert result.texts(PAGE, ".topics .headline") == ["Intro"], "neither itself nor what is withheld"


LANGUAGES = f"-- site.yaml --\n{CONFIG}language: en\nlanguages: {{uk: {{}}, ar: {{}}}}\n"


def version(language: str, date: str = "2024-11-04", folder: str = "world") -> str:
    text = article(f"In {language}", date, key="k", language=language)
    return f"-- content/{folder}/in-{language}.md --\n{text}"


def test_translations_lead_to_each_other(make: Make) -> None:
    here = make(LANGUAGES + version("en") + version("uk") + version("ar", "2025-01-01"))
    result = here.build()
    own, other = "2024/11/in-en/index.html", "uk/2024/11/in-uk/index.html"
    (link,) = result.html(own).css(".translations a")
    assert link.text() == "Українська"
    assert {name: link.attributes[name] for name in ("href", "lang", "hreflang")} == {
        "href": "/uk/2024/11/in-uk/",
        "lang": "uk",
        "hreflang": "uk",
    }
    assert result.links(other, ".translations a") == ["/2024/11/in-en/"]
    later = here.build(now="2025-01-01T00:00:00+00:00")
    assert later.links(own, ".translations a") == ["/ar/2025/01/in-ar/", "/uk/2024/11/in-uk/"]


def test_pages_have_translations_too(make: Make) -> None:
    result = make(LANGUAGES + version("en", folder="pages") + version("uk", folder="pages")).build()
    assert result.links("in-en/index.html", ".translations a") == ["/uk/in-uk/"]


def test_of_two_articles_in_one_language_only_the_older_is_a_translation(make: Make) -> None:
    twin = f"-- content/world/twin.md --\n{article('Twin', '2024-11-05', key='k', language='uk')}"
    result = make(LANGUAGES + version("en") + version("uk") + twin).build()
    assert result.links("2024/11/in-en/index.html", ".translations a") == ["/uk/2024/11/in-uk/"]
    assert told(result, "content/world/twin.md") == {("same-translation", Severity.WARNING)}
    assert told(result, "content/world/in-uk.md") == set()


@pytest.mark.parametrize("layout", ["long-read", "photo-essay"])
def test_a_layout_of_the_theme_has_all_that_an_article_has(make: Make, layout: str) -> None:
    here = make(dam(f"layout: {layout}\nimage: a.png\n{CORRECTIONS}")).put("content/world/a.png", PIXEL)
    result = here.build()
    assert result.report.exit_code == 0
    assert result.html(PAGE).css_first(f"article.{layout} .story-picture img") is not None
    assert len(result.texts(PAGE, ".correction")) == 2
    assert result.texts(PAGE, "h1") == ["The dam"]


def test_a_layout_of_the_site_can_be_added_and_taken_away(make: Make) -> None:
    with settled_at_once():
        here = make(dam("layout: tall"))
        now = "2024-12-01T12:00:00+00:00"
        assert "unknown-layout" in {rule for *_, rule in check(here, now).rules}
        here.put("templates/layouts/tall.html", b"<title>{{ page.title }}, tall</title>")
        assert check(here, now).text(PAGE) == "<title>The dam, tall</title>"
        here.remove("templates/layouts/tall.html")
        kept = check(here, now, keep_going=True)
        assert kept.texts(PAGE, "h1") == ["The dam"]
        assert kept.report.exit_code == 1


@pytest.mark.parametrize(
    ("name", "cure"), [("longread", "Did you mean `long-read`"), ("zzz", "add `templates/layouts/zzz.html`")]
)
def test_an_unknown_layout_is_an_error_at_its_place(make: Make, name: str, cure: str) -> None:
    result = make(dam(f"layout: {name}")).build()
    (problem,) = result.report.problems
    assert (problem.line, problem.column, problem.rule) == (4, 9, "unknown-layout")
    assert problem.severity is Severity.ERROR
    assert cure in problem.cure
    assert not result.report.published


def test_a_page_beside_the_news_has_no_layouts(make: Make) -> None:
    result = make("-- content/pages/about.md --\n---\ntitle: About\nlayout: long-read\n---\nText.\n").build()
    assert told(result, "content/pages/about.md") == {("unused-layout", Severity.WARNING)}
    assert result.texts("about/index.html", "h1") == ["About"]


def test_a_page_beside_the_news_is_corrected_and_retracted_like_an_article(make: Make) -> None:
    fields = "date: 2024-11-01\nsources: [Minutes]\ncorrections: {date: 2024-11-05, text: It was %s.}"
    page = "-- content/pages/about.md --\n---\ntitle: About\n%s\n---\nText.\n"
    result = make(page % (fields % "1999")).build()
    assert result.texts("about/index.html", ".correction p:last-child") == ["It was 1999."]
    assert result.texts("about/index.html", ".sources li") == ["Minutes"]
    assert result.texts("about/index.html", ".updated") == ["Updated 5 November 2024"]


WITHHELD = {"date": "2025-06-01", "draft": "true", "expires": "2024-11-20"}


@st.composite
def newsrooms(draw: st.DrawFn) -> str:
    """A site whose articles refer to each other in every way, some of them withheld; those say "secret"."""
    count = draw(st.integers(2, 5))
    hidden = [draw(st.sampled_from(["", *WITHHELD])) for _ in range(count)]
    names = [f"{'secret' if how else 'open'}-{number}" for number, how in enumerate(hidden)]
    months = ["2025/06" if how == "date" else "2024/11" for how in hidden]
    languages = [draw(st.sampled_from(["", "uk", "ar"])) for _ in range(count)]
    folders = [f"/{language}" if language else "" for language in languages]
    addresses = [
        f"{above}/{month}/{name}/" for above, month, name in zip(folders, months, names, strict=True)
    ]
    paths = [f"content/world/{name}.md" for name in names]
    start = draw(st.lists(st.sampled_from([*paths, *addresses]), max_size=3, unique=True))
    text = f"{LANGUAGES}tags: {{t: {{label: T, topic: true, start: [{', '.join(start)}]}}}}\n"
    for number, (path, name, how) in enumerate(zip(paths, names, hidden, strict=True)):
        named = draw(st.lists(st.sampled_from(addresses), max_size=3))
        fields = {"date": f"2024-11-0{number + 1}", "title": name, "key": "k", "series": "S", "tags": "[T]"}
        fields |= {how: WITHHELD[how]} if how else {}
        fields["language"] = languages[number] or "en"
        fields["sources"] = "[" + ", ".join(f"{{label: S, url: {each}}}" for each in named) + "]"
        lines = "".join(f"{field}: {value}\n" for field, value in fields.items() if value != "[]")
        text += f"-- {path} --\n---\n{lines}---\nText.\n"
    return text


UNHURRIED = settings(database=None, suppress_health_check=list(HealthCheck))


@settings(UNHURRIED, max_examples=12, derandomize=True, phases=[Phase.generate])
@given(newsrooms())
def test_nothing_leads_to_a_withheld_article(text: str) -> None:
    with TemporaryDirectory() as folder:
        result = site(Path(folder), text).build()
        assert result.report.published, "\n".join(map(str, result.report.problems))
        assert list(_leaks(result)) == []


def _leaks(result: Result) -> Iterator[str]:
    return (path for path, data in result.files.items() if b"secret" in path.encode() + data)


def test_colours_of_code_are_for_pages_with_code(make: Make) -> None:
    code = dam("", "```python\nprint(1)\n```")
    result = make(f"-- content/world/plain.md --\n{article('Plain')}\n{code}").build()
    assert "/code." in result.text(PAGE) and "/code." not in result.text("2024/11/plain/index.html")


@pytest.mark.parametrize(
    ("date", "years", "day"),
    [("2024-02-29", 1, "2025-03-01"), ("2024-02-29", 4, "2028-02-29"), ("9998-05-05", 3, "9999-12-31")],
)
def test_anniversaries_at_the_edges_of_the_calendar(date: str, years: int, day: str) -> None:
    assert str(anniversary(dt.datetime.fromisoformat(date), years).date()) == day
