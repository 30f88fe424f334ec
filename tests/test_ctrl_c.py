"""Ctrl-C in the midst of the work: it ends the command and all its processes, and spoils nothing."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sites import NOW, REPOSITORY, Site, site, snapshot
from test_serve import free_port

from generator.store.keeping import store_path
from generator.team import ctrl_c_is_held
from generator.workers import WORTH_A_POOL, available, spread

PATIENCE = 60  # seconds until a test gives up on a command that hangs
SETTINGS = "title: T\nbase_url: https://example.org/\nboilerplate: ['(x+)+y']\n"
TEXTS = WORTH_A_POOL + 20
PROCESSES_CAN_BE_SEEN = available() > 1 and Path("/proc").exists()

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


def family(group: int) -> set[int]:
    """The running processes of a process group; none where they cannot be seen."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # it has ended
            continue
        if int(own) == group and state != "Z":
            found.add(int(stat.parent.name))
    return found


@contextmanager
def begun(here: Site, command: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", command, "--site", str(here.root), *options, "--now", NOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end
        time.sleep(0.02)


def told_and_gone(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, output and errors of a command that is about to end, with all its processes."""
    told = process.communicate(timeout=PATIENCE)
    until(lambda: not family(process.pid))
    return process.returncode, *told


def get_stuck(process: subprocess.Popen[str], here: Site, step: str, output: Path, processes: int) -> None:
    """Wait until a command is in the step in which it will not end by itself."""
    stage = output / ".broadsheet" / "stage"
    until(stage.exists if step == "printing" else store_path(here.root, output).exists)
    if PROCESSES_CAN_BE_SEEN:
        until(lambda: len(family(process.pid)) >= processes)


@pytest.mark.parametrize("everybody", [False, True])  # a terminal tells it to all processes
@pytest.mark.parametrize("step", ENDLESS)
def test_ctrl_c_ends_a_build(tmp_path: Path, step: str, everybody: bool) -> None:
    here = archive(tmp_path / "site")
    before = here.build().files
    here.put(*ENDLESS[step])
    with begun(here, "build", "--clean") as process:
        get_stuck(process, here, step, here.root / "public", 2)
        (os.killpg if everybody else os.kill)(process.pid, signal.SIGINT)
        assert told_and_gone(process) == (130, "", "\nInterrupted.\n")
    assert snapshot(here.root / "public") == before

    again = here.remove(ENDLESS[step][0]).build()
    assert again.report.published and again.report.remarks == ()
    assert again.files == before


@pytest.mark.parametrize("step", ENDLESS)
def test_ctrl_c_ends_a_preview_that_has_not_begun(tmp_path: Path, step: str) -> None:
    here = archive(tmp_path / "site").put(*ENDLESS[step])
    output = here.root / ".broadsheet" / "preview"
    with begun(here, "serve", "--port", str(free_port())) as process:
        get_stuck(process, here, step, output, 2 if step == "reading" else 1)  # its first pages are few
        os.killpg(process.pid, signal.SIGINT)
        code, told, errors = told_and_gone(process)
    assert (code, errors) == (0, "")
    assert re.fullmatch(r"Preview at \S+ \(Ctrl-C ends it\)\n\nPreview ended\.\n", told)
    here.remove(ENDLESS[step][0])
    assert here.build(output=".broadsheet/preview", preview=True).report.published


@pytest.mark.skipif(not PROCESSES_CAN_BE_SEEN, reason="there are no other processes, or they cannot be seen")
def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    """Also where it is ended in a way that leaves it no last word."""
    here = archive(tmp_path / "site")
    here.put("templates/article.html", b"{% for a in range(10 ** 6) %}{% endfor %}")  # slow, and no more
    with begun(here, "build") as process:
        get_stuck(process, here, "printing", here.root / "public", 2)
        process.kill()
        told_and_gone(process)


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


def test_ctrl_c_is_heard_after_what_may_not_be_interrupted() -> None:
    """A thread takes the signal, from which nothing holds it off, while processes are begun."""
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    reached = False
    try:
        with pytest.raises(KeyboardInterrupt), ctrl_c_is_held():
            assert other.ident
            signal.pthread_kill(other.ident, signal.SIGINT)
            for _ in range(1000):
                time.sleep(0)
            reached = True
    finally:
        over.set()
        other.join()
    assert reached


def test_ctrl_c_is_heard_while_a_build_waits_for_its_processes() -> None:
    """A thread takes the signal, so that nothing wakes the wait: as it is in the instant before one."""

    def work(_: int) -> int:
        time.sleep(PATIENCE)
        return 0

    def press() -> None:
        time.sleep(0.5)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    other = threading.Thread(target=press)
    results = spread(work, range(2), 2)
    other.start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert time.monotonic() - started < PATIENCE / 2
    other.join()
    assert not multiprocessing.active_children()
