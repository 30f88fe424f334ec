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
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any

Work = Callable[[int], list[Any]]
"""Makes the results of the batch of a number."""

_NUMBER = struct.Struct("=q")  # less than a pipe takes and gives in one piece (POSIX, PIPE_BUF)


class Team:
    """Processes that do batches of work by their numbers. To be closed, which ends them wherever they are."""

    def __init__(self, work: Work, prepare: Callable[[], None], count: int) -> None:
        context = get_context("fork")
        self._take, self._give = os.pipe()
        pipes = [context.Pipe(duplex=False) for _ in range(count)]
        self._readers = [reader for reader, _ in pipes]
        writers = [writer for _, writer in pipes]
        self._early: dict[int, tuple[list[Any], Exception | None]] = {}  # before it was their turn
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._processes: list[BaseProcess] = []
        try:
            with ctrl_c_is_held():
                for mine in writers:
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
        """The results of a batch that was asked for. Raises what the work has raised, and `ChildProcessError`
        when a process has ended before its time."""
        while number not in self._early:
            data = self._answers.get()
            if not data:
                raise ChildProcessError("the system ended a worker process, perhaps for want of memory")
            found, *answer = pickle.loads(data)
            self._early[found] = answer[0], answer[1]
        results, error = self._early.pop(number)
        if error is not None:
            raise error
        return results

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
                self._answers.put(data)

    def _serve(
        self, work: Work, prepare: Callable[[], None], mine: Connection, writers: Sequence[Connection]
    ) -> None:
        """What a process does. It ends when nobody is left to give it work, or to hear of it."""
        for other in (*self._readers, *(each for each in writers if each is not mine)):
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
                data = _packed(number, work(number), None)
            except Exception as error:
                data = _packed(number, [], error)
            try:
                mine.send_bytes(data)
            except BrokenPipeError:
                return


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
    here never hear of it, and leave it to this one to end them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
