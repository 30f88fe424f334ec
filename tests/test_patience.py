"""One article that never ends does not stop the paper, and is read again by the next build."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from sites import article, site, snapshot

from generator.deadline import OutOfTime, within
from generator.model import Severity
from generator.stock import articles
from generator.workers import Patience, spread

ENDLESS = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"


def never_ends() -> None:
    re.fullmatch("(a+)+b", ENDLESS)  # in C, and with every other thread at a standstill


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("hostile", [{0}, {6}, {2, 3}, {0, 1, 2, 3, 4, 5, 6}])
def test_what_takes_too_long_is_late_and_all_else_is_done(processes: int, hostile: set[int]) -> None:
    def work(number: int) -> str:
        if number in hostile:
            never_ends()
        return f"{number}"

    found = list(spread(work, range(7), processes, patience=Patience(0.05, lambda number: f"late {number}")))
    assert found == [f"late {number}" if number in hostile else f"{number}" for number in range(7)]


def test_a_process_that_only_waits_is_not_late() -> None:
    from time import sleep

    assert list(spread(lambda _: sleep(0.2), [1], patience=Patience(0.05, str))) == [None]


def test_an_article_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "TIME_LIMIT", 0.3)
    here = site(
        tmp_path,
        f"""
        -- site.yaml --
        title: T
        base_url: https://example.org/
        boilerplate: ["(a+)+b"]
        -- content/world/good.txt --
        A good one

        Text that is read.
        -- content/world/good.yaml --
        date: 2024-11-11
        -- content/world/hostile.txt --
        A headline

        {ENDLESS}
        -- content/world/hostile.yaml --
        date: 2024-11-11
        """,
    )
    stopped = here.build()
    assert not stopped.report.published
    assert stopped.ruled(Severity.ERROR) == {("content/world/hostile.txt", "endless-article")}
    going_on = here.build(keep_going=True)
    assert going_on.has("2024/11/a-good-one/index.html")
    assert going_on.ruled(Severity.ERROR) == {("content/world/hostile.txt", "endless-article")}
    here.put("site.yaml", b"title: T\nbase_url: https://example.org/\n")
    mended = here.build()
    assert mended.report.published
    assert snapshot(mended.output) == snapshot(here.build(output="clean").output)


def test_nothing_remembers_that_an_article_was_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A long line of words that takes some time to be read, and no more.\n" * 3_000
    here = site(tmp_path).put("content/a.md", article("A").encode())
    here.put("content/b.txt", f"Headline\n\n{text}".encode()).put("content/b.yaml", b"date: 2024-11-11\n")
    assert here.build().report.published
    began = process_time()
    here.put("site.yaml", b"title: Another\nbase_url: https://example.org/\nboilerplate: [x]\n")
    monkeypatch.setattr(articles, "TIME_LIMIT", 0.01)
    assert ("content/b.txt", "endless-article") in here.build().ruled(Severity.ERROR)
    monkeypatch.undo()
    again = here.build()
    assert again.report.published, f"after {process_time() - began} s"
    assert snapshot(again.output) == snapshot(here.build(output="clean").output)


def test_an_interruption_that_somebody_takes_for_a_failure_is_one() -> None:
    with pytest.raises(OutOfTime), within(0.05), suppress(Exception):
        while True:
            pass
