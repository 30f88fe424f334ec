"""The store as bad input: whatever it holds, the site is what a clean build makes of its sources."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from incremental.crash import killed
from incremental.desk import NOW, Desk
from incremental.patience import settled_at_once
from incremental.twin import check
from sites import Report, Site

from generator import folders
from generator.store import database, keeping, seals

STORE = ".broadsheet/public.sqlite"
DAMAGED, NOT_KEPT = (database.DAMAGED,), (keeping.NOT_KEPT,)


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "site")
    made.site.build(str(NOW))
    made.set("content/world/a3.md", "title", "Edited since")
    return made


def right(desk: Desk) -> Report:
    """Build; it has to be what a clean build makes, and the one after that finds nothing to do."""
    return check(desk.site, str(NOW)).report


def store(desk: Desk) -> Path:
    return desk.root / STORE


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in random.Random(2).sample(range(len(data)), 40):
        data[place] ^= 0xFF
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def other(path: Path) -> None:
    """A sound database that is no store."""
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE job (id)")


def unsealed(path: Path) -> None:
    Path(f"{path}.seal").unlink()


HARMS: tuple[Callable[[Path], None], ...] = (cut, noise, flipped, empty, other)


@pytest.mark.parametrize("harm", HARMS)
def test_a_store_that_somebody_has_changed_is_not_trusted(desk: Desk, harm: Callable[[Path], None]) -> None:
    harm(store(desk))
    assert right(desk).remarks == DAMAGED


def copied(path: Path) -> None:
    """As a build service keeps it, or `cp -r`: with another time."""
    os.utime(path, (1, 1))


@pytest.mark.parametrize("harm", [unsealed, copied])
def test_one_of_which_every_byte_is_as_it_was_is_trusted(desk: Desk, harm: Callable[[Path], None]) -> None:
    harm(store(desk))
    assert right(desk).remarks == ()


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_nor_is_one_beside_which_a_stranger_has_left_a_log(desk: Desk, suffix: str) -> None:
    copied(store(desk))
    Path(f"{store(desk)}{suffix}").write_bytes(b"")
    assert right(desk).remarks == DAMAGED


@pytest.mark.parametrize("harm", [noise, cut, empty])
def test_nor_is_one_that_looks_as_it_was(desk: Desk, harm: Callable[[Path], None]) -> None:
    """With its seal made anew; what SQLite itself finds out."""
    harm(store(desk))
    found = store(desk).stat()
    seals.write(store(desk), seals.Seal(0, found.st_size, found.st_mtime_ns))
    right(desk)


@pytest.mark.parametrize("seed", range(6))
def test_one_that_a_killed_build_left_open_may_be_damaged_too(desk: Desk, seed: int) -> None:
    """Without a seal to compare, SQLite or the decoding of what it gives has to find whole pages of noise."""
    path = store(desk)
    chance, size = random.Random(seed), path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(size // 4096 // 2):
            file.seek(4096 * chance.randrange(1, size // 4096))
            file.write(chance.randbytes(4096))
    seals.write(path, seals.Seal(process=1))
    assert right(desk).remarks == DAMAGED


def test_one_of_another_version_is_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "version", lambda: b"another")
    report = right(desk)
    assert report.rebuilt == report.pages
    assert report.remarks == (database.RENEWED,)


def test_one_that_is_gone_is_made_anew_in_silence(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".broadsheet")
    assert right(desk).remarks == ()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_without_a_place_for_it_the_site_is_built_all_the_same(desk: Desk, kind: str) -> None:
    if kind == "file":
        shutil.rmtree(desk.root / ".broadsheet")
        desk.put(".broadsheet", "A file in the place of the folder")
    else:
        store(desk).unlink()
        store(desk).mkdir()
    reports = [desk.site.build(str(NOW)).report for _ in range(2)]
    assert [report.published for report in reports] == [True, True]
    assert [report.remarks for report in reports] == [NOT_KEPT, NOT_KEPT]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
@pytest.mark.parametrize("what", [STORE, ".broadsheet"])
def test_one_that_cannot_be_written_is_not_used(desk: Desk, what: str) -> None:
    path = desk.root / what
    mode = path.stat().st_mode
    path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert desk.site.build(str(NOW)).report.remarks == NOT_KEPT
    finally:
        path.chmod(mode)


@pytest.mark.parametrize("lost", ["public", "public/.broadsheet", "public/.broadsheet/manifest.jsonl"])
def test_what_the_output_has_lost_is_made_again(desk: Desk, lost: str) -> None:
    path = desk.root / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    right(desk)


def test_the_output_of_another_site_is_not_taken_for_its_own(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.config(lambda settings: settings.update(title="Another paper"))
    other.put("content/world/only-here.md", "---\ntitle: Only here\ndate: 2024-01-01\n---\nText.\n")
    result = other.site.build(str(NOW))
    shutil.rmtree(desk.root / "public")
    shutil.copytree(result.output, desk.root / "public")
    right(desk)
    assert not (desk.root / "public/2024/01/only-here").exists()


def test_two_builds_at_once_take_turns(desk: Desk) -> None:
    reports: list[Report] = []
    threads = [
        threading.Thread(target=lambda: reports.append(desk.site.build(str(NOW)).report)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bool(report.rebuilt) for report in reports) == [False, False, True]
    right(desk)


def test_who_reads_from_the_store_does_not_make_it_look_damaged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a preview, or a worker of a killed build that has not ended yet."""
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    right(desk)
    desk.set("content/world/a4.md", "title", "Meanwhile")
    assert killed(lambda: desk.site.build(str(NOW)), "rename", 6)
    with closing(sqlite3.connect(store(desk), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM job").fetchall()
        assert desk.site.build(str(NOW)).report.remarks != DAMAGED
        desk.set("content/world/a4.md", "title", "Again")
        assert desk.site.build(str(NOW)).report.remarks == ()
    desk.set("content/world/a4.md", "title", "After that")
    assert right(desk).remarks == ()


def test_a_source_that_changes_while_it_is_read_is_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at its stamp and the reading of its bytes, and once more after that."""
    path = "content/world/a5.md"
    scan = folders.scan

    def scanned(root: Path, folder: str) -> folders.Scan:
        found = scan(root, folder)
        if folder == "content" and root == desk.root:
            desk.set(path, "title", "While it was read")
        return found

    monkeypatch.setattr(import_module("generator.stock.survey"), "scan", scanned)
    desk.site.build(str(NOW))
    monkeypatch.undo()
    desk.set(path, "title", "And after that")
    right(desk)


def test_an_edit_that_keeps_size_and_time_is_seen(desk: Desk) -> None:
    path = desk.root / "content/world/a5.md"
    right(desk)
    was = path.stat()
    text = path.read_text()
    path.write_text(text.replace("The text of", "One text of"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size
    assert right(desk).changed == 1


def test_a_site_that_was_copied_is_built_as_it_is(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.root, tmp_path / "copy")
    check(Site(tmp_path / "copy"), str(NOW))
