"""`broadsheet due`: when the site changes by itself, told to people, programs and cron."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sites import PIXEL, Site, article

Make = Callable[[str], Site]
NOW = "2024-12-01T12:00Z"
HEAD = "title: T\nbase_url: https://example.org/\n"
OLD = "2024-11-01"  # has left the news sitemap


def facts(here: Site, now: str = NOW) -> dict[str, Any]:
    done = here.run("due", "--json", "--now", now)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def moments(here: Site, now: str = NOW) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Every moment ahead, with what changes, where and why."""
    told = facts(here, now)
    dues = [told["next"], *told["later"]] if told["next"] else []
    return [
        (due["at"], [(each["what"], each["path"], each["why"]) for each in due["reasons"]]) for due in dues
    ]


def one(text: str) -> str:
    return f"-- content/news/a.md --\n{text}"


CASES = {
    "embargo": (
        article("A", "2024-12-05 08:00"),
        [("2024-12-05T08:00:00Z", "embargo"), ("2024-12-07T08:00:00Z", "news")],
    ),
    "expiry": (article("A", OLD, expires="2024-12-05 08:00"), [("2024-12-05T08:00:00Z", "expiry")]),
    "expiry before the news sitemap": (
        article("A", "2024-12-01", expires="2024-12-02"),
        [("2024-12-02T00:00:00Z", "expiry")],
    ),
    "news": (article("A", "2024-12-01 11:59:30"), [("2024-12-03T11:59:30Z", "news")]),
    "no news": (article("A", "2024-12-01", label="Sponsored"), []),
    "correction": (
        article("A", OLD, corrections="[{date: 2024-12-05, text: X}]"),
        [("2024-12-05T00:00:00Z", "correction")],
    ),
    "update": (article("A", OLD, updated="2024-12-05"), [("2024-12-05T00:00:00Z", "update")]),
    "retracted before it leaves the news": (
        article("A", "2024-12-01", corrections="[{date: 2024-12-02, kind: retraction, text: X}]"),
        [("2024-12-02T00:00:00Z", "correction")],
    ),
    "draft": (article("A", "2024-12-05", draft="true", expires="2024-12-06"), []),
    "expired before": (article("A", OLD, expires="2024-11-20", updated="2024-12-05"), []),
    "corrected after its expiry": (
        article("A", OLD, expires="2024-12-03", corrections="[{date: 2024-12-05, text: X}]"),
        [("2024-12-03T00:00:00Z", "expiry")],
    ),
    "nothing": (article("A", OLD), []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_due(make: Make, name: str) -> None:
    text, expected = CASES[name]
    found = moments(make(one(text)))
    assert [(at, what) for at, reasons in found for what, _, _ in reasons] == expected
    assert {path for _, reasons in found for _, path, _ in reasons} <= {"content/news/a.md"}


def test_a_live_blog(make: Make) -> None:
    head = article("A", OLD, live="{ended: 2024-12-06}")
    here = make(one(f"{head}\n## 2024-12-05 08:00 One\n\nX.\n\n## 2024-11-02 08:00 Before\n\nX.\n"))
    expected = [("2024-12-05T08:00:00Z", "entry"), ("2024-12-06T00:00:00Z", "end")]
    assert [(at, reasons[0][0]) for at, reasons in moments(here)] == expected


def test_a_notice_of_age_in_the_zone_of_the_site(make: Make) -> None:
    settings = f"-- site.yaml --\n{HEAD}timezone: Asia/Tokyo\nage_notice: 1\n"
    here = make(settings + one(article("A", "2024-02-29 09:00")))
    path, why = "content/news/a.md", "says from then on that it is old"
    assert moments(here) == [("2025-03-01T09:00:00+09:00", [("age", path, why)])]


FRONT = """
-- front.yaml --
banner: {text: Polls close, start: 2024-12-02, end: 2024-12-03}
lead:
  - {story: content/news/a.md, start: 2024-12-04}
  - {story: content/news/b.md, end: 2024-12-05}
pinned:
  - {story: /2024/11/a/, end: 2024-12-04 12:00}
  - {story: content/news/draft.md, start: 2024-12-06, end: 2024-12-07}
"""


def test_a_front_page(make: Make) -> None:
    """What is shadowed by another slot, or names a draft, changes nothing and is left out."""
    names = {"a": {}, "b": {}, "draft": {"draft": "true"}}
    here = make(
        "".join(f"-- content/news/{name}.md --\n{article(name, OLD, **more)}" for name, more in names.items())
        + FRONT
    )
    assert moments(here) == [
        ("2024-12-02T00:00:00Z", [("front", "", "the banner “Polls close” begins")]),
        ("2024-12-03T00:00:00Z", [("front", "", "the banner “Polls close” ends")]),
        ("2024-12-04T00:00:00Z", [("front", "", "the lead content/news/a.md begins")]),
    ]


def test_text(make: Make) -> None:
    here = make(
        one(article("A", "2024-12-05 08:30:15", corrections="[{date: 2024-12-05 08:30:15, text: X}]"))
    )
    here.build(f"{NOW[:-1]}:00+00:00")
    told = here.run("due", "--now", NOW)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "Thursday 5 December 2024, 08:30:15 UTC (in 3 days 20 h)",
        "  content/news/a.md shows a correction",
        "  content/news/a.md is published: its embargo ends",
    ]
    assert "Saturday 7 December 2024, 08:30:15 UTC" in here.run("due", "-v", "--now", NOW).stdout
    soon = here.run("due", "--now", "2024-12-05T08:30Z").stdout
    assert soon.startswith("Thursday 5 December 2024, 08:30:15 UTC (in 15 s)")


def test_how_long_it_is_over_a_night_when_clocks_change(make: Make) -> None:
    here = make(f"-- site.yaml --\n{HEAD}timezone: Europe/London\n" + one(article("A", "2024-10-27 12:00")))
    told = here.run("due", "--now", "2024-10-26T12:00").stdout
    assert "Sunday 27 October 2024, 12:00 GMT (in 1 day 1 h)" in told


def test_nothing_is_due(make: Make) -> None:
    here = make(one(article("A", OLD)))
    here.build(f"{NOW[:-1]}:00+00:00")
    nothing = "Nothing is due: the site stays as it is until somebody changes it.\n"
    assert here.run("due", "--now", NOW).stdout == nothing
    assert here.run("due", "--cron", "--now", NOW).stdout == ""
    told = facts(here)
    assert (told["now"], told["pending"], told["next"], told["later"]) == (
        "2024-12-01T12:00:00Z",
        0,
        None,
        [],
    )


def test_what_is_pending(make: Make) -> None:
    """What a build now would look at again, before all that is to come."""
    here = make(one(article("A", "2024-12-01 12:30")))
    assert facts(here)["pending"] > 10, "nothing is built yet"
    here.build("2024-12-01T12:00:00+00:00")
    assert facts(here)["pending"] == 0
    assert facts(here, "2024-12-01T12:29:59Z")["pending"] == 0
    assert facts(here, "2024-12-01T12:30Z")["pending"] > 3, "the embargo has ended"
    assert "A build now would look at" in here.run("due", "--now", "2024-12-01T12:30Z").stdout
    here.build("2024-12-01T12:30:00+00:00")
    assert facts(here, "2024-12-01T12:30Z")["pending"] == 0


def cron(here: Site, now: str = NOW, *options: str) -> list[str]:
    done = here.run("due", "--cron", "--now", now, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("2024-12-05 08:30", "30 8 5 12 *"),
        ("2024-12-05 08:30:01", "31 8 5 12 *"),
        ("2024-12-05 08:59:59", "0 9 5 12 *"),
        ("2024-12-31 23:59:30", "0 0 1 1 *"),
        ("2024-12-05 08:30:00.5", "31 8 5 12 *"),
        ("2024-12-05T00:30+02:00", "30 22 4 12 *"),
    ],
)
def test_cron(make: Make, date: str, fields: str) -> None:
    """The first full minute that is not before the moment, in UTC."""
    here = make(one(article("A", date)))
    comment, zone, line = cron(here)
    assert comment == "# content/news/a.md is published: its embargo ends"
    assert zone == "CRON_TZ=UTC"
    assert line == f"{fields} broadsheet build --site {here.root.resolve()}"


