"""Live blogs: one text into an introduction and entries, whichever engine reads it."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from generator.articles import Parsed, parse
from generator.config import Config
from generator.model import Article, Body, Link, LiveEntry, Severity
from generator.options import Markdown

ENGINES = ("python-markdown", "commonmark")
ZONE = ZoneInfo("Europe/London")
PATH = "content/world/night.md"
FRONT = "---\ntitle: Election night\ndate: 2024-11-05 18:00\nlive: true\n---\n"
FIRST_LINE = FRONT.count("\n") + 1

every_engine = pytest.mark.parametrize("engine", ENGINES)


def parsed(text: str, engine: str = ENGINES[0], front: str = FRONT, path: str = PATH) -> Parsed:
    config = Config(
        title="T", base_url="https://example.org/", timezone=ZONE.key, markdown=Markdown(engine=engine)
    )
    return parse(path, (front + text).encode(), None, config)


def article(text: str, engine: str = ENGINES[0], front: str = FRONT) -> Article:
    found = parsed(text, engine, front)
    assert found.article, found.problems
    return found.article


def entries(text: str, engine: str = ENGINES[0]) -> tuple[LiveEntry, ...]:
    live = article(text, engine).live
    assert live
    return live.entries


def anchors(text: str, engine: str = ENGINES[0]) -> list[str]:
    return [entry.anchor for entry in entries(text, engine)]


def rules(found: Parsed) -> list[tuple[int, int, str]]:
    """Line, column and rule of each problem; lines count from the first below the front matter."""
    return [(each.line - FIRST_LINE + 1, each.column, each.rule) for each in found.problems]


def html(body: Body) -> str:
    return "".join(part.html if isinstance(part, Link) else str(part) for part in body)


def ids(body: Body) -> list[str]:
    return re.findall(r' id="([^"]*)"', html(body))


NIGHT = """\
The votes are *counted*.

## 21:40 Polls close in the "east" {pinned}
Text.

### Turnout

High.

## 2024-11-06 00:15 The first state is called {key}

Called.

## 00:20
Nothing new.

## Who counts
The counties.
"""


@every_engine
class TestEntries:
    def test_a_night(self, engine: str) -> None:
        night = article(NIGHT, engine)
        assert html(night.body).strip() == "<p>The votes are <em>counted</em>.</p>"
        assert night.live
        shown = [(each.anchor, each.title, each.key, each.pinned) for each in night.live.entries]
        assert shown == [
            ("t-20241106-0020", "", False, False),
            ("t-20241106-0015", "The first state is called", True, False),
            ("t-20241105-2140", "Polls close in the “east”", False, True),
        ]
        assert night.live.entries[1].at == dt.datetime(2024, 11, 6, 0, 15, tzinfo=ZONE)
        assert night.summary == "The votes are counted."

    def test_a_heading_without_a_time_belongs_to_the_entry_above(self, engine: str) -> None:
        newest = entries(NIGHT, engine)[0]
        assert html(newest.body).split("\n")[:2] == [
            "<p>Nothing new.</p>",
            '<h2 id="t-20241106-0020--who-counts">Who counts</h2>',
        ]
        assert html(article("## About\n\nThis.\n\n## 21:40\n\nText", engine).body).startswith("<h2")

    def test_words_are_those_of_all(self, engine: str) -> None:
        night = article(NIGHT, engine)
        assert night.live
        assert [entry.words for entry in night.live.entries] == [6, 1, 3]
        assert night.words == 4 + 10

    def test_titles_lose_their_markup(self, engine: str) -> None:
        text = "## 21:40 *The Times* & [a <b>link</b>](https://example.com/) `x` ##\n"
        assert [entry.title for entry in entries(text, engine)] == ["The Times & a link x"]

    @pytest.mark.parametrize("title", ["A prize for C#", "C##", "Who leads #", "3. May", "- 5 degrees"])
    def test_titles_that_hold_signs(self, engine: str, title: str) -> None:
        expected = title.removesuffix(" #").removeprefix("- ")
        assert [entry.title for entry in entries(f"## 21:40 {title}\nText", engine)] == [expected]

    @pytest.mark.parametrize(
        "line",
        [
            "##21:40 Polls",
            "   ##  21:40   Polls  ##",
            "## 21:40: Polls",
            "## 21:40, Polls",
            "## 21:40 – Polls",
            "## 2024-11-05T21:40Z -- Polls",
            "## 2024-11-05 22:40 +01:00 Polls",
            "##\t2024-11-05  21:40  Polls\\",
        ],
    )
    def test_forms_of_a_heading(self, engine: str, line: str) -> None:
        found = entries(f"Text\n{line}\nMore", engine)
        assert [(entry.anchor, entry.title) for entry in found] == [("t-20241105-2140", "Polls")]
        assert html(found[0].body).strip() == "<p>More</p>"

    @pytest.mark.parametrize(
        ("flags", "key", "pinned"),
        [
            ("{key}", True, False),
            ("{ Pinned }", False, True),
            ("{key pinned}", True, True),
            ("{pinned, key} ##", True, True),
            ("{key} {pinned}", True, True),
        ],
    )
    def test_flags(self, engine: str, flags: str, key: bool, pinned: bool) -> None:
        (entry,) = entries(f"## 21:40 Polls {flags}\nText", engine)
        assert (entry.title, entry.key, entry.pinned) == ("Polls", key, pinned)
        (entry,) = entries(f"## 21:40{flags}\nText", engine)
        assert (entry.title, entry.key, entry.pinned) == ("", key, pinned)

    def test_ids_are_apart(self, engine: str) -> None:
        text = "## Votes\n\n" + "".join(
            f"## 21:{minute} A\n\nClaim[^1] [up](#votes).\n\n### Votes\n\n### 30\n\n[^1]: Note.\n\n"
            for minute in ("40", "40:30", "41")
        )
        night = article(text, engine)
        assert night.live
        bodies = [night.body, *(entry.body for entry in night.live.entries)]
        found = [each for body in bodies for each in ids(body)] + [each.anchor for each in night.live.entries]
        assert len(found) == len(set(found)) == 1 + 3 * 5
        for entry in night.live.entries:
            targets = re.findall(r'href="#([^"]*)"', html(entry.body))
            assert len(targets) == 3 and set(targets) <= set(ids(entry.body))

    def test_the_introduction_takes_no_anchor(self, engine: str) -> None:
        night = article("### T 20241105 2140\n\n## 21:40 A\n\nText", engine)
        assert ids(night.body) == ["article-t-20241105-2140"]

    def test_code_and_html_hold_no_entries(self, engine: str) -> None:
        text = """\
        ## 21:00 A
        ```
        ## 21:01 B
        ~~~
        ```
        ~~~~ text
        ~~~
        ## 21:02 C
        ~~~~
        - ```
          ## 21:03 D
          ```

                ## 21:04 E

        <!--
        ## 21:05 F

        ## 21:06 G
        --> ```
        <pre>

        ## 21:07 H
        </pre>
        <div class="x">
        <div></div>
        ## 21:08 I
        </div>
        ## 21:09 J

        > ## 21:10 K

        ### 21:11 L

        <table>

        ## 21:12 M
        <iframe src="https://example.com/"></iframe>
        ## 21:13 N
        """.replace("        ", "", 1).replace("\n        ", "\n")
        minutes = [anchor[-2:] for anchor in anchors(text, engine)]
        assert minutes == ["13", "12", "09", "00"]

    def test_what_never_ends_hides_no_entry(self, engine: str) -> None:
        text = "## 21:00 A\n```\n\n## 21:01 B\n<!-- x\n\n## 21:02 C\n<pre>\n\n## 21:03 D\n~~~~\n~~~\n## 21:04"
        assert [anchor[-2:] for anchor in anchors(text, engine)] == ["04", "03", "02", "01", "00"]


