"""Measures a preview server: how long after a save the new text is served."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from benchmarks import edits, processes
from benchmarks.measure import BuildFailed, Measurement
from benchmarks.plan import Facts
from benchmarks.sites import Site

POLL_SECONDS = 0.005
QUIET_SECONDS = 0.75  # a server that has used no processor time for so long has done its work
PATIENCE_SECONDS = 900


def save_and_see(site: Site) -> Measurement:
    """Start the preview from nothing, change an article twice, and measure the second time.

    Two changes leave the sources as they were. Wall time is from the save to the answer that holds the
    new sentence; processor time is that of the server until it rests again, our questions included.
    """
    facts = edits.subject(site.articles)
    site.forget()
    with running(site) as (server, port, printed):
        begin = time.perf_counter()
        memory = processes.Sampler(server.pid)
        memory.start()
        wait_for(server, printed, port, facts, "</html>")
        start = time.perf_counter() - begin
        rest(server.pid)
        for _ in range(2):
            used = processes.seconds(processes.tree(server.pid))
            begin = time.perf_counter()
            sentence = edits.edit_body(facts, site.source, site.form)
            wait_for(server, printed, port, facts, sentence)
            wall = time.perf_counter() - begin
            rest(server.pid)
        pids = processes.tree(server.pid)
        return Measurement(
            wall=round(wall, 3),
            cpu=round(processes.seconds(pids) - used, 3),
            memory=round(processes.largest(pids), 1),
            tree=round(memory.stop(), 1),
            start=round(start, 3),
        )


@contextmanager
def running(site: Site) -> Iterator[tuple[subprocess.Popen[bytes], int, IO[bytes]]]:
    """Run the server of a site in a process group of its own, and end the whole group.

    Gives its process, its port, and the file that it prints to.
    """
    assert site.candidate.serve is not None
    port = _free_port()
    command = site.candidate.serve(site.source, site.served, port)
    with tempfile.TemporaryFile() as printed:
        server = subprocess.Popen(
            command, cwd=site.folder, stdout=printed, stderr=printed, start_new_session=True
        )
        try:
            yield server, port, printed
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(
    server: subprocess.Popen[bytes], printed: IO[bytes], port: int, facts: Facts, wanted: str
) -> None:
    """Ask for the article's page again and again until it holds a text."""
    path = address(facts)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while wanted.encode() not in _ask(port, path):
        if server.poll() is not None or time.monotonic() > deadline:
            printed.seek(0)
            said = printed.read().decode(errors="replace")[-2000:]
            raise BuildFailed(f"{server.args!r} did not serve {wanted!r} at {path}: {said}")
        time.sleep(POLL_SECONDS)


def address(facts: Facts) -> str:
    """Return the path of an article's URL, the same for every generator."""
    return f"/{facts.date:%Y/%m}/{facts.slug}/"


def _ask(port: int, path: str) -> bytes:
    """Return a page, or nothing while there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read() if answer.status == 200 else b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()


def rest(pid: int) -> None:
    """Wait until the server has used (nearly) no processor time for a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    used = processes.seconds(processes.tree(pid))
    while True:
        time.sleep(QUIET_SECONDS)
        now = processes.seconds(processes.tree(pid))
        if now - used <= 0.1 * QUIET_SECONDS:
            return
        if time.monotonic() > deadline:
            raise BuildFailed("the server does not come to rest")
        used = now


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
