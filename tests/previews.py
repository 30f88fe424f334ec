"""What happens around a running preview: hands that save as editors do, ears on its events, a clean twin."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from incremental.desk import Desk
from sites import Site, snapshot
from test_serve import Preview

from generator.build import Report, Request, build
from generator.stock.site import read_config

PATIENCE = 90  # seconds until a test that waits for the last page gives up


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def in_pieces(path: Path, data: bytes) -> None:
    """As a slow disk or a copy does."""
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(data), len(data) // 3 + 1):
            file.write(data[start : start + len(data) // 3 + 1])


def by_rename(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".{path.name}.tmp")
    fresh.write_bytes(data)
    fresh.replace(path)


def with_swap_file(path: Path, data: bytes) -> None:
    """As Vim does: a swap file beside the text, and the old text aside until the new one stands."""
    swap, backup = path.with_name(f".{path.name}.swp"), path.with_name(f"{path.name}~")
    swap.write_bytes(b"b0VIM")
    if path.exists():
        path.rename(backup)
    path.write_bytes(data)
    backup.unlink(missing_ok=True)
    swap.unlink()


def emptied_first(path: Path, data: bytes) -> None:
    path.write_bytes(b"")
    path.write_bytes(data)


def with_both_aside(path: Path, data: bytes) -> None:
    """As those of JetBrains do: the new text by another name, and the old one aside until it stands."""
    fresh, old = path.with_name(f"{path.name}___jb_tmp___"), path.with_name(f"{path.name}___jb_old___")
    fresh.write_bytes(data)
    if path.exists():
        path.rename(old)
    fresh.rename(path)
    old.unlink(missing_ok=True)


SAVES: tuple[Callable[[Path, bytes], None], ...] = (
    in_place,
    in_pieces,
    by_rename,
    with_swap_file,
    emptied_first,
    with_both_aside,
)
"""How editors save."""


class Hands(Desk):
    """A newspaper whose files are saved now by this editor, now by that one."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._chance = chance
        super().__init__(folder)
        self.settings = self.read("site.yaml")  # as they were at first

    def put(self, path: str, data: bytes | str) -> list[str]:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")
        self._chance.choice(SAVES)(target, raw)
        return [path]

    def move_folder(self) -> None:
        """A folder of articles gets another name, or comes back from outside the site."""
        folders = [each for each in sorted((self.root / "content").iterdir()) if each.is_dir()]
        folder = self._chance.choice([each for each in folders if each.name != "pages"])
        target = folder.with_name(f"{folder.name.rstrip('x')}{'x' * self._chance.randrange(3)}")
        aside = self.root.with_name("aside")
        folder.rename(aside)
        if not target.exists():
            aside.rename(target)
        else:
            shutil.copytree(aside, target, dirs_exist_ok=True)
            shutil.rmtree(aside)

    def check_out(self) -> None:
        """Another state of the articles by git, which writes and removes many at once, and perhaps back."""
        if not (self.root / ".git").exists():
            _git(self.root, "init", "-q")
        branch = f"state-{self._chance.randrange(10**9)}"
        _git(self.root, "add", "-A", "content")
        _git(self.root, "commit", "-q", "--allow-empty", "-m", branch)
        _git(self.root, "branch", branch)
        states = _git(self.root, "branch", "--format=%(refname:short)").split()
        _git(self.root, "checkout", "-q", self._chance.choice(states))
        if self._chance.random() < 0.5:
            _git(self.root, "checkout", "-q", branch)

    def burst(self) -> None:
        """Very many files at once, as a version control system writes them."""
        for path in self.texts():
            self.put(path, f"{self.read(path)}\nOf burst {self._chance.randrange(1000)}.\n")


def _git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


class Listener:
    """Somebody on the event stream from the first moment to the last."""

    def __init__(self, port: int) -> None:
        self.heard: list[dict[str, Any]] = []
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/_broadsheet/events")
        self._stream = connection.getresponse()
        self._stream.readline()
        self.first = int(self._stream.readline().removeprefix(b"id: "))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while line := self._stream.readline():
            if line.startswith(b"data: {"):
                self.heard.append(json.loads(line.removeprefix(b"data: ")))

    def changed_since(self, count: int) -> set[str]:
        """The paths that the events told of, but for the first `count` of them."""
        return {path for event in self.heard[count:] for path in event["changed"] or ()}


def clean_twin(here: Site, preview: Preview, now: str | None = None) -> tuple[Report, dict[str, bytes]]:
    """A preview of the same folder, made by one build from nothing: its report, and its files."""
    config, _ = read_config(here.root)
    output = here.root.with_name("clean")
    request = Request(
        root=here.root,
        output=output,
        as_of=dt.datetime.fromisoformat(now) if now else dt.datetime.now(dt.UTC),
        drafts=True,
        preview=True,
        keep_going=True,
        clean=True,
        base_url=f"http://127.0.0.1:{preview.port}{config.base_path if config else ''}/",
    )
    shutil.rmtree(output, ignore_errors=True)
    return build(request), snapshot(output)


def tree(here: Site) -> dict[str, bytes]:
    """The preview as it is; a file may go while it is looked at."""
    try:
        return snapshot(here.root / ".broadsheet" / "preview")
    except FileNotFoundError:
        return {}


def differences(ours: dict[str, bytes], theirs: dict[str, bytes]) -> list[str]:
    return sorted(path for path in ours | theirs if ours.get(path) != theirs.get(path))


def until_same(here: Site, files: dict[str, bytes]) -> None:
    """Wait until the preview has just these files."""
    until(lambda: differences(tree(here), files), [])


def until(look: Callable[[], Any], wanted: Any) -> None:
    """Wait until a look gives what is wanted."""
    end = time.monotonic() + PATIENCE
    while (found := look()) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert found == wanted, f"{found!r} where {wanted!r} is wanted"


def memory(pid: int) -> int:
    """The resident memory of a process, in megabytes; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) // 1024


def said(preview: Preview) -> str:
    """All that the terminal of a preview that has ended has said."""
    while not preview._lines.empty():
        preview.told += preview._lines.get()
    return preview.told
