"""A preview with hundreds of open pages and of clients that are slow, while articles are saved."""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from previews import PATIENCE, Listener, clean_twin, memory, said, until_same
from scale import SCALE, scaled
from test_preview_load import GROWTH, STORIES, Crowd, Newsdesk, ask, newspaper
from test_serve import Preview, previewed

IDLE = scaled(40, 500)  # open pages, each with a stream of events
SLOW = scaled(15, 200)  # clients that send and read a byte at a time
EDITS = scaled(6, 200)
SAMPLES = 60 if SCALE == "test" else 1000  # requests of which the times are taken
READERS = 8
PAUSE = 0.05  # seconds from an answer to the next question of a reader
TIMES = 5  # as slow may a request be at most


class Others:
    """Clients that do nothing, or what they do very slowly. A connection that ends is opened again."""

    def __init__(self, port: int) -> None:
        self.done = False
        self.events = 0
        self._port = port

    async def wait_for_events(self) -> None:
        """An open page in a tab that nobody looks at."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"GET /_broadsheet/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        while not self.done and (line := await reader.readline()):
            self.events += line.startswith(b"event: change")
        writer.close()

    async def dawdle(self, chance: random.Random) -> None:
        """A request, and its answer, a byte at a time."""
        request = b"GET /2024/11/s1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        while not self.done:
            with suppress(ConnectionError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                left = request
                while not self.done and (left or await reader.read(1)):
                    writer.write(left[:1])
                    left = left[1:]
                    await asyncio.sleep(chance.random() / 2)
                writer.close()


def worst(port: int, count: int) -> float:
    """How long requests take, in seconds, but for one in a hundred. In a process that does nothing else."""
    return sorted(asyncio.run(_times(port, count)))[count * 99 // 100]


async def _times(port: int, count: int) -> list[float]:
    found, chance = [], random.Random(1)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(count):
        begun = time.perf_counter()
        answer = await ask(reader, writer, f"/2024/11/s{chance.randrange(STORIES)}/", {})
        found.append(time.perf_counter() - begun)
        assert answer.status == 200 and answer.body.rstrip().endswith(b"</html>")
        await asyncio.sleep(0.01)
    writer.close()
    return found


async def rush(preview: Preview, newsdesk: Newsdesk, crowd: Crowd) -> tuple[float, float, int]:
    """All at once. Gives the worst times without and with the others, and the megabytes that were taken."""
    apart = ProcessPoolExecutor(1, get_context("spawn"))
    taking = partial(asyncio.get_running_loop().run_in_executor, apart, worst, preview.port, SAMPLES)
    quiet = await taking()
    others = Others(preview.port)
    async with asyncio.TaskGroup() as group:
        for _ in range(IDLE):
            group.create_task(others.wait_for_events())
        for number in range(SLOW):
            group.create_task(others.dawdle(random.Random(number)))
        for number in range(READERS):
            group.create_task(crowd.read(random.Random(number), PAUSE))
        while sum(crowd.counts.values()) < 100:
            await asyncio.sleep(0.01)
        before = memory(preview.process.pid)
        under_load = taking()
        for number in range(EDITS):
            newsdesk.edit(number)
            await asyncio.sleep(0.1)
        loaded = await under_load
        grown = memory(preview.process.pid) - before
        async with asyncio.timeout(PATIENCE):
            while others.events < IDLE:  # everybody has heard of something
                await asyncio.sleep(0.05)
        crowd.done = others.done = True
        newsdesk.edit(EDITS)  # one more event, which wakes those that wait
    apart.shutdown()
    return quiet, loaded, grown


@pytest.mark.torture
def test_open_pages_and_slow_clients_hold_nobody_up(tmp_path: Path) -> None:
    here = newspaper(tmp_path / "site")
    with previewed(here) as preview:
        newsdesk = Newsdesk(here, Listener(preview.port), seed=2)
        crowd = Crowd(preview, newsdesk)
        quiet, loaded, grown = asyncio.run(rush(preview, newsdesk, crowd))
        _, files = clean_twin(here, preview)
        until_same(here, files)
        assert preview.stop() == 0
        assert "Traceback" not in said(preview)
    print(f"99 of 100 within {quiet * 1000:.1f} ms, with the others {loaded * 1000:.1f} ms; {grown} MB more")
    assert grown < GROWTH
    assert SCALE == "test" or loaded < TIMES * quiet, (quiet, loaded)
