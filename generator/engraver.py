"""Charts are drawn in a process of their own, which is kept for the next ones.

The engine that draws has threads. A process that has it and is forked leaves them behind, and the first chart
that its child draws waits for them for ever. So it is loaded where nothing is forked.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from generator.charts.recipes import Drawing, make

_LENGTH = 8  # bytes that tell the length of what follows


class Undrawn(ValueError):
    """The engine cannot draw a chart, and says why."""


class _Engine(NamedTuple):
    process: subprocess.Popen[bytes]
    asked: BinaryIO
    answers: BinaryIO


def engrave(drawing: Drawing) -> bytes:
    """A chart as SVG. Raises `Undrawn`, and `ChildProcessError` where the engine has ended."""
    if not hasattr(os, "fork"):
        return make(drawing)
    engine = _engine(os.getpid())  # a child of this process has one of its own
    try:
        _send(engine.asked, msgspec.msgpack.encode(drawing))
        done, answer = msgspec.msgpack.decode(_receive(engine.answers), type=tuple[bool, bytes])
    except (OSError, EOFError):
        _engine.cache_clear()
        message = "the process that draws charts has ended, perhaps for want of memory"
        raise ChildProcessError(message) from None
    if not done:
        raise Undrawn(answer.decode())
    return answer


@lru_cache(maxsize=1)
def _engine(_: int) -> _Engine:
    there, asked = os.pipe()
    answers, back = os.pipe()
    package = str(Path(__file__).parent.parent)
    paths = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.engraver", str(there), str(back)],
        pass_fds=(there, back),
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,  # Ctrl-C is for the one that asks; without it this one ends by itself
    )
    os.close(there)
    os.close(back)
    atexit.register(process.kill)
    return _Engine(process, os.fdopen(asked, "wb"), os.fdopen(answers, "rb"))


def _send(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _receive(stream: BinaryIO) -> bytes:
    """The next message. Raises `EOFError` where there will be none."""
    head = stream.read(_LENGTH)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else b""
    if not data:
        raise EOFError
    return data


def _serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw one chart after the other, until nobody asks any more."""
    while True:
        try:
            drawing = msgspec.msgpack.decode(_receive(asked), type=Drawing)
        except EOFError:
            return
        try:
            answer = True, make(drawing)
        except Exception as error:  # whatever an engine may raise is told to the one that asks
            answer = False, (str(error) or type(error).__name__).encode()
        _send(answers, msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    _serve(os.fdopen(int(sys.argv[1]), "rb"), os.fdopen(int(sys.argv[2]), "wb"))
