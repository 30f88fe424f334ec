"""The output folder: untouched by a failed build, and owned only as far as the manifest says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from incremental.crash import interrupted
from sites import REPOSITORY, Site, article, snapshot

Make = Callable[[str], Site]
GOOD = (
    f"-- content/world/a.md --\n{article('A', tags='[One]')}"
    f"-- content/world/b.md --\n{article('B', '2024-11-10')}"
)
BROKEN = "-- content/world/b.md --\n---\ntitle: B\ndate: never\n---\nText.\n"


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file, Broadsheet's own too, with its time and its bytes."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


@pytest.mark.parametrize(
    "fault",
    [
        BROKEN,
        "-- site.yaml --\ntitel: T\n",
        "-- templates/article.html --\n{{ page.nothing }}\n",
        "-- templates/article.html --\n{% if\n",
        f"-- content/sport/a.md --\n{article('A')}",
    ],
    ids=["article", "config", "template-error", "template-syntax", "collision"],
)
def test_a_failed_build_leaves_the_output_as_it_was(make: Make, fault: str) -> None:
    here = make(GOOD)
    output = here.build().output
    before = state(output)
    failed = here.write(fault).build()
    assert failed.report.exit_code == 1 and not failed.report.published
    assert state(output) == before


def test_a_first_build_that_fails_leaves_no_output(make: Make) -> None:
    here = make(BROKEN)
    here.build()
    assert not [path for path in (here.root / "public").rglob("*") if path.is_file()]


def test_keep_going_refuses_where_a_published_page_would_vanish(make: Make) -> None:
    here = make(GOOD)
    before = state(here.build().output)
    failed = here.write(BROKEN).build(keep_going=True)
    assert not failed.report.published
    assert ("content/world/b.md", 0, "would-vanish") in failed.rules
    assert state(failed.output) == before


def test_keep_going_publishes_beside_a_new_bad_article(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('A')}")
    here.build()
    here.write(BROKEN).write(f"-- content/world/c.md --\n{article('C')}")
    result = here.build(keep_going=True)
    assert result.report.published and result.report.exit_code == 1
    assert result.has("2024/11/c/index.html")


def test_a_removed_article_goes_with_its_tag(make: Make) -> None:
    here = make(GOOD)
    here.build()
    result = here.remove("content/world/a.md").build()
    assert {"2024/11/a/index.html", "tags/one/index.html", "tags/one/feed.xml"} <= set(result.report.removed)
    assert not (result.output / "tags" / "one").exists()
    assert result.has("2024/11/b/index.html")


def test_files_of_others_stay(make: Make) -> None:
    here = make(GOOD).put("public/CNAME", b"news.example.org").put("public/tags/one/notes.txt", b"Mine.")
    here.build()
    result = here.remove("content/world/a.md").build()
    assert result.files["CNAME"] == b"news.example.org"
    assert result.files["tags/one/notes.txt"] == b"Mine."


def test_a_file_of_others_is_never_overwritten(make: Make) -> None:
    here = make(GOOD).put("public/index.html", b"By hand.")
    result = here.build()
    assert ("public/index.html", 0, "foreign-file") in result.rules
    assert result.files == {"index.html": b"By hand."}


def test_a_page_edited_by_hand_is_put_right(make: Make) -> None:
    here = make(GOOD)
    before = here.build().files
    here.put("public/index.html", b"Edited.")
    assert here.build().files == before


def test_a_page_deleted_by_hand_comes_back(make: Make) -> None:
    here = make(GOOD)
    before = here.build().files
    here.remove("public/index.html")
    result = here.build()
    assert result.files == before
    assert result.report.written == ("index.html",)


def test_an_unreadable_manifest_loses_nothing(make: Make) -> None:
    here = make(GOOD)
    before = here.build().files
    here.put("public/.broadsheet/manifest.jsonl", b"{")
    assert here.build().files == before


def test_an_interrupted_build_is_finished_by_the_next(make: Make) -> None:
    here = make(GOOD)
    before = here.build().files
    here.put("public/.broadsheet/stage/2024/11/left/index.html", b"Half a pa")
    result = here.build()
    assert result.files == before
    assert not (result.output / ".broadsheet" / "stage").exists()


def test_what_a_killed_build_has_begun_to_publish_is_published_whatever_comes_next(make: Make) -> None:
    here = make(GOOD)
    here.build()
    here.put("content/world/a.md", article("A, edited", tags="[One]").encode())
    wanted = here.build(output="clean").files
    assert interrupted(here.build, "rename", 5)
    assert snapshot(here.root / "public") != wanted
    failed = here.write(BROKEN).build()
    assert not failed.report.published
    assert failed.files == wanted


def test_a_journal_that_cannot_be_read_never_began(make: Make) -> None:
    here = make(GOOD)
    before = here.build().files
    here.put("public/.broadsheet/journal.json", b'{"head"')
    assert here.build().files == before
    assert not (here.root / "public/.broadsheet/journal.json").exists()


def test_a_preview_keeps_the_last_good_page_and_shows_the_rest(make: Make) -> None:
    here = make(f"-- content/world/a.md --\n{article('A')}\n-- content/world/b.md --\n{article('B')}")
    before = here.build(output="preview", preview=True, keep_going=True)
    here.put("content/world/b.md", b"---\ntitle: B\ndate: never\n---\nBroken.\n")
    here.put("content/world/c.md", article("C").encode())
    after = here.build(output="preview", preview=True, keep_going=True)
    assert after.report.published and after.report.exit_code == 1
    page = "2024/11/b/index.html"
    assert after.files[page] == before.files[page]
    assert "2024/11/c/index.html" in after.pages
    here.put("content/world/b.md", article("Better").encode())
    mended = here.build(output="preview", preview=True, keep_going=True)
    assert mended.texts(page, "h1") == ["Better"]


def test_keep_going_publishes_what_the_error_has_no_part_in(make: Make) -> None:
    here = make(GOOD + f"-- content/world/c.md --\n{article('C', tags='[Two]')}")
    here.put("static/extra.css", b"p { color: red }").build()
    here.put("static/extra.css", b"p { color: green }")
    here.write(f"-- content/world/c.md --\n{article('C', draft='true')}")
    here.write("-- content/world/new.md --\n---\ntitle: New\ndate: never\n---\nText.\n")
    result = here.build(keep_going=True)
    assert result.report.published and result.report.exit_code == 1
    assert not result.has("2024/11/c/index.html") and not result.has("tags/two/index.html")


def test_a_preview_never_goes_over_the_published_site(make: Make) -> None:
    here = make(GOOD + f"-- content/world/d.md --\n{article('D', draft='true')}")
    before = state(here.build(output="dist").output)
    refused = here.build(output="dist", drafts=True, preview=True)
    assert [problem.rule for problem in refused.report.problems] == ["published-site"]
    assert state(refused.output) == before


def test_a_file_and_a_folder_may_change_places(make: Make) -> None:
    here = make(GOOD).put("static/about", b"a file")
    assert here.build().has("about")
    here.remove("static/about").write("-- content/pages/about.md --\n---\ntitle: About\n---\nUs.\n")
    assert here.build().has("about/index.html")
    here.remove("content/pages/about.md").put("static/about", b"a file")
    result = here.build()
    assert result.report.published and result.files["about"] == b"a file"


@pytest.mark.parametrize("name", ["tags", "2024", "2024/11/a"])
def test_a_static_file_may_not_stand_where_a_folder_must_be(make: Make, name: str) -> None:
    here = make(GOOD).put(f"static/{name}", b"a file")
    result = here.build()
    assert not result.report.published
    assert {rule for _, _, rule in result.rules} == {"same-url"}


def test_a_strangers_file_may_not_stand_where_a_folder_must_be(make: Make) -> None:
    here = make(GOOD).put("public/2024", b"mine")
    result = here.build()
    assert not result.report.published
    assert {rule for _, _, rule in result.rules} == {"foreign-file"}
    assert result.files["2024"] == b"mine"


@pytest.mark.parametrize("kept", ["", "notes.txt"])
def test_a_folder_in_the_place_of_a_page_is_told_by_its_name(make: Make, kept: str) -> None:
    here = make(GOOD)
    before = here.build().files
    (here.root / "public/2024/11/a/index.html").unlink()
    (here.root / "public/2024/11/a/index.html").mkdir()
    if kept:
        here.put(f"public/2024/11/a/index.html/{kept}", b"Mine.")
    for _ in range(2):
        result = here.build()
        assert not result.report.published
        assert result.rules == [("public/2024/11/a/index.html", 0, "foreign-file")]
    shutil.rmtree(here.root / "public/2024/11/a/index.html")
    assert here.build().files == before


def test_a_folder_of_ours_and_a_strangers_file_is_not_replaced(make: Make) -> None:
    here = make(GOOD).write("-- content/pages/about.md --\n---\ntitle: About\n---\nUs.\n")
    here.build()
    here.remove("content/pages/about.md").put("static/about", b"a file").put("public/about/mine", b"Mine.")
    result = here.build()
    assert not result.report.published
    assert ("public/about", 0, "foreign-file") in result.rules
    assert result.files["about/mine"] == b"Mine."


def test_two_builds_at_once_take_turns(make: Make) -> None:
    here = make(GOOD)
    arguments = [sys.executable, "-m", "generator", "build", "--site", str(here.root), "--now", "2024-12-01"]
    builds = [subprocess.Popen(arguments, cwd=REPOSITORY, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [build.wait(60) for build in builds] == [0, 0, 0, 0]
    assert here.build().report.written == ()
