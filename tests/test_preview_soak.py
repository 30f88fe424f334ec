"""A long day at a preview: whatever was saved, and however, it ends as a clean preview of the same folder.

`make soak` makes the day longer; `SEED` begins another one.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from incremental import articles, house, news
from incremental.desk import NOW, Chance
from previews import Hands, clean_twin, memory, said, until, until_same
from scale import at_length, scaled
from sites import article, site
from test_serve import Preview, previewed

from generator.model import Severity

DAY, LONG_DAY = 40, 2000  # edits
LOOK = 40  # edits between two looks at the whole preview
SEED = int(os.environ.get("SEED", "1"))
PAUSES = (0, 0, 0.01, 0.03, 0.1, 0.3)  # seconds between edits: within a burst, and after it

CLOCKS = {"forwards", "backwards"}  # the clock of this preview stands still
STEPS = articles.STEPS | news.STEPS | house.STEPS
OWN: dict[str, Callable[[Hands], object]] = {
    "move a folder": Hands.move_folder,
    "burst": Hands.burst,
    "check out": Hands.check_out,
}
NAMES = sorted(({*STEPS} - CLOCKS) | {*OWN})


def edit(hands: Hands, chance: random.Random) -> str:
    """One edit, of any kind. Gives its name."""
    if len(hands.texts()) < 5:
        for number in range(5):
            hands.put(f"content/world/again{number}.md", article(f"Again {number}"))
    name = chance.choice(NAMES if chance.random() < 0.9 else sorted(OWN))
    if name in OWN:
        OWN[name](hands)
    else:
        STEPS[name](hands, Chance(chance.randrange(10_000)))
    return name


def mend(hands: Hands, preview: Preview) -> None:
    """Mend what is broken, for its last good page stays, which a clean build has never seen; then compare."""
    hands.config(lambda _: None)
    articles.mend_it(hands, Chance(0))
    while True:
        report, files = clean_twin(hands.site, preview, str(NOW))
        faulty = {each.path for each in report.problems if each.severity is Severity.ERROR}
        if not faulty:
            break
        for path in sorted(faulty):
            hands.put(path, hands.settings) if path == "site.yaml" else hands.remove(path)
    assert report.published and len(files) > 50
    until_same(hands.site, files)
    counts = Counter(each.severity.value for each in report.problems)
    until(lambda: Counter(json.loads(preview.get("/_broadsheet/problems.json")[1])["counts"]), counts)


@contextmanager
def telling(preview: Preview) -> Iterator[None]:
    """What the terminal said, for those who look for a fault."""
    try:
        yield
    except BaseException:
        print(said(preview))
        raise


def live(root: Path, edits: int) -> None:
    chance = random.Random(SEED)
    hands = Hands(root, chance)
    with previewed(hands.site, "--now", str(NOW)) as preview, telling(preview):
        warm = 0
        done: list[str] = []
        for _ in range(0, edits, LOOK):
            for _ in range(LOOK):
                done.append(edit(hands, chance))
                time.sleep(chance.choice(PAUSES))
            print("; ".join(done[-LOOK:]))  # for those who look for a fault
            mend(hands, preview)
            warm = warm or memory(preview.process.pid)
        grown = memory(preview.process.pid) - warm  # with the newspaper, which grows as well
        assert preview.stop() == 0
        assert "Traceback" not in said(preview)
    print(f"{edits} edits; {warm} MB, and {grown} MB more at the end")


def test_a_day_of_edits_ends_as_a_clean_preview(tmp_path: Path) -> None:
    live(tmp_path / "site", DAY)


@pytest.mark.torture
@at_length
def test_a_long_day_of_edits_ends_as_a_clean_preview(tmp_path: Path) -> None:
    live(tmp_path / "site", scaled(DAY, LONG_DAY))


def test_a_static_file_takes_the_place_of_a_page_that_is_not_made_anew_yet(tmp_path: Path) -> None:
    """A slice holds the static files and the open page; the page that gives way is made after it."""
    here = site(tmp_path / "site", f"-- content/news/a.md --\n{article('A')}")
    with previewed(here) as preview:
        preview.get("/2024/11/a/")
        here.put("static/robots.txt", b"User-agent: *\nDisallow: /\n")
        _, files = clean_twin(here, preview)
        assert files["robots.txt"] == b"User-agent: *\nDisallow: /\n"
        until_same(here, files)
