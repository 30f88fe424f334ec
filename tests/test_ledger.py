"""The ledger of addresses: its form, how git merges it, and what an output adds to it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sites import article, site

from generator.ledger import ATTRIBUTES, NAME, Ledger, Line, merged, published_in, read, updated, write

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)
LINES = st.builds(Line, WORDS.map(lambda word: f"/{word}/"), WORDS, WORDS, WORDS)
PATTERNS = st.sets(WORDS.map(lambda word: f"/{word}/"))
LEDGERS = st.builds(
    lambda lines, patterns: Ledger(tuple(sorted(lines)), tuple(sorted(patterns))), st.sets(LINES), PATTERNS
)


@given(LEDGERS)
def test_what_is_written_is_read_again(ledger: Ledger) -> None:
    assert read(write(ledger)) == (ledger, ())


@given(LEDGERS, LEDGERS)
def test_the_lines_of_two_ledgers_are_the_ledger_of_both(one: Ledger, other: Ledger) -> None:
    together, problems = read(write(other) + write(one))
    assert together == merged((one, other))
    assert not problems


@given(LEDGERS, LEDGERS)
def test_no_address_is_lost_by_a_deploy(before: Ledger, output: Ledger) -> None:
    published = Ledger(tuple({line.url: line for line in output.lines}.values()), output.permalinks)
    after = updated(before, published)
    assert {line.url for line in after.lines} == {line.url for line in (*before.lines, *published.lines)}
    assert set(published.lines) <= set(after.lines)
    assert updated(after, published) == after


def test_an_address_that_leads_to_an_article_takes_what_that_is_known_by() -> None:
    before = Ledger((Line("/old/", "content/old.md", "1"), Line("/other/", "content/other.md", "7")))
    published = Ledger((Line("/new/", "content/new.md", "2", "story"),))
    after = updated(before, published, [("/old/", "/new/"), ("/unheard-of/", "/new/"), ("/other/", "/tags/")])
    assert after.lines == (
        Line("/new/", "content/new.md", "2", "story"),
        Line("/old/", "content/new.md", "2", "story"),
        Line("/other/", "content/other.md", "7"),
    )


def test_what_is_no_ledger_is_told_line_by_line() -> None:
    text = "/a/\tcontent/a.md\r\n\n# Note\n<<<<<<< HEAD\nb\n/a/\t1\t2\t3\t4\npermalink\t/{slug}/\n"
    ledger, problems = read(text)
    assert ledger == Ledger((Line("/a/", "content/a.md"),), ("/{slug}/",))
    assert [(each.line, each.rule) for each in problems] == [
        (4, "unreadable-ledger"),
        (5, "unreadable-ledger"),
        (6, "unreadable-ledger"),
    ]
    assert "merge=union" in problems[0].cure


def test_git_merges_the_ledgers_of_two_branches(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def commit(*lines: Line) -> None:
        (tmp_path / NAME).write_text(write(Ledger(lines, ("/{slug}/",))), encoding="utf-8")
        git("add", "-A")
        git("commit", "-m", "Deployed")

    old, one, other = Line("/m/", "content/m.md"), Line("/n/", "content/n.md"), Line("/o/")
    git("init")
    (tmp_path / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    commit(old)
    git("checkout", "-b", "desk")
    commit(Line("/m/", "content/m.md", "9"), one)
    git("checkout", "main")
    commit(old, other)
    git("merge", "desk")
    ledger, problems = read((tmp_path / NAME).read_text(encoding="utf-8"))
    assert not problems
    assert {line.url for line in ledger.lines} == {"/m/", "/n/", "/o/"}


def test_an_output_says_what_it_publishes(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        f"""
        -- content/world/a.md --
        {article("A", key="story").replace(chr(10), chr(10) + "        ")}
        -- content/world/b c.md --
        {article("B").replace(chr(10), chr(10) + "        ")}
        -- static/extra.css --
        p {{ color: red }}
        -- static/list.pdf --
        A document.
        """,
    ).build()
    lines = {line.url: line for line in published_in(made.output).lines}
    assert lines["/2024/11/a/"].source == "content/world/a.md"
    assert len(lines["/2024/11/a/"].digest) == 16
    assert lines["/2024/11/a/"].key == "story"
    assert lines["/2024/11/b-c/"].key == ""
    assert lines["/2024/11/b-c/"].digest != lines["/2024/11/a/"].digest
    assert lines["/world/"] == Line("/world/")
    assert {"/", "/feed.xml", "/sitemap.xml", "/list.pdf", "/archive/"} <= lines.keys()
    assert not [url for url in lines if ".css" in url or url.endswith((".png", ".svg")) or "404" in url]
    assert published_in(made.output).permalinks == ("/{year}/{month}/{slug}/",)
