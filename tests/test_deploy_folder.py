"""`broadsheet deploy` to a folder: by the command, in front of nginx, interrupted, and refused."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from deploys import broken, edit, folder_fetch, kill, lacking, paper, published, run_here
from hosts import nginx, reading
from incremental.crash import interrupted
from scale import scaled
from sites import REPOSITORY, Site, article

from generator.deploy import release
from generator.deploy.release import read_release
from generator.journal import is_unfinished
from generator.manifest import STATE, location
from generator.outcome import NAME

READ_DEPLOYS = scaled(6, 50)
KILLS = scaled(6, 100)


@pytest.fixture
def here(tmp_path: Path) -> Site:
    """A paper, built, with a folder `www` for its host."""
    made = paper(tmp_path / "site", "type: folder, path: www")
    made.build()
    return made


def current(here: Site) -> Path:
    return here.root / "www" / "current"


def at_host(here: Site, path: str) -> bytes | None:
    file = current(here) / path
    return file.read_bytes() if file.is_file() else None


def whole(here: Site, root: Path | None = None) -> bool:
    fetch = folder_fetch(root or current(here))
    return not lacking(here, fetch) and not broken(fetch)


def test_a_deploy_brings_what_the_manifest_lists_and_nothing_else(here: Site) -> None:
    here.put("public/stray.html", b"not ours")
    done = Site(here.root).run("deploy")
    assert done.returncode == 0, done.stderr
    files = published(here.root / "public")
    assert f"{len(files)} files sent" in done.stdout
    found = {
        path.relative_to(current(here)).as_posix() for path in current(here).rglob("*") if path.is_file()
    }
    assert found == set(files)
    assert whole(here)


def test_only_differences_travel_and_the_dry_run_tells_them(here: Site) -> None:
    run_here(here)
    here.put("content/news/alpha.md", article("Alpha", tags="[rail, sea]").encode() + b"\nMore.\n")
    here.build()
    before = current(here).readlink()
    dry = json.loads(here.run("deploy", "--dry-run", "--json").stdout)
    assert current(here).readlink() == before
    real = json.loads(here.run("deploy", "--json").stdout)
    assert dry["steps"] == real["steps"]
    assert dry["bytes"] == real["bytes"] == sum(step["size"] for step in real["steps"]) > 0
    sent = {step["path"] for step in real["steps"]}
    assert "2024/11/alpha/index.html" in sent and "2024/11/gamma/index.html" not in sent
    again = json.loads(here.run("deploy", "--json").stdout)
    assert again["steps"] == [] and again["stays"] == len(published(here.root / "public"))


def test_a_dry_run_of_the_first_deploy_leaves_nothing(here: Site) -> None:
    assert "Dry run for live" in here.run("deploy", "--dry-run").stdout
    assert not (here.root / "www").exists()


def test_a_style_sheet_stays_for_readers_who_have_the_page_before(here: Site) -> None:
    run_here(here)
    old = {path.name for path in current(here).glob("site.*.css")}
    edit(here, 1)
    here.build()
    done = json.loads(here.run("deploy", "--json").stdout)
    assert [step["path"] for step in done["steps"] if step["does"] == "retire"] == sorted(old)
    assert {path.name for path in current(here).glob("site.*.css")} > old
    target = (here.root / "site.yaml").read_text().replace("path: www", "path: www, grace: 0")
    here.put("site.yaml", target.encode()).build()
    assert run_here(here) == 0
    assert not {path.name for path in current(here).glob("site.*.css")} & old


def test_a_release_before_can_be_shown_again(here: Site) -> None:
    run_here(here)
    first = published(here.root / "public")
    edit(here, 1)
    edit(here, 2)
    here.build()
    run_here(here)
    sheet = next(step for step in published(here.root / "public") if step not in first and "site." in step)
    assert here.run("deploy", "--rollback").returncode == 0
    assert {path: at_host(here, path) for path in first} == first
    assert at_host(here, sheet) is not None  # of a page that a reader may still have
    assert here.run("deploy", "--rollback").returncode == 3
    assert run_here(here) == 0
    assert whole(here)


def test_old_releases_are_kept_up_to_a_number(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www, keep: 2")
    for number in range(5):
        edit(here, number)
        here.build()
        run_here(here)
    names = sorted(path.name for path in (here.root / "www/releases").iterdir())
    assert [name[:6] for name in names if "." not in name] == ["000003", "000004", "000005"]
    assert len(names) == 6  # each with its record


def test_a_change_of_another_hand_is_not_lost(here: Site) -> None:
    run_here(here)
    changed = current(here) / "index.html"
    changed.write_bytes(b"<p>by hand")
    edit(here, 3)
    here.build()
    done = here.run("deploy", "--no-check")
    assert done.returncode == 1
    assert "foreign-change" in done.stderr and "index.html" in done.stderr
    assert changed.read_bytes() == b"<p>by hand"
    assert run_here(here, "--force") == 0
    assert whole(here)


def test_what_another_hand_has_deleted_is_sent_again(here: Site) -> None:
    run_here(here)
    (current(here) / "index.html").unlink()
    assert run_here(here) == 0
    assert whole(here)


def test_what_is_in_the_way_is_not_overwritten(here: Site) -> None:
    here.put("www/current/index.html", b"somebody's")
    done = here.run("deploy")
    assert done.returncode == 3 and "no symbolic link" in done.stderr
    assert (here.root / "www/current/index.html").read_bytes() == b"somebody's"


def test_a_folder_that_is_not_mounted(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: /nowhere/at/all")
    here.build()
    done = here.run("deploy")
    assert done.returncode == 3 and "is it mounted?" in done.stderr and "Traceback" not in done.stderr


def refusal(here: Site, rule: str) -> None:
    done = here.run("deploy", "--no-check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert rule in done.stderr
    assert not (here.root / "www").exists()


def test_no_output_and_no_target(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www")
    shutil.rmtree(here.root / "public")
    refusal(here, "not-built")
    here.put("site.yaml", b"title: T\n")
    assert here.run("deploy").returncode == 2
    two = "title: T\ndeploy:\n  a: {type: folder, path: a}\n  b: {type: folder, path: b}\n"
    here.put("site.yaml", two.encode())
    assert "site.yaml names a, b" in here.run("deploy").stderr
    assert "site.yaml names a, b" in here.run("deploy", "c").stderr


def test_a_preview_is_not_deployed(here: Site) -> None:
    here.build(output="preview", drafts=True, preview=True)
    done = here.run("deploy", "--output", str(here.root / "preview"))
    assert done.returncode == 1 and "preview-build" in done.stderr


def test_the_output_of_a_failed_build_is_not_deployed(here: Site) -> None:
    here.put("content/news/bad.md", b"---\ntitle: B\ndate: never\n---\nText.\n")
    assert not here.build().report.published
    refusal(here, "failed-build")
    assert here.build(keep_going=True).report.published
    done = here.run("deploy", "--no-check")
    assert done.returncode == 0 and "faulty-build" in done.stderr


def test_what_was_built_for_a_time_to_come_is_not_deployed(here: Site) -> None:
    here.put("content/news/late.md", article("Late", "2024-11-20").encode())
    here.build(now="2999-01-01T00:00+00:00")
    refusal(here, "future-build")
    here.build()
    assert run_here(here) == 0


def test_what_was_built_for_another_address_is_not_deployed(here: Site) -> None:
    here.build(base_url="https://test.example.org/")
    refusal(here, "other-address")


def test_an_interrupted_build_is_not_deployed_but_brought_to_its_end(here: Site) -> None:
    output = here.root / "public"
    here.put("content/news/late.md", article("Late", "2024-11-20").encode())
    assert interrupted(here.build, "rename", 4)
    assert is_unfinished(output)
    assert run_here(here) == 0
    assert "2024/11/late/index.html" in published(output) and not is_unfinished(output)


def test_a_file_that_is_not_as_it_was_built_is_not_deployed(here: Site) -> None:
    here.put("public/2024/11/alpha/index.html", b"<p>by hand")
    (here.root / "public/2024/11/beta/index.html").unlink()
    refusal(here, "altered-file")
    assert "2 errors" in here.run("deploy", "--no-check").stderr


def test_what_a_build_publishes_while_a_deploy_looks_at_the_output_is_deployed(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is neither half of each nor an altered file."""
    looks = []

    def slowly(*arguments: Any) -> Any:
        found = read_release(*arguments)
        looks.append(found)
        if len(looks) < 3:
            edit(here, len(looks))
            here.build()
        return found

    monkeypatch.setattr(release, "read_release", slowly)
    assert run_here(here) == 0
    assert len(looks) == 3
    assert whole(here)
    assert b"Alpha 2" in (at_host(here, "2024/11/alpha/index.html") or b"")