class TestTimes:
    def test_a_time_alone_is_of_the_day_above_it_in_the_file(self) -> None:
        text = (
            "## 2024-11-06 00:15\n\n## 00:10\n\n## 2024-11-05 23:00\n\n## 23:50\n\n## 2024-11-06T01:00-05:00"
        )
        assert anchors(f"## 20:00\n\n{text}\n\n## 07:00") == [
            "t-20241106-0700",
            "t-20241106-0600",
            "t-20241106-0015",
            "t-20241106-0010",
            "t-20241105-2350",
            "t-20241105-2300",
            "t-20241105-2000",
        ]

    def test_the_day_is_that_of_the_zone_of_the_site(self) -> None:
        assert anchors("## 2024-11-05T23:00-05:00\n\n## 05:00\n") == ["t-20241106-0500", "t-20241106-0400"]

    def test_seconds(self) -> None:
        assert anchors("## 21:40:30\n\n## 21:41:00\n") == ["t-20241105-2141-00", "t-20241105-2140-30"]

    def test_the_hour_that_comes_twice(self) -> None:
        front = FRONT.replace("2024-11-05 18:00", "2024-10-26")
        text = (
            "## 2024-10-27T01:30Z Second\n\n## 2024-10-27 01:30 First\n\n## 2024-10-27T01:45+01:00 Between\n"
        )
        live = article(text, front=front).live
        assert live
        assert [(entry.anchor, entry.title) for entry in live.entries] == [
            ("t-20241027-0130b", "Second"),
            ("t-20241027-0145", "Between"),
            ("t-20241027-0130", "First"),
        ]

    def test_the_date_may_stand_in_the_name(self) -> None:
        found = parsed("## 21:40", front="---\ntitle: A\nlive: true\n---\n", path="content/2024-11-05-a.md")
        assert found.article and found.article.live
        assert [entry.anchor for entry in found.article.live.entries] == ["t-20241105-2140"]

    def test_a_bad_time_leaves_its_day_to_those_below(self) -> None:
        found = parsed("## 2024-11-06 25:00\n\n## 00:15\n")
        assert rules(found) == [(1, 4, "bad-entry-time")]

    def test_a_day_is_enough_without_a_date(self) -> None:
        front = "---\ntitle: A\nlive: true\n---\n"
        live = article("## 2024-11-05 21:40\n\n## 22:00\n", front=front).live
        assert live and len(live.entries) == 2


