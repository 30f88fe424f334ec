"""Ctrl-C comes between any two steps of a preview: it ends, and no lock stays taken."""

from __future__ import annotations

import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from scale import SCALE
from sites import article, site

from generator.build import Report
from generator.serve import bursts, rebuild
from generator.serve.bell import Bell
from generator.serve.interrupt import Interrupt, no_news
from generator.serve.outcome import Outcome
from generator.serve.rebuild import Rebuilds
from generator.serve.subject import Ears, Subject

PATIENCE = 20  # seconds until a test gives up
STRIDE = 3 if SCALE == "test" else 1  # steps from one run to the next
ROOMS = {Path(rebuild.__file__).parent, Path(threading.__file__), Path(queue.__file__)}


def later(work: Any) -> None:
    timer = threading.Timer(0.002, work)
    timer.daemon = True
    timer.start()


def begun(root: Path) -> Rebuilds:
    """A preview that is given one change when it has come to rest, and is ended at the next rest."""
    told: list[Outcome] = []

    def done(outcome: Outcome) -> None:
        told.append(outcome)
        later(found.close if len(told) > 1 else lambda: found.bursts.put("content/a.md"))

    found = Rebuilds(Subject(root, root / "public"), Ears(done=done))
    return found


@contextmanager
def ctrl_c(at: int, handler: Any) -> Iterator[list[int]]:
    """Press it at the step of that number, and give how many there were."""
    seen = [0]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        file = Path(frame.f_code.co_filename)
        if file not in ROOMS and file.parent not in ROOMS:
            return None
        if event in ("line", "return"):
            seen[0] += 1
            if seen[0] == at:
                sys.settrace(None)
                signal.raise_signal(signal.SIGINT)
        return trace

    def give_up(*_: object) -> None:
        raise TimeoutError(f"It waits for ever after Ctrl-C at step {at}")

    before = signal.signal(signal.SIGINT, handler), signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    tracer = sys.gettrace()
    sys.settrace(trace)
    try:
        yield seen
    finally:
        sys.settrace(tracer)
        signal.alarm(0)
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGALRM, before[1])


def use_locks(found: Rebuilds) -> None:
    found.bursts.put("content/a.md")
    found.wanted.wait("a.html", 0)
    found.events.after(found.events.number, 0)


def test_it_comes_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bursts, "QUIET", 0.001)
    monkeypatch.setattr(rebuild, "build", lambda *_: Report(published=True, problems=()))
    here = site(tmp_path, f"-- content/a.md --\n{article('A')}")
    at = 1
    while True:
        found = begun(here.root)
        with ctrl_c(at, found.interrupt) as steps:
            try:
                found.run("http://127.0.0.1:8000")
            except KeyboardInterrupt:
                assert found.interrupt.heard
        other = threading.Thread(target=use_locks, args=(found,), daemon=True)
        other.start()
        other.join(PATIENCE)
        assert not other.is_alive(), f"a lock stays taken after Ctrl-C at step {at}"
        if not found.interrupt.heard:
            break
        at += STRIDE
    assert 100 < steps[0] < at


def test_it_wakes_who_sleeps_whoever_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where it comes in the instant before the main thread falls asleep: nothing interrupts its sleep."""
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    bell = Bell()
    interrupt = Interrupt(bell)
    before = signal.getsignal(signal.SIGINT)
    try:
        interrupt.take_over()
        later(lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT))
        while not interrupt.heard:
            bell.wait(3600)
    finally:
        signal.signal(signal.SIGINT, before)
        signal.set_wakeup_fd(-1)


def test_it_is_raised_in_open_work_and_where_somebody_insists() -> None:
    bell = Bell()
    interrupt = Interrupt(bell)
    with interrupt.opened():
        pass
    interrupt()
    assert interrupt.heard
    bell.wait(60)
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    with pytest.raises(KeyboardInterrupt), interrupt.opened():
        raise AssertionError("the work is begun")


def test_what_fails_of_it_is_no_failure() -> None:
    interrupt = Interrupt(Bell())
    with pytest.raises(KeyboardInterrupt), interrupt.opened():
        try:
            interrupt()
        except KeyboardInterrupt:
            raise OSError("Bad file descriptor") from None
    fresh = Interrupt(Bell())
    with pytest.raises(OSError, match="disk"), fresh.opened():
        raise OSError("disk")


def test_only_of_an_interrupt_that_was_swallowed_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "unraisablehook", no_news)

    class Freed:
        def __init__(self, error: type[BaseException]) -> None:
            self.error = error

        def __del__(self) -> None:
            raise self.error

    Freed(KeyboardInterrupt)
    assert capsys.readouterr().err == ""
    Freed(ValueError)
    assert "ValueError" in capsys.readouterr().err
