"""A store in which a disk has forgotten something, with nothing about its size or time that tells of it.

Whatever is damaged, the next build leaves what a clean one leaves. There is one store as a build left it,
and one as a killed build left it, with a log.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from faults.scenes import NOW, paper
from incremental.crash import killed
from incremental.patience import compiled_once, settled_at_once
from scale import scaled
from sites import Site

from generator.store import database, sums

PAGE = 4096  # bytes of SQLite
STORE = ".broadsheet/public.sqlite"
MUTABLE = ("public", ".broadsheet")


class Scene:
    """A site whose store can be damaged again and again, before an edit is taken up."""

    def __init__(self, root: Path, is_killed: bool) -> None:
        self.site = paper(root / "site")
        self.site.build(NOW)
        edited = (root / "site/content/world/beta.md").read_text().replace("Beta", "Beta, edited")
        self.site.put("content/world/beta.md", edited.encode())
        if is_killed:
            assert killed(lambda: self.site.build(NOW), "rename", 3)
            assert Path(f"{self.store}-wal").stat().st_size > PAGE
        for name in MUTABLE:
            shutil.copytree(root / "site" / name, root / "kept" / name)
        twin = Site(root / "twin")
        shutil.copytree(root / "site", twin.root, ignore=shutil.ignore_patterns(*MUTABLE))
        self.clean = twin.build(NOW).files
        self._kept = root / "kept"

    @property
    def store(self) -> Path:
        return self.site.root / STORE

    def damaged(self, harm: Callable[[bytes], bytes], suffix: str = "") -> tuple[str, ...]:
        """Damage a file and build; give what is said of it."""
        for name in MUTABLE:
            shutil.rmtree(self.site.root / name)
            shutil.copytree(self._kept / name, self.site.root / name)
        path = Path(f"{self.store}{suffix}")
        was = path.stat()
        path.write_bytes(harm(path.read_bytes()))
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
        seal = Path(f"{self.store}.seal")
        if not suffix and (told := json.loads(seal.read_bytes())).get("size", -1) > 0:
            seal.write_text(json.dumps(told | {"size": path.stat().st_size}))
        result = self.site.build(NOW)
        assert result.report.published
        assert result.files == self.clean
        return result.report.remarks


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Scene]]:
    with compiled_once(), settled_at_once():
        made = {name: Scene(tmp_path_factory.mktemp(name), name == "killed") for name in ("closed", "killed")}
        yield made


def flip(chance: random.Random) -> Callable[[bytes], bytes]:
    def flipped(data: bytes) -> bytes:
        place = chance.randrange(len(data))
        return data[:place] + bytes((data[place] ^ 1 << chance.randrange(8),)) + data[place + 1 :]

    return flipped


@pytest.mark.torture
@pytest.mark.parametrize(
    "name, suffix", [("closed", ""), ("killed", ""), ("killed", "-wal"), ("closed", ".sums")]
)
def test_a_flipped_bit_changes_no_page(scenes: dict[str, Scene], name: str, suffix: str) -> None:
    chance = random.Random(f"{name}{suffix}")
    for _ in range(scaled(3, 1250)):
        said = scenes[name].damaged(flip(chance), suffix)
        if (name, suffix) == ("closed", ".sums"):
            assert said == (database.DAMAGED,)


@pytest.mark.torture
def test_a_flipped_bit_is_told(scenes: dict[str, Scene]) -> None:
    chance = random.Random(7)
    harms = [
        lambda data: data[:9000] + bytes((data[9000] ^ 4,)) + data[9001:],
        *(flip(chance) for _ in range(2)),
    ]
    assert {scenes["closed"].damaged(harm) for harm in harms} == {(database.DAMAGED,)}


@pytest.mark.torture
@pytest.mark.parametrize("name", ["closed", "killed"])
def test_a_store_that_is_cut_short_is_made_anew(scenes: dict[str, Scene], name: str) -> None:
    scene, chance = scenes[name], random.Random(name)
    size = scene.store.stat().st_size
    edges = [place + more for place in range(0, size, PAGE) for more in (-1, 0, 1)]
    places = {place for place in edges if 0 <= place < size}
    places = set(chance.sample(sorted(places), min(scaled(2, len(places)), len(places))))
    places |= {chance.randrange(size) for _ in range(scaled(1, 250))}
    for place in sorted(places):
        scene.damaged(lambda data, place=place: data[:place])


def test_an_edit_in_a_sound_store_is_taken_up_and_nothing_is_said(scenes: dict[str, Scene]) -> None:
    assert scenes["closed"].damaged(lambda data: data) == ()
    (said,) = scenes["killed"].damaged(lambda data: data)
    assert "interrupted" in said


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_what_ends_in_the_midst_of_closing_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """SQLite moves the log into the database all the same, at the latest when the process ends."""
    here = paper(tmp_path / "site")
    here.build(NOW)
    edited = (here.root / "content/world/beta.md").read_text().replace("Beta", "Edited")
    here.put("content/world/beta.md", edited.encode())
    with monkeypatch.context() as patched:
        patched.setattr(sums, "summed", Mock(side_effect=error))
        with pytest.raises(error):
            here.build(NOW)
    gc.collect()
    after = here.build(NOW)
    assert database.DAMAGED not in after.report.remarks
    twin = Site(tmp_path / "twin")
    shutil.copytree(here.root, twin.root, ignore=shutil.ignore_patterns(*MUTABLE))
    assert after.files == twin.build(NOW).files
