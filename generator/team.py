"""A team of processes that work for this one, and for nobody else.

They are forked, and so have the work and the items of it at once; only numbers of batches go to them, through
one pipe that all take from, and results come back, each process having a pipe of its own. So a process that
has been killed, here or there, is an end of file and never half a message that somebody waits for.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Thread
from types import FrameType
from typing import Any

from generator.patience import Watch

Work = Callable[[int], Iterable[Any]]
"""Makes the results of the batch of a number, one after the other."""

HEARING = 1.0
"""Seconds after which Ctrl-C is heard at the latest, where nothing else happens."""

_NUMBER = struct.Struct("=q")  # less than a pipe takes and gives in one piece (POSIX, PIPE_BUF)


class Team:
    """Processes that do batches of work by their numbers. To be closed, which ends them wherever they are.

    A process that takes more than `seconds` of processor time over one result is ended; 0 is no limit.
    """

    def __init__(self, work: Work, prepare: Callable[[], None], count: int, seconds: float = 0) -> None:
        context = get_context("fork")
        self._take, self._give = os.pipe()
        pipes = [context.Pipe(duplex=False) for _ in range(count)]
        self._readers = [reader for reader, _ in pipes]
        writers = [writer for _, writer in pipes]
        self._early: dict[int, tuple[list[Any], Exception | None]] = {}  # before it was their turn
        self._answers: SimpleQueue[tuple[int, bytes]] = SimpleQueue()
        self._watch = Watch(seconds, count)
        self._listener = Thread(target=self._listen, daemon=True)
        self._processes: list[BaseProcess] = []
        try:
            with ctrl_c_is_held():
                for mine in range(count):
                    process = context.Process(
                        target=self._serve, args=(work, prepare, mine, writers), daemon=True
                    )
                    process.start()
                    self._processes.append(process)
                for writer in writers:
                    writer.close()
                self._listener.start()
        except BaseException:
            self.close()
            raise

    def ask(self, number: int) -> None:
        """Have a batch done by who is free first."""
        os.write(self._give, _NUMBER.pack(number))

    def answer(self, number: int) -> list[Any]:
        """The results of a batch that was asked for. Raises what the work has raised, `TooSlow` when it took
        too long, and `ChildProcessError` when a process has ended before its time."""
        while number not in self._early:
            process, data = self._next()
            if not data:
                raise self._watch.judge(process, self._processes[process]) or ChildProcessError(
                    "the system ended a worker process, perhaps for want of memory"
                )
            found, *answer = pickle.loads(data)
            self._early[found] = answer[0], answer[1]
        results, error = self._early.pop(number)
        if error is not None:
            raise error
        return results

    def _next(self) -> tuple[int, bytes]:
        """What came next. No wait is long, for Ctrl-C in the instant before one is heard when it is over."""
        while True:
            with suppress(Empty):
                return self._answers.get(timeout=HEARING)

    def close(self) -> None:
        with ctrl_c_is_held():
            for process in self._processes:
                process.kill()
            for process in self._processes:
                process.join()
            if self._listener.is_alive():
                self._listener.join()
            os.close(self._give)
            os.close(self._take)

    def _listen(self) -> None:
        """Take answers as they come, so that nobody waits until they are wanted."""
        open_ones = list(self._readers)
        while open_ones:
            for each in wait(open_ones):
                assert isinstance(each, Connection)
                try:
                    data = each.recv_bytes()
                except (EOFError, OSError):
                    data = b""
                    open_ones.remove(each)
                    each.close()
                self._answers.put((self._readers.index(each), data))

    def _serve(
        self, work: Work, prepare: Callable[[], None], mine: int, writers: Sequence[Connection]
    ) -> None:
        """What one process does. It ends when nobody is left to give it work, or to hear of it."""
        for other in (*self._readers, *(each for number, each in enumerate(writers) if number != mine)):
            other.close()
        os.close(self._give)
        # Memory is shared until someone writes to it, and the collector writes to whatever it looks at.
        gc.freeze()
        prepared = False
        while data := os.read(self._take, _NUMBER.size):
            (number,) = _NUMBER.unpack(data)
            try:
                if not prepared:
                    prepare()
                    prepared = True
                data = _packed(number, self._results(mine, number, work), None)
            except Exception as error:
                data = _packed(number, [], error)
            finally:
                self._watch.rest()
            try:
                writers[mine].send_bytes(data)
            except BrokenPipeError:
                return

    def _results(self, mine: int, number: int, work: Work) -> list[Any]:
        """The results of a batch, each made while the clock runs."""
        results: list[Any] = []
        self._watch.begin(mine, number, 0)
        for result in work(number):
            results.append(result)
            self._watch.begin(mine, number, len(results))
        return results


def _packed(number: int, results: list[Any], error: Exception | None) -> bytes:
    """An answer as it travels, an error with the place where it was raised."""
    if error is None:
        return pickle.dumps((number, results, None), pickle.HIGHEST_PROTOCOL)
    place = traceback.format_exc()
    try:
        error.add_note(f"In a worker process:\n{place}")
        data = pickle.dumps((number, [], error))
        pickle.loads(data)
    except Exception:  # of errors that cannot travel
        data = pickle.dumps((number, [], RuntimeError(f"A worker process has failed:\n{place}")))
    return data


@contextmanager
def ctrl_c_is_held() -> Iterator[None]:
    """Hear of Ctrl-C a moment later. A terminal tells it to all processes of a command: those that are begun
    here never hear of it, and leave it to this one to end them.

    To hold the signal off from this thread is not enough. Another one may take it, and Python acts on it in
    the main thread all the same: perhaps in a hook of a fork, which swallows the exception.
    """
    heard: list[tuple[int, FrameType | None]] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    is_main = threading.current_thread() is threading.main_thread()
    usual = signal.signal(signal.SIGINT, lambda *told: heard.append(told)) if is_main else None
    try:
        yield
    finally:
        if is_main:
            signal.signal(signal.SIGINT, usual)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if heard and callable(usual):
            usual(*heard[0])