def test_cron_with_folders_that_need_quoting(tmp_path: Any) -> None:
    here = Site(tmp_path / "100 % of it").write(f"-- site.yaml --\n{HEAD}" + one(article("A", "2024-12-05")))
    line = cron(here, NOW, "--output", str(tmp_path / "out"))[-1]
    root = str((tmp_path / "100 % of it").resolve()).replace("%", "\\%")
    assert line == f"0 0 5 12 * broadsheet build --site '{root}' --output {(tmp_path / 'out').resolve()}"
    assert not re.search(r"(?<!\\)%", line), "a bare % ends the command of a crontab"


@pytest.mark.parametrize("options", [(), ("--json",), ("--cron",)])
def test_a_broken_site(make: Make, options: tuple[str, ...]) -> None:
    here = make("-- site.yaml --\ntitle: [\n" + one(article("A", "2024-12-05")))
    done = here.run("due", "--now", NOW, *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert "site.yaml:" in done.stderr


def test_an_article_with_an_error_is_not_waited_for(make: Make) -> None:
    here = make(one(article("A", "2024-12-05", expires="2024-12-04")))
    assert moments(here) == []


def test_it_writes_nothing_into_the_site(make: Make) -> None:
    here = make(one("---\ntitle: A\n---\nText.\n")).put("content/news/x.png", PIXEL)
    before = (here.root / "content/news/a.md").read_bytes()
    assert facts(here)["next"] is None
    assert (here.root / "content/news/a.md").read_bytes() == before
    assert not (here.root / "public").exists()
