"""`broadsheet build` as a person or a machine meets it: a process with options and an exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from sites import REPOSITORY, Site, article, broadsheet

from generator.store.database import locked
from generator.store.keeping import store_path

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


def closing(here: Site, *options: str) -> str:
    """The last line of a build, without its time."""
    done = here.run("build", *NOW, *options)
    return re.sub(r" in \d+\.\d s", "", done.stdout.splitlines()[-1])


def test_the_closing_line(make: Make) -> None:
    here = make(GOOD + "-- content/world/c.md --\n---\ntitle: C\ndraft: true\n---\nText.\n")
    first = closing(here)
    assert re.fullmatch(
        rf"2 articles, (\d+) pages built: \d+ files written into {here.root}/public/; 1 article withheld\.",
        first,
    )
    pages = re.search(r"(\d+) pages", first)[1]
    held = "; 1 article withheld."
    assert closing(here) == f"Nothing changed, 0 of {pages} pages rebuilt{held}"
    here.write(f"-- content/world/a.md --\n{article('A').replace('The text', 'Another text')}")
    assert re.fullmatch(
        rf"1 article changed, \d+ of {pages} pages rebuilt: \d+ files written{held}", closing(here)
    )
    here.put("templates/404.html", b"<p>Gone")
    assert closing(here) == f"No article changed, 1 of {pages} pages rebuilt: 1 file written{held}"
    here.put("templates/404.html", b"<p>{# the same #}Gone")
    assert closing(here) == f"No article changed, 1 of {pages} pages rebuilt: no file differs{held}"
    here.remove("content/world/a.md")
    assert re.search(r"^1 article changed, .*: \d+ files written, \d+ removed;", closing(here))
    here.write(BAD)
    assert closing(here) == f"2 articles changed, no page rebuilt{held[:-1]}; 1 error."
    assert closing(here) == f"No article changed, no page rebuilt{held[:-1]}; 1 error."
    here.remove("content/world/b.md")
    assert re.fullmatch(rf"1 article changed, .* pages rebuilt: .*{held}", closing(here))


def test_a_clean_build_forgets_and_builds_all(make: Make) -> None:
    here = make(GOOD)
    closing(here)
    assert re.fullmatch(r"1 article, \d+ pages built: no file differs\.", closing(here, "--clean"))
    assert here.run("build", "--clean", "--changed", str(here.root / "content")).returncode == 2


def test_only_what_is_named_is_looked_at(make: Make) -> None:
    here = make(GOOD)
    closing(here)
    here.put("content/world/b.md", article("B").encode()).put("content/news/c.md", article("C").encode())
    facts = json.loads(broadsheet("build", *NOW, "--changed", "world/b.md", "--site", "..", "--json",
                                  cwd=here.root / "content").stdout)  # fmt: skip
    assert facts["changed"] == 1 and "2024/11/b/index.html" in facts["written"]
    assert not (here.root / "public/2024/11/c").exists()
    here.remove("content/world/a.md").remove("content/world/b.md")
    gone = [str(here.root / "content/world/a.md"), str(here.root / "content/news")]
    told = closing(here, "--changed", gone[0], "--changed", gone[1])
    assert told.startswith("2 articles changed")
    assert not (here.root / "public/2024/11/a").exists()
    assert (here.root / "public/2024/11/b").exists() and (here.root / "public/2024/11/c").exists()
    assert closing(here, "--changed", str(here.root)).startswith("1 article changed")


def test_a_site_by_another_way_to_it(make: Make, tmp_path: Path) -> None:
    here = make(GOOD)
    closing(here)
    (tmp_path / "way").symlink_to(here.root)
    here.write(f"-- content/world/b.md --\n{article('B')}")
    assert closing(here, "--changed", str(tmp_path / "way/content/world/b.md")).startswith(
        "1 article changed"
    )


def test_a_path_outside_of_the_site_is_wrong_usage(make: Make, tmp_path: Path) -> None:
    here = make(GOOD)
    for path in (str(tmp_path / "elsewhere.md"), str(here.root / "content/../../x"), "pyproject.toml"):
        done = here.run("build", *NOW, "--changed", path)
        assert done.returncode == 2 and "is not in the site's folder" in done.stderr, path


def test_verifying(make: Make) -> None:
    here = make(GOOD)
    done = here.run("build", *NOW, "--verify")
    files = len(here.build().files)
    assert done.returncode == 0
    assert done.stdout.endswith(f"Verified: the {files} files are what a clean build makes.\n")
    facts = json.loads(here.run("build", *NOW, "--verify", "--json").stdout)
    assert facts["verification"] == {"files": files, "problems": []} and facts["exit_code"] == 0
    page = here.root / "public/2024/11/a/index.html"
    page.write_bytes(b"x")
    named = ("--changed", str(here.root / "content/world/a.md"))  # so that nobody looks at the output
    done = here.run("build", *NOW, "--verify", *named)
    assert done.returncode == 1
    assert "  public/2024/11/a/index.html: differs: " in done.stderr and "Not verified" in done.stderr
    assert "Verified" not in done.stdout
    assert here.run("build", *NOW, "--verify", "-q").returncode == 0


def test_what_is_not_published_is_not_verified(make: Make) -> None:
    done = make(BAD).run("build", *NOW, "--verify", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["verification"] is None


def test_a_build_waits_for_another_and_says_so(make: Make) -> None:
    here = make(GOOD)
    database = store_path(here.root, here.root / "public")
    with locked(database, lambda _: None):
        seal = Path(f"{database}.seal")
        seal.write_text('{"process":1234}')
        command = [sys.executable, "-m", "generator", "build", *NOW, "--site", str(here.root)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY)
        assert process.stderr.readline() == "Waiting for process 1234, which is at work on this site …\n"
        assert process.poll() is None
    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == 0 and (here.root / "public/index.html").is_file()


def test_what_happened_beside_the_work_is_told(make: Make) -> None:
    here = make(GOOD)
    here.build()
    (here.root / ".broadsheet/public.sqlite").write_bytes(b"rubbish")
    done = here.run("build", *NOW, "--json")
    (remark,) = json.loads(done.stdout)["remarks"]
    (here.root / ".broadsheet/public.sqlite").write_bytes(b"rubbish")
    assert here.run("build", *NOW).stderr == f"{remark}\n"
    (here.root / ".broadsheet/public.sqlite").write_bytes(b"rubbish")
    assert here.run("build", *NOW, "-q").stderr == ""


HEAVY = {"jinja2", "markdown", "yaml", "babel", "PIL", "nh3", "selectolax", "pygments", "multiprocessing",
         "concurrent.futures", "http.client"}  # fmt: skip


def test_a_build_with_nothing_to_do_loads_nothing_heavy(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = import_module("generator.stock.survey")
    monkeypatch.setattr(survey, "SETTLED", 0)  # as though the files were of yesterday
    here = make(GOOD)
    here.build()
    arguments = ["build", "-q", *NOW, "--site", str(here.root)]
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "from generator.cli import main\n"
        f"main({arguments})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    loaded = set(done.stdout.split())
    assert "generator.build" in loaded
    assert not loaded & HEAVY


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
    assert (good["changed"], good["articles"], good["verification"]) == (1, 1, None)
    assert good["rebuilt"] == good["pages"] > 0
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
