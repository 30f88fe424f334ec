"""Saves as editors do them, seen by a real watch of a real folder."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sites import Site, article, site
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.serve.bursts import LONGEST, MANY, Burst, Bursts
from generator.serve.watch import Watch

A = "content/news/a.md"
TEXT = article("A, saved again").encode()


class Desk:
    """A site, a watch of it, and what both say."""

    def __init__(self, root: Path) -> None:
        files = f"-- {A} --\n{article('A')}-- templates/a.html --\nx\n-- static/site.css --\nx\n"
        self.site = site(root, files)
        self.bursts = Bursts()
        self.said: list[str] = []
        self.watch = Watch(root, self.bursts.put, self.said.append)

    @property
    def file(self) -> Path:
        return self.site.root / A

    def burst(self) -> Burst:
        """The next burst, with all that belongs to it."""
        for _ in range(1000):
            if self.bursts:
                found = self.bursts.take()
                return found | Burst(whole=self.watch.refresh())
            time.sleep(0.01)
        raise AssertionError("nothing was seen")

    def until(self, path: str) -> set[str]:
        """All paths that are told until one is among them."""
        found: set[str] = set()
        while path not in found:
            found |= self.burst().paths
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path / "site")
    yield found
    found.watch.close()


def in_place(file: Path) -> None:
    file.write_bytes(TEXT)


def by_rename(file: Path) -> None:
    """As GNOME, KDE and many others do."""
    temporary = file.with_name(".goutputstream-X1Y2Z3")
    temporary.write_bytes(TEXT)
    temporary.replace(file)


def by_jetbrains(file: Path) -> None:
    temporary, old = file.with_name(f"{file.name}___jb_tmp___"), file.with_name(f"{file.name}___jb_old___")
    temporary.write_bytes(TEXT)
    file.rename(old)
    temporary.rename(file)
    old.unlink()


def by_vim(file: Path) -> None:
    """A trial of the folder, a swap file, the old text kept aside, the new one written in its place."""
    swap, trial, backup = (file.with_name(f".{file.name}.swp"), file.with_name("4913"), Path(f"{file}~"))
    swap.write_bytes(b"b0VIM")
    trial.write_bytes(b"")
    trial.unlink()
    file.rename(backup)
    file.write_bytes(TEXT)
    backup.unlink()
    swap.unlink()


def by_emacs(file: Path) -> None:
    lock, auto = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("somebody@somewhere.1")
    auto.write_bytes(TEXT)
    shutil.copy(file, f"{file}~")
    file.write_bytes(TEXT)
    auto.unlink()
    lock.unlink()


@pytest.mark.parametrize("save", [in_place, by_rename, by_jetbrains, by_vim, by_emacs])
def test_a_save_is_one_burst_of_one_file(desk: Desk, save: Callable[[Path], None]) -> None:
    save(desk.file)
    assert desk.burst() == Burst(frozenset({A}))


@pytest.mark.parametrize(
    "name",
    [".a.md.swp", "a.md~", ".#a.md", "#a.md#", "4913", "a.md___jb_tmp___", ".goutputstream-AB12", "a.tmp"],
)
def test_what_editors_keep_aside_is_no_change(desk: Desk, name: str) -> None:
    other = desk.file.with_name(name)
    other.write_bytes(b"x")
    other.unlink()
    in_place(desk.file)
    assert desk.until(A) == {A}


@pytest.mark.parametrize(
    "path",
    [
        "content/news/new.md",
        "content/news/a.yaml",
        "content/media/a.png",
        "templates/a.html",
        "static/site.css",
        "site.yaml",
        "front.yaml",
        "front.uk.yaml",
    ],
)
def test_all_that_a_build_reads_is_watched(desk: Desk, path: str) -> None:
    desk.site.put(path, b"x: y\n")
    assert path.startswith(tuple(desk.burst().paths))


@pytest.mark.parametrize(
    "path", ["notes.txt", "public/index.html", ".broadsheet/preview/x.html", "other.yaml"]
)
def test_nothing_else_is_watched(desk: Desk, path: str) -> None:
    desk.site.put(path, b"x")
    in_place(desk.file)
    assert desk.until(A) == {A}


def test_a_deleted_file_is_a_change(desk: Desk) -> None:
    desk.file.unlink()
    assert desk.burst() == Burst(frozenset({A}))


def test_reading_is_no_change(desk: Desk) -> None:
    for file in (desk.file, desk.site.root / "site.yaml"):
        file.read_bytes()
    (desk.site.root / "templates/a.html").write_bytes(b"y")
    assert desk.burst() == Burst(frozenset({"templates/a.html"}))


def test_a_folder_that_is_moved_out_and_in(desk: Desk, tmp_path: Path) -> None:
    (desk.site.root / "content/news").rename(tmp_path / "aside")
    assert "content/news" in desk.burst().paths
    (tmp_path / "aside").rename(desk.site.root / "content/back")
    assert "content/back" in desk.burst().paths
    desk.site.put("content/back/b.md", TEXT)
    assert "content/back/b.md" in desk.until("content/back/b.md")


def test_another_folder_in_the_place_of_one(desk: Desk, tmp_path: Path) -> None:
    """What happens in a folder that was not watched yet cannot have been seen."""
    (desk.site.root / "static").rename(tmp_path / "old")
    Site(tmp_path).put("new/site.css", b"y")
    (tmp_path / "new").rename(desk.site.root / "static")
    whole = True
    while whole:
        whole = desk.burst().whole
    desk.site.put("static/site.css", b"z")
    assert "static/site.css" in desk.until("static/site.css")


def test_of_many_files_none_is_missed(desk: Desk) -> None:
    paths = {f"content/news/{number}.md" for number in range(100)}
    for path in sorted(paths):
        desk.site.put(path, TEXT)
    found: set[str] = set()
    while found != paths:
        burst = desk.burst()
        found |= burst.paths
        assert burst.whole


def test_many_changes_at_once_are_one_burst() -> None:
    bursts = Bursts()
    paths = {f"content/news/{number}.md" for number in range(100)}
    for path in paths:
        bursts.put(path)
    assert bursts.take().paths == paths
    assert not bursts


def test_so_many_that_some_may_be_lost() -> None:
    bursts = Bursts()
    for number in range(MANY):
        bursts.put(f"content/{number}.md")
    assert not bursts.take().whole


def test_a_file_that_is_being_written_is_waited_for() -> None:
    bursts, begun = Bursts(), time.monotonic()
    bursts.put(A, writing=True)
    bursts.put("content/b.md")
    bursts.put(A)
    assert bursts.take().paths == {A, "content/b.md"}
    bursts.put(A, writing=True)
    assert bursts.take().paths == {A}  # in the end, though it is never closed
    assert time.monotonic() - begun < LONGEST


def failing(number: int, times: list[int]) -> Callable[..., Any]:
    """Watches that the system refuses, as it does where a limit is reached."""

    def refuse(*_: Any, **__: Any) -> Any:
        times.append(number)
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "setting"),
    [(errno.ENOSPC, "max_user_watches"), (errno.EMFILE, "max_user_instances"), (errno.EIO, "does not tell")],
)
def test_where_the_system_watches_no_more_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, setting: str
) -> None:
    monkeypatch.setattr(Observer, "start", failing(number, []))
    desk = Desk(tmp_path / "site")
    assert [setting in said for said in desk.said] == [True]
    assert not desk.burst().whole
    in_place(desk.file)
    assert desk.until(A) == {A}
    desk.watch.close()


def test_a_limit_that_is_reached_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library says nothing when it cannot watch a folder inside another."""
    monkeypatch.setattr(Observer, "schedule", failing(errno.ENOSPC, tried := []))
    desk.site.put("content/deep/er/b.md", TEXT)
    while not desk.said:
        desk.burst()
    assert tried and "max_user_watches" in desk.said[0]
    assert isinstance(desk.watch._observer, PollingObserver)
    desk.site.put("content/deep/er/b.md", TEXT + b"\nMore.\n")
    desk.until("content/deep/er/b.md")
    assert len(desk.said) == 1


def test_changes_that_the_system_has_lost(desk: Desk) -> None:
    log = logging.getLogger("watchdog.observers.inotify_c")
    log.warning("Inotify queue overflowed; filesystem events were lost")
    burst = desk.burst()
    assert not burst.whole and "max_queued_events" in desk.said[0]
    in_place(desk.file)
    assert A in desk.until(A) and len(desk.said) == 1
