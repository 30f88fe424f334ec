"""How the command ends as a process: by the exit code that was meant, whatever Python's own end would do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from deploys import lacking, paper
from s3 import KEYS, s3_server
from scale import scaled
from sites import REPOSITORY

pytest.importorskip("moto")
ENDS = scaled(8, 500)
INTERRUPTS = scaled(3, 100)
PATIENCE = 60  # seconds until requests are given up on

HEARD = """
import atexit, sys
from generator import cli

def main():
    atexit.register(print, "cleared away", flush=True)
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        sys.exit(3)

cli.main = main
cli.run()
"""
"""A command that was interrupted while it loaded a template. Python alone would end it by the signal."""

LEAVING = """
import asyncio, atexit, sys
import obstore
from generator import cli

async def leave():
    store = obstore.store.LocalStore(sys.argv[1])
    requests = [asyncio.ensure_future(obstore.put_async(store, f"{n}", b"x" * 1000)) for n in range(1000)]
    await asyncio.wait(requests, return_when=asyncio.FIRST_COMPLETED)

def main():
    atexit.register(print, "cleared away", flush=True)
    asyncio.new_event_loop().run_until_complete(leave())
    sys.exit(3)

cli.main = main
cli.run()
"""
"""A command that ends while its requests go on. Left to itself, one in two ended by a signal."""


def ended(program: str, folder: Path) -> tuple[int, str, str]:
    """The exit code of a program, run by its name as `python -m generator` is, and what it said."""
    (folder / "program.py").write_text(program)
    known = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "program", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=known, check=False)
    return done.returncode, done.stdout, done.stderr


def test_an_interrupt_that_was_heard(tmp_path: Path) -> None:
    assert ended(HEARD, tmp_path) == (3, "cleared away\n", "")


@pytest.mark.torture
def test_requests_that_are_under_way_at_the_end(tmp_path: Path) -> None:
    for _ in range(ENDS):
        assert ended(LEAVING, tmp_path) == (3, "cleared away\n", "")


@pytest.mark.torture
def test_ctrl_c_while_files_are_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with s3_server(tmp_path / "log") as (s3, log):
        here = paper(tmp_path / "site", s3.fields)
        for number in range(300):
            here.put(f"static/{number}.txt", b"A figure")
        here.build()
        command = [sys.executable, "-m", "generator", "deploy", "--no-check", "--site", str(here.root)]
        for _ in range(INTERRUPTS):
            s3.empty()
            start = log.stat().st_size
            begun = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY)
            until = time.monotonic() + PATIENCE
            while b" 200 " not in log.read_bytes()[start:] and time.monotonic() < until:
                time.sleep(0.01)
            begun.send_signal(signal.SIGINT)
            _, errors = begun.communicate()
            assert (begun.returncode, errors.splitlines()) == (130, ["", "Interrupted."])
        assert here.run("deploy").returncode == 0
        assert not lacking(here, s3.get)
