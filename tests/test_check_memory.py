"""What checks remember makes them quick, and never makes them find anything else."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from checking import MOMENT, SITE, checked
from incremental.patience import compiled_once, settled_at_once
from photographs import photograph
from scale import scaled
from sites import PIXEL, Site, article

from generator.checking import Findings, Order, check

Make = Callable[[str], Site]
GOOD = f"{SITE}-- content/news/good.md --\n{article('Good', summary='S')}"
MEMORY = ".broadsheet/public.checks"


def look(here: Site) -> Findings:
    return check(Order(here.root, here.root / "public", MOMENT))


def test_what_has_not_changed_is_not_read_again(make: Make) -> None:
    here = make(f"{GOOD}-- content/news/b.md --\n{article('B', summary='S')}")
    with settled_at_once():
        first = checked(here)
        assert 0 < first.read <= first.files
        assert look(here).read == 0
        before = here.build().files
        here.put("content/news/b.md", article("B", summary="S").encode() + b"\nMore, and [x](#gone).\n")
        after = here.build().files
        changed = [path for path, data in after.items() if before.get(path) != data]
        again = look(here)
    assert again.read == len(changed) < first.read
    assert [each.rule for each in again.problems if each.rule.startswith("dead")] == ["dead-fragment"]


def test_a_young_file_is_read_again_and_not_judged_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its times may not change with its bytes."""
    from generator.checks import sweep

    here = make(GOOD)
    looked: list[str] = []
    real = sweep.look
    monkeypatch.setattr(sweep, "look", lambda path, *rest: looked.append(path) or real(path, *rest))
    first = checked(here)
    assert len(looked) == first.read == look(here).read
    assert len(looked) == first.read


def test_links_are_judged_by_all_files(make: Make) -> None:
    """A page that nobody has touched is wrong when what it leads to goes."""
    here = make(f"{GOOD}-- content/news/b.md --\n{article('B', summary='S')}\n[x](/2024/11/good/)\n")
    assert not [each for each in checked(here).problems if each.rule == "dead-link"]
    here.remove("public/2024/11/good/index.html")
    assert [each for each in look(here).problems if each.rule == "dead-link"]


def test_what_pictures_say_is_asked_again(make: Make) -> None:
    """The article is as it was; the file beside it is another one."""
    here = make(
        f"{SITE}-- content/news/a.md --\n---\ntitle: A\ndate: 2024-11-11\nsummary: S\n"
        "image: {src: p.png, alt: A dot}\n---\nText.\n"
    ).put("content/news/p.png", PIXEL)
    rules = {each.rule for each in checked(here).problems}
    assert {"no-credit", "small-picture"} <= rules
    here.put("content/news/p.png", photograph(1300, 700))
    assert "small-picture" not in {each.rule for each in checked(here).problems}


@pytest.mark.parametrize("damage", ["cut", "text", "empty", "foreign"])
def test_a_memory_that_is_damaged_is_begun_anew(make: Make, damage: str) -> None:
    here = make(GOOD)
    first = checked(here)
    memory = here.root / MEMORY
    if damage == "cut":
        memory.write_bytes(memory.read_bytes()[:5000])
    elif damage == "text":
        memory.write_text("not a database")
    elif damage == "empty":
        memory.write_bytes(b"")
    else:
        memory.unlink()
        with sqlite3.connect(memory) as other:
            other.execute("CREATE TABLE note (name TEXT, value BLOB)")
    again = look(here)
    assert (again.problems, again.read) == (first.problems, first.read)


WORDS = ("harbour", "council", "rain", "ferry", "bridge", "school")


class Room:
    """A newsroom that does at random what newsrooms do, mistakes among it."""

    def __init__(self, here: Site, seed: int) -> None:
        self.here = here
        self.random = random.Random(seed)
        self.paths: list[str] = []

    def does(self) -> None:
        for _ in range(self.random.randrange(1, 4)):
            self.random.choice((self.write, self.write, self.write, self.remove, self.turn, self.meddle))()

    def write(self) -> None:
        name = f"content/news/{self.random.choice(WORDS)}-{self.random.randrange(3)}.md"
        day = self.random.choice(("2024-11-11", "2024-11-12", "2099-01-01"))
        headings = "".join(f"{'#' * self.random.randrange(2, 5)} {word}\n\n" for word in WORDS[:2])
        body = "\n\n".join(self.random.choice((self.link, self.picture, self.words))() for _ in range(4))
        title = f"The {self.random.choice(WORDS)} and the {self.random.choice(WORDS)} of the town"
        draft = self.random.choice(("", "", "draft: true\n"))
        self.here.put(name, f"---\ntitle: {title}\ndate: {day}\n{draft}---\n{headings}{body}\n".encode())
        self.paths = [*dict.fromkeys((*self.paths, name))]

    def link(self) -> str:
        word = self.random.choice(WORDS)
        target = f"{word}-{self.random.randrange(3)}.md#{word}"
        return self.random.choice((f"[x]({target})", "[x](/tags/)", "[x](#here)", "[x](http://a.example/b)"))

    def picture(self) -> str:
        name = f"{self.random.choice(WORDS)}.png"
        self.here.put(f"content/news/{name}", PIXEL)
        return f"![{self.random.choice(('', 'A dot'))}]({name})"

    def words(self) -> str:
        return f"It was {self.random.choice(WORDS)} all day."

    def remove(self) -> None:
        if self.paths:
            path = self.paths.pop(self.random.randrange(len(self.paths)))
            self.here.remove(path)

    def turn(self) -> None:
        """Other settings, or another template."""
        footer = self.random.choice(
            ("<p id=a>x</p><p id=a>y</p>", '<a href="/gone/">x</a>', "<p lang=xx>x</p>")
        )
        self.here.put("templates/partials/footer.html", footer.encode())

    def meddle(self) -> None:
        """Somebody edits the output itself."""
        found = sorted((self.here.root / "public").rglob("*.html"))
        if found:
            page = self.random.choice(found)
            if self.random.random() < 0.3:
                page.unlink()
            else:
                page.write_bytes(page.read_bytes().replace(b"<h1", b"<h3").replace(b'alt="', b'x="'))


@pytest.mark.torture
def test_a_check_finds_the_same_as_one_from_nothing(tmp_path: Path) -> None:
    found = 0
    with compiled_once(), settled_at_once():
        for seed in range(scaled(4, 200)):
            here = Site(tmp_path / str(seed)).write(SITE)
            room = Room(here, seed)
            for step in range(scaled(5, 50)):
                room.does()
                if room.random.random() < 0.8:
                    here.build(keep_going=True)
                again = look(here)
                for file in (here.root / ".broadsheet").glob("public.checks*"):
                    file.unlink()
                anew = look(here)
                assert again.problems == anew.problems, (seed, step)
                found += len(anew.problems)
            shutil.rmtree(here.root)
    assert found > 50