def test_what_check_finds_stops_a_deploy(here: Site) -> None:
    here.put("content/news/alpha.md", article("Alpha").encode() + b"\n[x](missing.md)\n")
    here.build()
    done = here.run("deploy")
    assert done.returncode == 1 and "broken-link" in done.stderr and not (here.root / "www").exists()
    assert here.run("deploy", "--no-check").returncode == 0


def test_an_output_without_word_of_its_build_is_taken(here: Site) -> None:
    """An output that was made before there was such word."""
    (here.root / "public" / STATE / NAME).unlink()
    assert location(here.root / "public").is_file()
    assert run_here(here) == 0


@pytest.mark.torture
@pytest.mark.parametrize("keep", [3, 0])
def test_a_deploy_that_is_killed_leaves_the_site_whole_and_the_next_one_goes_on(
    tmp_path: Path, keep: int
) -> None:
    here = paper(tmp_path / "site", f"type: folder, path: www, keep: {keep}, precompress: [gz]")
    root = current(here) if keep else here.root / "www"
    here.build()
    kill(here, KILLS, random.Random(f"kill {keep}"), folder_fetch(root), folder_fetch(root))
    assert not [path for path in root.rglob("*.html") if not path.with_name(f"{path.name}.gz").is_file()]


@pytest.mark.torture
@pytest.mark.parametrize("keep", [3, 0])
def test_a_reader_never_meets_a_half_published_site(tmp_path: Path, keep: int) -> None:
    here = paper(tmp_path / "site", f"type: folder, path: www, keep: {keep}")
    here.build()
    run_here(here)
    root = current(here) if keep else here.root / "www"
    with nginx(tmp_path / "nginx", root) as port, reading(port) as reader:
        for number in range(READ_DEPLOYS):
            edit(here, number)
            here.build()
            assert run_here(here) == 0
        reader.has_read(21)
    assert not reader.failures


@pytest.mark.parametrize("keep", [3, 0])
def test_a_disk_that_takes_no_more(tmp_path: Path, keep: int) -> None:
    """As though it were full: no file may grow above a few hundred bytes."""
    here = paper(tmp_path / "site", f"type: folder, path: www, keep: {keep}")
    here.build()
    run_here(here)
    root = current(here) if keep else here.root / "www"
    edit(here, 1)
    here.build()
    command = [sys.executable, "-m", "generator", "deploy", "--no-check", "--site", str(here.root)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    limited = ["prlimit", "--fsize=300", *command]
    done = subprocess.run(limited, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert not broken(folder_fetch(root))
    assert run_here(here) == 0
    assert whole(here, root)
