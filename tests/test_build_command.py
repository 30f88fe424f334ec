"""`broadsheet build` as a person or a machine meets it: a process with options and an exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from sites import Site, article, broadsheet

Make = Callable[[str], Site]
GOOD = f"-- content/world/a.md --\n{article('A')}"
WARNED = "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsumary: S\n---\nText.\n"
BAD = GOOD + "-- content/world/b.md --\n---\ntitle: B\ndate: never\n---\nText.\n"
NOW = ("--now", "2024-12-01T12:00Z")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (GOOD, (), 0),
        (WARNED, (), 0),
        (WARNED, ("--strict",), 1),
        (BAD, (), 1),
        (BAD, ("--keep-going",), 1),
        (GOOD, ("--no-such-option",), 2),
        (GOOD, ("--drafts",), 2),
        (GOOD, ("--now", "2999-01-01"), 2),
        (GOOD, ("--now", "yesterday"), 2),
        (GOOD, ("--base-url", "example.org"), 2),
    ],
)
def test_exit_codes(make: Make, text: str, options: tuple[str, ...], code: int) -> None:
    done = make(text).run("build", *(() if "--now" in options else NOW), *options)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_over_the_sources_is_refused(make: Make) -> None:
    here = make(GOOD)
    for output in (here.root, here.root / "content", here.root.parent):
        assert here.run("build", "--output", str(output)).returncode == 2, output


def test_a_disk_that_fails_is_one_line_and_exit_code_three(make: Make) -> None:
    here = make(GOOD).put("occupied", b"A file where the output should go.")
    done = here.run("build", *NOW, "--output", str(here.root / "occupied" / "public"))
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_problems_are_lines_with_place_rule_and_cure(make: Make) -> None:
    done = make(BAD).run("build", *NOW)
    assert re.search(r"content/world/b\.md:3:\d+: unreadable-date: .+\. .+\.$", done.stderr, re.MULTILINE)
    assert not make("").run("build", *NOW).stdout.startswith("{")


def test_the_summary_counts(make: Make) -> None:
    here = make(GOOD + "-- content/world/c.md --\n---\ntitle: C\ndraft: true\n---\nText.\n")
    done = here.run("build", *NOW)
    assert re.search(
        r"^2 articles \(1 withheld\), \d+ pages in .+: \d+ files written, 0 left alone, in \d+\.\d s\.$",
        done.stdout.strip(),
    )
    assert re.search(r": 0 files written, \d+ left alone", here.run("build", *NOW).stdout)


def test_json_is_for_machines(make: Make) -> None:
    here = make(BAD)
    done = here.run("build", *NOW, "--json")
    facts = json.loads(done.stdout)
    assert done.stderr == ""
    assert facts["published"] is False and facts["exit_code"] == 1
    assert [(each["path"], each["line"], each["rule"], each["severity"]) for each in facts["problems"]] == [
        ("content/world/b.md", 3, "unreadable-date", "error")
    ]
    good = json.loads(here.remove("content/world/b.md").run("build", *NOW, "--json").stdout)
    assert good["published"] is True and "2024/11/a/index.html" in good["written"]


def test_quiet_and_verbose(make: Make) -> None:
    here = make(WARNED)
    quiet = here.run("build", *NOW, "-q")
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == ("", "", 0)
    here.put("static/extra.txt", b"x")
    assert "wrote extra.txt" in here.run("build", *NOW, "-v").stdout


def test_frozen_where_ci_is_set(make: Make) -> None:
    here = make("-- content/world/a.txt --\nThe Headline\n\nText of it.\n")
    assert here.run("build", CI="true").returncode == 1
    assert here.run("build", "--frozen").returncode == 1
    assert not (here.root / "content/world/a.yaml").exists()
    assert here.run("build", "--no-frozen", CI="true").returncode == 0
    assert here.run("build", CI="true").returncode == 0


def test_the_folder_where_one_stands_is_the_site(make: Make) -> None:
    here = make(GOOD)
    assert broadsheet("build", *NOW, cwd=here.root).returncode == 0
    assert (here.root / "public" / "index.html").is_file()


def test_a_folder_that_is_no_site_is_told_so(make: Make) -> None:
    here = make("")
    here.remove("site.yaml")
    done = here.run("build")
    assert done.returncode == 1
    assert "no-site" in done.stderr and "Traceback" not in done.stderr


def test_drafts_in_another_output(make: Make) -> None:
    here = make("-- content/world/a.md --\n---\ntitle: A\ndraft: true\n---\nText.\n")
    preview = here.root / "preview"
    assert here.run("build", "--drafts", "--output", str(preview)).returncode == 0
    assert list(preview.glob("20*/*/a/index.html"))
    assert "date" not in (here.root / "content/world/a.md").read_text(encoding="utf-8")
