"""A limit of time for work that may never end, such as a template with a loop that does not.

The work is interrupted where it is, by an exception: in the main thread of a process by a signal, in another
thread by the interpreter. What never comes back to Python, deep in a library, is not reached by that.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 1.0
"""Seconds after which it is interrupted again, where it has caught the exception and gone on."""


class OutOfTime(Exception):
    """Some work has taken longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises `OutOfTime` in the midst of what takes longer, by the clock on the wall."""
    here = threading.current_thread()
    limit = _by_signal if here is threading.main_thread() and hasattr(signal, "setitimer") else _by_thread
    with limit(seconds, f"it takes longer than {seconds:g} seconds"):
        yield


@contextmanager
def _by_signal(seconds: float, why: str) -> Iterator[None]:
    is_over = was_interrupted = False

    def interrupt(*_: object) -> None:
        nonlocal was_interrupted
        if not is_over:
            was_interrupted = True
            raise OutOfTime(why)

    before = signal.signal(signal.SIGALRM, interrupt)
    others = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)  # the system has one such clock
    try:
        try:
            yield
        finally:
            is_over = True
    finally:  # also where the signal comes at the very end
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *others)
    if was_interrupted:  # and somebody has taken that for a failure
        raise OutOfTime(why)


@contextmanager
def _by_thread(seconds: float, why: str) -> Iterator[None]:
    import ctypes

    lock, done = threading.Lock(), threading.Event()
    me = threading.get_ident()

    def interrupt() -> None:
        pause = seconds
        while not done.wait(pause):
            with lock:
                if not done.is_set():
                    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
                    raise_in(ctypes.c_ulong(me), ctypes.py_object(OutOfTime))
            pause = AGAIN

    threading.Thread(target=interrupt, daemon=True).start()
    try:
        yield
    except OutOfTime as error:
        raise OutOfTime(why).with_traceback(error.__traceback__) from None
    finally:
        with lock:
            done.set()
