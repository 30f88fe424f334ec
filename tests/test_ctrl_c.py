"""Ctrl-C in the midst of the work: it ends the command and all its processes, and spoils nothing."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import NOW, REPOSITORY, Site, site, snapshot
from test_serve import free_port

from generator.store.keeping import store_path
from generator.workers import WORTH_A_POOL, available, spread

PATIENCE = 60  # seconds until a test gives up on a command that hangs
SETTINGS = "title: T\nbase_url: https://example.org/\nboilerplate: ['(x+)+y']\n"
TEXTS = WORTH_A_POOL + 20

ENDLESS = {
    "reading": ("content/news/endless.txt", b"A headline\n\nA paragraph of text.\n\n" + b"x" * 60 + b"\n"),
    "printing": ("templates/article.html", b"{% for a in range(10 ** 12) %}{% endfor %}"),
}
"""A file that keeps a build busy for ever, in one of its steps."""


def archive(root: Path) -> Site:
    """A site that is worth several processes, built once."""
    here = site(root).put("site.yaml", SETTINGS.encode())
    for number in range(TEXTS):
        here.put(f"content/news/t{number}.txt", f"Story {number}\n\nA paragraph of text.\n".encode())
        here.put(f"content/news/t{number}.yaml", b"date: 2024-11-11\n")
    return here


def family(group: int) -> dict[int, int]:
    """The running processes of a process group, each with its parent."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, own = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # it has ended
            continue
        if int(own) == group and state != "Z":
            found[int(stat.parent.name)] = int(parent)
    return found


def begun(here: Site, command: str, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", command, "--site", str(here.root), *options, "--now", NOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        start_new_session=True,
    )


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end
        time.sleep(0.02)


def stopped(process: subprocess.Popen[str], everybody: bool) -> tuple[int, str, str]:
    """Exit code, output and errors after Ctrl-C, told to the one process or, as a terminal does, to all."""
    (os.killpg if everybody else os.kill)(process.pid, signal.SIGINT)
    try:
        told = process.communicate(timeout=PATIENCE)
        until(lambda: not family(process.pid))
    finally:
        for pid in family(process.pid):
            os.kill(pid, signal.SIGKILL)
    return process.returncode, *told


def begun_in_the_midst(
    here: Site, command: str, step: str, output: Path, *options: str
) -> subprocess.Popen[str]:
    """A command that will not end by itself, in the step in which it will not."""
    here.put(*ENDLESS[step])
    process = begun(here, command, *options)
    stage = output / ".broadsheet" / "stage"
    until(stage.exists if step == "printing" else store_path(here.root, output).exists)
    spread_out = step == "reading" or command == "build"  # a preview begins with a few pages
    if spread_out and available() > 1 and Path("/proc").exists():
        until(lambda: len(family(process.pid)) > 1)
    return process


@pytest.mark.parametrize("everybody", [False, True])
@pytest.mark.parametrize("step", ENDLESS)
def test_ctrl_c_ends_a_build(tmp_path: Path, step: str, everybody: bool) -> None:
    here = archive(tmp_path / "site")
    before = here.build().files

    process = begun_in_the_midst(here, "build", step, here.root / "public", "--clean")
    assert stopped(process, everybody) == (130, "", "\nInterrupted.\n")
    assert snapshot(here.root / "public") == before

    again = here.remove(ENDLESS[step][0]).build()
    assert again.report.published and again.report.remarks == ()
    assert again.files == before


@pytest.mark.parametrize("step", ENDLESS)
def test_ctrl_c_ends_a_preview_that_has_not_begun(tmp_path: Path, step: str) -> None:
    here = archive(tmp_path / "site")
    output = here.root / ".broadsheet" / "preview"
    process = begun_in_the_midst(here, "serve", step, output, "--port", str(free_port()))
    code, told, errors = stopped(process, everybody=True)
    assert (code, errors) == (0, "")
    assert re.fullmatch(r"Preview at \S+ \(Ctrl-C ends it\)\n\nPreview ended\.\n", told)
    here.remove(ENDLESS[step][0])
    assert here.build(output=".broadsheet/preview", preview=True).report.published


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    """Also where it is ended in a way that leaves it no last word."""
    if available() == 1 or not Path("/proc").exists():
        pytest.skip("there are no other processes, or none that can be seen")
    here = archive(tmp_path / "site")
    here.put("templates/article.html", b"{% for a in range(10 ** 6) %}{% endfor %}")  # slow, and no more
    process = begun(here, "build")
    until((here.root / "public/.broadsheet/stage").exists)
    until(lambda: len(family(process.pid)) > 1)
    process.kill()
    process.communicate(timeout=PATIENCE)
    until(lambda: not family(process.pid))


def test_who_takes_no_more_results_waits_for_none() -> None:
    def work(number: int) -> int:
        while number >= WORTH_A_POOL:
            time.sleep(1)
        return number

    results = spread(work, range(2 * WORTH_A_POOL), 2)
    assert next(results) == 0
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()
