"""A template or an article that never ends: the build does, and says which one it was."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sites import CONFIG, Result, Site, article

from generator import articles
from generator.deadline import within
from generator.stock import intake

Make = Callable[[str], Site]
ENDLESS = "\n\n{% for a in range(100000) %}{% for b in range(100000) %}{{ a * b }}{% endfor %}{% endfor %}"
LIMIT = f"-- site.yaml --\n{CONFIG}theme: {{page_seconds: 1}}\n"


def paper(make: Make) -> Site:
    here = make(LIMIT)
    for number in range(3):
        here.put(f"content/world/a{number}.md", article(f"A{number}").encode())
    return here


def told(result: Result) -> None:
    found = [each for each in result.report.problems if each.rule == "endless-template"]
    assert [(each.path, each.line) for each in found] == [("templates/article.html", 3)]
    assert "longer than 1 second" in found[0].message
    assert not result.report.published and result.report.exit_code == 1


@pytest.mark.parametrize("processes", [1, 2])
def test_a_template_that_never_ends_is_named(make: Make, processes: int) -> None:
    here = paper(make)
    before = here.build().files
    here.put("templates/article.html", ENDLESS.encode())
    result = here.build(processes=processes)
    told(result)
    assert result.files == before


def test_nor_does_it_hold_up_a_thread(make: Make) -> None:
    """As in a preview."""
    here = paper(make).put("templates/article.html", ENDLESS.encode())
    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(here.build()))
    thread.start()
    thread.join()
    told(results[0])


@pytest.mark.parametrize("processes", [1, 2])
def test_one_article_cannot_stop_the_paper(
    make: Make, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    here, parse = paper(make), articles.parse

    def endless(path: str, *given: Any) -> Any:
        while path.endswith("a1.md"):
            pass
        return parse(path, *given)

    monkeypatch.setattr(articles, "parse", endless)
    monkeypatch.setattr(intake, "PATIENCE", 0.1)
    for _ in range(2):  # it is told by every build, and read again
        result = here.build(processes=processes, keep_going=True)
        assert ("content/world/a1.md", 0, "endless-article") in result.rules
        assert result.report.published and result.has("2024/11/a2/index.html")
        assert not result.has("2024/11/a1/index.html")
    monkeypatch.undo()
    mended = here.build(processes=processes)
    assert mended.has("2024/11/a1/index.html") and mended.report.exit_code == 0


def test_a_limit_leaves_the_alarm_of_others_as_it_was() -> None:
    others = signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        with within(5):
            assert signal.getitimer(signal.ITIMER_REAL)[0] <= 5
        assert 5 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, *others)
