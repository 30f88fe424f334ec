"""`broadsheet new` and `broadsheet article`: what they make is right at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site, broadsheet

from generator.model import Severity

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00")
TITLES = [
    "The Harbour Mail",
    'Mail: "Ahoy" — {today}',
    "O’Neill’s & Sons’ <b>Mail</b>",
    "'quoted'",
    '"quoted"',
    "- dash",
    "*bold* `code`",
    "yes",
    "null",
    "2024",
    "@at #tag",
    "Новини Одеси",
    "港の新聞",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_new_site_is_right_at_once(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "paper"
    assert broadsheet("new", str(folder), "--title", title).returncode == 0
    done = broadsheet("build", "--site", str(folder), "--json")
    facts = json.loads(done.stdout)
    assert (facts["published"], facts["problems"], facts["articles"]) == (True, [], 2)
    checked = json.loads(broadsheet("check", "--site", str(folder), "--json").stdout)
    assert [each for each in checked["problems"] if each["severity"] != "note"] == []
    result = Site(folder).build(now="2099-01-01T00:00:00+00:00", frozen=True)
    assert result.texts("index.html", "title") == [title]


def test_what_a_new_site_suggests_works_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    assert broadsheet("new", str(folder)).returncode == 0
    settings = folder / "site.yaml"
    suggested = re.sub("^# (?=[a-z ])", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(suggested, encoding="utf-8")
    for name in ("ethics", "how-we-correct"):
        (folder / f"content/pages/{name}.md").write_text(f"# {name}\n\nWe do.\n", encoding="utf-8")
    diary = "---\ndate: 2026-01-05\nseries: Flood Diary\ntags: [floods]\n---\n# Water\n\nIt rose.\n"
    (folder / "content/news/water.md").write_text(diary, encoding="utf-8")
    result = Site(folder).build(now="2099-01-01T00:00:00+00:00", frozen=True)
    assert (result.report.published, result.report.problems) == (True, ())
    assert {"/ethics/", "/how-we-correct/"} <= set(result.links("index.html", "footer a"))
    assert result.texts("series/flood-diary/index.html", "h1") == ["Flood Diary"]
    assert result.texts("2026/01/water/index.html", ".notice") == ["This article is more than 3 years old"]
    assert result.texts("2026/01/water/index.html", ".topics h2") == ["More on Floods"]
    assert "User-agent: GPTBot" in result.files["robots.txt"].decode()
    assert '"legalName":"The publisher"' in result.files["index.html"].decode()


def test_the_name_is_made_of_the_folder(tmp_path: Path) -> None:
    done = broadsheet("new", "the-BBC_mail", cwd=tmp_path)
    assert done.stdout.startswith("The BBC Mail is ready in the-BBC_mail/")


def test_the_advice_can_be_pasted(tmp_path: Path) -> None:
    assert "serve --site 'my paper'\n" in broadsheet("new", "my paper", cwd=tmp_path).stdout


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    done = broadsheet("new", str(tmp_path))
    assert done.returncode == 2 and "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert broadsheet("new", str(tmp_path / "letter.txt")).returncode == 2


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert broadsheet("new", str(tmp_path)).returncode == 0
    assert (tmp_path / "site.yaml").is_file()


HEADLINES = {
    "Ferry returns on Monday": "2024-12-01-ferry-returns-on-monday.md",
    'He said: "no" # really': "2024-12-01-he-said-no-really.md",
    "[ ] {a: b}": "2024-12-01-a-b.md",
    "Мир і хліб": "2024-12-01-mir-i-khlib.md",
    "港の新聞": "2024-12-01-港の新聞.md",
    "Two\nlines": "2024-12-01-two-lines.md",
}


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_new_article_is_a_draft_with_its_headline(make: Make, headline: str) -> None:
    here = make("")
    done = here.run("article", headline, *NOW)
    assert done.returncode == 0, done.stderr
    path = f"content/news/{HEADLINES[headline]}"
    assert (here.root / path).is_file()
    assert path in done.stdout
    result = here.build()
    assert result.ruled(Severity.NOTE) == {(path, "withheld")}
    assert result.report.published and len(result.report.problems) == 1
    assert not [page for page in result.pages if page.startswith("2024/12/")]
    drafts = here.build(drafts=True, preview=True, output="preview")
    shown = [re.sub("[“”]", '"', text) for text in drafts.texts("news/index.html", ".headline")]
    assert shown == [" ".join(headline.split())]


def test_an_article_is_never_written_over(make: Make) -> None:
    here = make("")
    assert here.run("article", "Once", *NOW).returncode == 0
    path = here.root / "content/news/2024-12-01-once.md"
    path.write_text("mine", encoding="utf-8")
    again = here.run("article", "Once", *NOW)
    assert again.returncode == 2 and "is already there" in again.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_wrong_usage(make: Make) -> None:
    here = make("")
    assert here.run("article", "???").returncode == 2
    assert here.run("article", "Head", "--section", "..").returncode == 2
    assert here.run("article", "Head", "--section", "archive").returncode == 2
    assert here.run("article", "Head", "--section", "World News", *NOW).returncode == 0
    assert (here.root / "content/world-news/2024-12-01-head.md").is_file()


def test_the_date_is_that_of_the_site(make: Make) -> None:
    here = make("-- site.yaml --\ntitle: T\ntimezone: Asia/Tokyo\n")
    here.run("article", "Late", "--now", "2024-12-01T20:00Z")
    text = (here.root / "content/news/2024-12-02-late.md").read_text(encoding="utf-8")
    assert "date: 2024-12-02 05:00\n" in text
