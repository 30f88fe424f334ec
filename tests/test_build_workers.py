"""One process and several leave the same site, the same problems and the same order of publication."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from sites import article, snapshot
from stress import stress_site

from generator.workers import spread


def test_processes_change_nothing(tmp_path: Path) -> None:
    here = stress_site(tmp_path / "site")
    here.put("content/world/broken-link.md", (article("A") + "See [b](missing.md).").encode())
    alone = here.build(output="one", processes=1)
    together = here.build(output="two", processes=3)
    assert alone.report.published
    assert alone.report == together.report
    assert snapshot(alone.output) == snapshot(together.output)


def test_a_failing_template_is_reported_from_every_process(tmp_path: Path) -> None:
    here = stress_site(tmp_path / "site")
    here.put("templates/article.html", b"{{ page.nothing }}")
    reports = [here.build(output=name, processes=count).report for name, count in (("one", 1), ("two", 2))]
    assert reports[0] == reports[1]
    assert [problem.path for problem in reports[0].problems if problem.rule == "template-error"] == [
        "templates/article.html"
    ]


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(spread(lambda number: number * number, range(1000), 2)) == [n * n for n in range(1000)]


def test_what_a_worker_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 // number, [1, 0], 2))


def test_a_killed_worker_is_told_as_a_fault_of_the_machine() -> None:
    with pytest.raises(OSError, match="worker"):
        list(spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), [1, 2], 2))


def test_few_items_stay_in_this_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(5))) == {os.getpid()}
