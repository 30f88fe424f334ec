"""What comes out of the command: lines that nothing quoted can break, and streams that take nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, REPOSITORY, Site, article, site
from terminals import on_a_terminal

from generator.cli.terminal import say
from generator.model import Problem

OWN = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[\?25l[^\n]*\n")  # colours, and bars of progress
FULL = Path("/dev/full")
PRINTING = (
    "build", "build -v", "build --json", "check", "check --json", "due", "explain /", "--help",
    "build --help", "--version",
)  # fmt: skip
FORGED = r"""
-- content/news/a.md --
---
title: A
date: 2024-01-01
related: ["x%0a%1b[31mX.md"]
recording: {src: x.mp3, captions: {"en\nFAKE": x.vtt}}
---
<a href="../../..&#10;::warning::FORGED/y">y</a>

-- content/news/b.md --
---
title: B
date: 2024-01-01
related: ["x%0a%1b[31mX.md"]
---
[b](x%1b]0;OWNED%07%1b[2J%0a::warning::FORGED%0acontent/news/a.md:1:1:%20no-headline:%20Forged.md)
![z](pic%1b[31mX.png) [..](gone%0aX.md) <a href="gone&#10;X.md">x</a> <img src="https://x.org/a&#10;X.png">
![](https://x.org/a&#10;X.mp3) [x](##[error]FORGED.md) [y](%e2%80%aex.md)
"""
HEADS = (
    r"wrote |Checked|Nothing|\d+ (error|warning|note|article)s?|  (content/news/[ab]\.md|public/|site\.yaml):"
)


@pytest.mark.parametrize("command", [("build", "--keep-going"), ("check",)])
def test_no_article_writes_a_line_of_its_own(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Neither an escape sequence, nor what looks like a problem or like an order to a build service."""
    here = site(tmp_path, FORGED)
    shown = OWN.sub("", on_a_terminal(*command, "-v", "--now", NOW, "--site", str(here.root)))
    lines = [line for line in shown.split("\r\n") if line]
    assert [line for line in lines if not re.match(HEADS, line)] == []
    assert [line for line in lines if not line.isprintable() or "##[" in line] == []
    told = (
        r"There is no content/news/x\x1b]0;OWNED\x07\x1b[2J\n::warning::FORGED\ncontent/news/a.md:1:1: no-h"
    )
    assert command != ("build", "--keep-going") or told in shown


@given(st.text(st.sampled_from("a:#[ \n\r\t\x1b\x07\x7f\x85\x9b\u2028\u2029\u202e\u2067é"), max_size=12))
def test_a_line_stays_one_line(text: str) -> None:
    problem = str(Problem("a.md", 1, 1, "rule", text, text))
    assert problem.isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n::error::x", "a\\n::error::x"),
        ("::error::x", "\\x3a:error::x"),
        ("  ::error::x", "  \\x3a:error::x"),
        ("see ##[error]x", "see \\x23#[error]x"),
        ("##vso[task.x]", "\\x23#vso[task.x]"),
        ("a::b ## C #[d]", "a::b ## C #[d]"),
        ("\x9b31m\u202e\udc80é", "\\x9b31m\\u202e\\udc80é"),
    ],
)
def test_what_is_said(capsys: pytest.CaptureFixture[str], text: str, shown: str) -> None:
    say(text)
    assert capsys.readouterr().out == f"{shown}\n"


def run(
    here: Site,
    *arguments: str,
    out: int | IO[bytes] = subprocess.PIPE,
    err: int | IO[bytes] = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(
        command, stdout=out, stderr=err, check=False, cwd=here.root, env=_environment(), timeout=120
    )


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "CI"} | {
        "PYTHONPATH": str(REPOSITORY)
    }


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", PRINTING)
def test_a_full_disk_under_standard_output_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    here = site(tmp_path, f"-- content/news/a.md --\n{article('A')}")
    here.build()
    with FULL.open("wb") as full:
        done = run(here, *command.split(), out=full)
        quiet = run(here, *command.split(), err=full)
        silent = run(here, *command.split(), out=full, err=full)
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("broadsheet: ")]
    where = "" if command.startswith("--") or "--help" in command else "standard output: "
    assert lines == [f"broadsheet: {where}No space left on device. Nothing is lost; mend this and run again."]
    assert b"Traceback" not in done.stderr and b"ignored" not in done.stderr
    assert (done.returncode, quiet.returncode, silent.returncode) == (3, 0, 3)
    assert quiet.stdout


@pytest.mark.parametrize("command", ["build", "check", "due"])
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_one_that_nobody_reads(tmp_path: Path, command: str, closed: str) -> None:
    here = site(tmp_path, f"-- content/news/a.md --\n{article('A')}")
    if command != "build":
        here.build()
    script = f'exec "$0" -m generator {command} {closed}'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable],
        capture_output=True,
        check=False,
        cwd=here.root,
        env=_environment(),
    )
    assert done.returncode == 0
    assert (here.root / "public/index.html").exists()
    assert bool(done.stdout) is (">&-" not in closed.replace("2>&-", ""))


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_preview_goes_on_where_nothing_can_be_said(tmp_path: Path) -> None:
    here = site(tmp_path, f"-- content/news/a.md --\n{article('A')}")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    with (
        FULL.open("wb") as full,
        subprocess.Popen(
            command, stdout=full, stderr=subprocess.PIPE, cwd=here.root, env=_environment()
        ) as preview,
    ):
        assert preview.stderr
        told = next(line for line in preview.stderr if line.startswith(b"broadsheet: "))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
            assert answer.status == 200
        preview.send_signal(signal.SIGINT)
        assert preview.wait(60) == 0
    assert told == b"broadsheet: standard output: No space left on device. The preview goes on.\n"
