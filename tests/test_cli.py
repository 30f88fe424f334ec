"""The command itself: its name, its help, its colours, its clock, and how it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import REPOSITORY, Site, article, broadsheet, snapshot
from terminals import on_a_terminal

from generator import __version__
from generator.cli import COMMANDS, main

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
MIXED = (
    "-- content/news/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsumary: S\n---\nText.\n"
    "-- content/news/b.md --\n---\ntitle: B\ndate: never\n---\nText.\n"
    "-- content/news/c.md --\n---\ntitle: C\ndraft: true\n---\nText.\n"
)


def test_version_and_help() -> None:
    assert broadsheet("--version").stdout == f"broadsheet, version {__version__}\n"
    text = broadsheet("--help").stdout
    assert text.startswith("Usage: broadsheet [OPTIONS] COMMAND [ARGS]...\n")
    assert all(f"\n  {name} " in text for name in COMMANDS)
    assert broadsheet("-h").stdout == text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = broadsheet(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: broadsheet {name} [OPTIONS]")
    assert "\n  -h, --help " in done.stdout


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("biuld", "Did you mean 'build'?"),
        ("Serve", "Did you mean 'serve'?"),
        ("xyzzy", "The commands are build,"),
    ],
)
def test_a_command_that_there_is_not(typed: str, advice: str) -> None:
    done = broadsheet(typed)
    assert done.returncode == 2
    assert advice in done.stderr


def test_the_version_needs_no_more_than_click() -> None:
    script = "import sys, generator.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("generator.")} == {
        "generator.cli", "generator.cli.options", "generator.cli.terminal", "generator.visible",
    }  # fmt: skip
    assert not {"difflib", "json", "msgspec", "yaml", "zoneinfo"} & loaded


def test_a_time_without_a_zone_is_the_sites(make: Make) -> None:
    here = make(
        "-- site.yaml --\ntitle: T\ntimezone: Asia/Tokyo\n"
        "-- content/news/a.md --\n---\ntitle: A\ndate: 2024-11-11 12:00\n---\nText.\n"
    )
    early = here.run("build", "--now", "2024-11-11T11:59")
    assert "1 article withheld" in early.stdout
    assert "withheld" not in here.run("build", "--now", "2024-11-11T12:00").stdout
    assert "withheld" not in here.run("build", "--now", "2024-11-11T03:00Z").stdout
    from_outside = broadsheet("build", "--now", "2024-11-11T11:59", "--site", str(here.root))
    assert "1 article withheld" in from_outside.stdout


def test_problems_come_with_the_worst_last(make: Make) -> None:
    done = make(MIXED).run("build", *NOW)
    heads = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert heads == ["1 note:", "1 warning:", "1 error:", "Nothing was published; the site is as it was."]
    assert done.stdout.endswith("; 1 error, 1 warning.\n")
    quiet = make("").run("build", *NOW, "-q")
    assert quiet.stdout == "" and "warning" not in quiet.stderr and "1 error:" in quiet.stderr


def test_many_notes_are_shortened(make: Make) -> None:
    drafts = "".join(
        f"-- content/news/d{n}.md --\n---\ntitle: D{n}\ndraft: true\n---\nText.\n" for n in range(12)
    )
    here = make(drafts)
    done = here.run("build", *NOW)
    assert "12 notes:" in done.stderr and "and 2 more (-v shows all)" in done.stderr
    assert done.stderr.count(": withheld: ") == 10
    assert here.run("build", *NOW, "-v").stderr.count(": withheld: ") == 12


def test_what_a_file_has_many_times_over_is_told_in_short(make: Make) -> None:
    fields = "".join(f"colour{number}: red\n" for number in range(50))
    here = make(f"-- content/a.md --\n---\ntitle: A\ndate: 2024-11-11\n{fields}---\nText.\n")
    told = here.run("build", *NOW).stderr
    assert told.count(": unknown-field: `colour") == 20
    assert "content/a.md: unknown-field: 30 more like these (-v shows all)" in told
    assert here.run("build", *NOW, "-v").stderr.count(": unknown-field: `colour") == 50


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_that_want_them(
    make: Make, environment: dict[str, str], coloured: bool
) -> None:
    here = make(MIXED)
    assert "\x1b[" not in here.run("build", *NOW).stderr
    shown = on_a_terminal("build", *NOW, "--site", str(here.root), **environment)
    assert "unreadable-date" in shown
    assert ("\x1b[31m" in shown) is coloured


def test_ctrl_c_leaves_the_output_whole(make: Make) -> None:
    here = make(f"-- content/news/a.md --\n{article('A')}")
    here.build()
    before = snapshot(here.root / "public")
    here.write("-- templates/404.html --\n{% for a in range(10**9) %}{% endfor %}")
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", *NOW, "--site", str(here.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    while not (here.root / "public/.broadsheet/stage").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    shown, told = process.communicate(timeout=60)
    assert (process.returncode, shown, told) == (130, "", "\nInterrupted.\n")
    assert snapshot(here.root / "public") == before
    here.remove("templates/404.html")
    assert here.build().report.published


def test_a_bug_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.build.build", broken)
    with pytest.raises(ZeroDivisionError):
        main(["build", "--site", str(make("").root)], standalone_mode=False)


def test_a_pipe_that_closes_early_is_no_failing_disk(make: Make, tmp_path: Path) -> None:
    here = make("")
    for number in range(3):
        here.put(f"t{number}.txt", f"Headline {number}\n\nText.\n".encode())
    reader, writer = os.pipe()
    os.close(reader)
    texts = [str(here.root / f"t{number}.txt") for number in range(3)]
    done = subprocess.run(
        [sys.executable, "-m", "generator", "import", *texts, "--site", str(here.root)],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    os.close(writer)
    assert done.returncode == 1 and "Nothing is lost" not in done.stderr and "Traceback" not in done.stderr
    assert tmp_path in here.root.parents