class TestProblems:
    @pytest.mark.parametrize(
        "time",
        [
            *(
                "25:99 Something",
                "9:5",
                "9:40 Polls",
                "21:60",
                "21:4",
                "10:40 pm Polls",
                "10:40pm",
                "2:1 win",
            ),
            *("21:40-22:00 Polls", "21:40+01:00", "21:40.5"),
            *("2024-02-30 10:00", "2024-11-06 9:05 A", "2024-11-06 10:00 +0260 A"),
        ],
    )
    def test_bad_times(self, time: str) -> None:
        assert rules(parsed(f"Text\n\n##  {time}\n\nText")) == [(3, 5, "bad-entry-time")]

    @pytest.mark.parametrize(
        "words", ["Am 21:40", "21 votes", "2024-11-06", "21.40 Polls", "**21:40**", "12:"]
    )
    def test_what_is_no_time(self, words: str) -> None:
        assert anchors(f"## 20:00\n\n## {words}\n") == ["t-20241105-2000"]

    def test_german_has_a_word_that_looks_like_half_a_day(self) -> None:
        assert [entry.title for entry in entries("## 21:40 Am Bahnhof")] == ["Am Bahnhof"]

    def test_no_day(self) -> None:
        front = "---\n\ntitle: A\nlive: true\n---\n"
        found = parsed("## 21:40\n\n## 21:50\n\n## 2024-11-05 22:00\n", front=front)
        assert rules(found) == [(1, 4, "no-entry-date")]

    def test_same_time(self) -> None:
        found = parsed("## 21:40 A\n\n## 20:00\n\n## 2024-11-05T22:40+01:00 B\n")
        assert rules(found) == [(5, 4, "same-time")]
        assert f"lines {FIRST_LINE} and {FIRST_LINE + 4}" in found.problems[0].message

    def test_an_entry_before_its_article(self) -> None:
        found = parsed("## 18:00\n\n## 17:59\n\n## 2024-11-04 20:00\n")
        assert rules(found) == [(3, 4, "entry-before-article"), (5, 4, "entry-before-article")]
        assert "day" in found.problems[0].cure and "day" not in found.problems[1].cure

    def test_two_pinned(self) -> None:
        found = parsed("## 21:00 A {pinned}\n\n## 23:00 B {key pinned}\n\n## 22:00 C {pinned}\n")
        assert rules(found) == [(1, 12, "two-pinned"), (5, 12, "two-pinned")]
        assert {each.severity for each in found.problems} == {Severity.WARNING}
        assert found.article

    def test_unknown_flags(self) -> None:
        found = parsed("## 21:00 A {pined}\n\n## 23:00 B {#b}\n")
        assert rules(found) == [(1, 12, "unknown-flag"), (3, 12, "unknown-flag")]
        assert found.problems[0].cure == "Did you mean `pinned`"
        assert found.article and found.article.live
        assert [entry.title for entry in found.article.live.entries] == ["B", "A"]

    def test_no_entries(self) -> None:
        found = parsed("Text\n\n## Soon\n")
        assert [(each.line, each.column, each.rule) for each in found.problems] == [(4, 7, "no-entries")]
        assert found.article and found.article.live and not found.article.live.entries
        assert "Soon" in html(found.article.body)

    @every_engine
    def test_problems_within_entries_have_their_place(self, engine: str) -> None:
        text = (
            "Intro ![a](https://example.com/a.png)\n\n## 21:40 A\n\nSee [b](b.md).\n\n"
            "## 21:50 Go <i onclick='x()'>now</i>\n\nText\n\n"
            "## 21:45 C\nLook [here]() now\n\nSee [b](b.md).\n\n```nolang\nx\n```\n\n![d](../../../d.jpg)\n"
        )
        found = parsed(text, engine)
        assert rules(found) == [
            (1, 12, "external-image"),
            (7, 16, "html-removed"),
            (12, 11, "empty-link"),
            (16, 4, "unknown-language"),
            (20, 6, "path-outside-site"),
        ]
        live = article(text.replace("../../../", ""), engine).live
        assert live
        links = [part for entry in live.entries for part in entry.body if isinstance(part, Link)]
        assert [(link.line - FIRST_LINE + 1, link.column) for link in links] == [(14, 9), (5, 9)]

    def test_a_raw_text_is_no_live_blog(self) -> None:
        config = Config(title="T", base_url="https://example.org/")
        beside = ("content/a.yaml", b"date: 2024-11-05\nlive: true\n")
        found = parse("content/a.txt", b"Headline\n\nText of it.\n", beside, config)
        problem = next(each for each in found.problems if each.rule == "live-raw-text")
        assert (problem.path, problem.line, problem.column) == ("content/a.yaml", 2, 7)
        assert found.article is None

    def test_without_live_nothing_is_an_entry(self) -> None:
        plain = article("## 21:40 A\n\n## 25:99 B\n", front=FRONT.replace("live: true\n", ""))
        assert plain.live is None
        assert ids(plain.body) == ["21-40-a", "25-99-b"]
