"""A template that never ends: the build does, and says which one it was."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sites import CONFIG, Result, Site, article

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
    here.remove("templates/article.html")
    assert here.build().files == before


def test_nor_does_it_hold_up_a_thread(make: Make) -> None:
    """As in a preview."""
    here = paper(make).put("templates/article.html", ENDLESS.encode())
    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(here.build()))
    thread.start()
    thread.join()
    told(results[0])
