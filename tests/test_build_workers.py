"""One process and several leave the same site, the same problems and the same order of publication."""

from __future__ import annotations

import gc
import os
import random
import signal
from mmap import mmap
from pathlib import Path

import pytest
from faults.scenes import paper
from sites import article, site, snapshot
from stress import stress_site

from generator import edition, team
from generator.pages import NUMBERS
from generator.press import Press, Printed
from generator.store.jobs import Job
from generator.workers import AHEAD, BATCH, spread


def test_processes_change_nothing(tmp_path: Path) -> None:
    here = stress_site(tmp_path / "site")
    here.put("content/world/broken-link.md", (article("A") + "See [b](missing.md).").encode())
    alone = here.build(output="one", processes=1)
    together = here.build(output="two", processes=3)
    assert alone.report.published
    assert alone.report == together.report
    assert snapshot(alone.output) == snapshot(together.output)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_work_changes_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stress_site(tmp_path / "site")
    plain = here.build(output="one", processes=1)

    def shuffled(_: object, jobs: list[Job]) -> list[Job]:
        return random.Random(seed).sample(jobs, len(jobs))

    monkeypatch.setattr(edition, "_side_by_side", shuffled)
    mixed = here.build(output="two", processes=1 + seed % 2)
    assert mixed.report.problems == plain.report.problems
    assert set(mixed.report.written) == set(plain.report.written)
    assert snapshot(mixed.output) == snapshot(plain.output)


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


def test_a_build_whose_worker_is_killed_changes_nothing_and_the_next_one_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = paper(tmp_path / "site")
    here.build(output="clean")
    parent, print_ = os.getpid(), Press.print

    def killed(press: Press, job: Job) -> Printed:
        if os.getpid() != parent and job.kind == NUMBERS["list"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return print_(press, job)

    monkeypatch.setattr(Press, "print", killed)
    with pytest.raises(ChildProcessError, match="want of memory"):
        here.build(processes=2)
    assert snapshot(here.root / "public") == {}
    monkeypatch.undo()
    assert here.build(processes=2).files == snapshot(here.root / "clean")


def test_a_preview_reads_a_few_articles_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lasts, and knows what it has loaded; a build reads even one where it can be given up."""
    here, asked = site(tmp_path / "site", f"-- content/a.md --\n{article('A')}"), []
    monkeypatch.setattr(team, "Team", asked.append)
    with pytest.raises(TypeError):
        here.build()
    assert here.build(preview=True).report.published


def test_few_items_stay_in_this_process() -> None:
    assert set(spread(lambda _: os.getpid(), range(5))) == {os.getpid()}


def test_results_are_made_only_a_little_ahead_of_the_one_that_is_taken() -> None:
    begun = mmap(-1, 100_000)  # a byte for each: a process that is ended in the midst holds no lock on them

    def begin(number: int) -> int:
        begun[number] = 1
        return number

    results = spread(begin, range(len(begun)), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # ends the work that is on its way
    assert 0 < sum(begun[:]) <= 2 * AHEAD * BATCH


def test_each_other_process_is_prepared_once_before_its_first_item() -> None:
    prepared: list[int] = []

    def work(_: int) -> tuple[int, ...]:
        return tuple(prepared)

    found = set(spread(work, range(300), 2, prepare=lambda: prepared.append(os.getpid())))
    assert all(len(once) == 1 for once in found)
    assert (os.getpid(),) not in found
    assert set(spread(work, range(300), 1, prepare=lambda: prepared.append(os.getpid()))) == {()}


def test_what_fails_while_a_process_is_prepared_is_raised_here() -> None:
    def fail() -> None:
        raise PermissionError("the store")

    with pytest.raises(PermissionError, match="the store"):
        list(spread(str, range(300), 2, prepare=fail))


def test_the_collector_leaves_alone_what_a_process_shares() -> None:
    assert min(spread(lambda _: gc.get_freeze_count(), range(2), 2)) > 0  # it counts them one by one
    assert gc.get_freeze_count() == 0
