"""What the pages of a preview are marked with: drafts, embargoed articles, and those that expire."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sites import NOW, Result, Site, article, site

from generator.serve import marks
from generator.serve.marks import distance, state_at
from generator.store import Store
from generator.store.database import Opened
from generator.store.keeping import store_path
from generator.store.rows import reader

PREVIEW = ".broadsheet/preview"
CASES = """
-- content/world/plain.md --
---
title: Plain
date: 2024-11-11 09:00
---
Text.
-- content/world/draft.md --
---
title: Draft
date: 2024-11-12 09:00
draft: true
---
Text.
-- content/world/later.md --
---
title: Later
date: 2024-12-24 08:00
---
Text.
-- content/world/going.md --
---
title: Going
date: 2024-11-13 09:00
expires: 2024-12-03 12:00
---
Text.
-- content/world/gone.md --
---
title: Gone
date: 2024-11-13 09:00
expires: 2024-11-20 12:00
---
Text.
"""


def preview(made: Site, **options: Any) -> Result:
    return made.build(output=PREVIEW, preview=True, keep_going=True, **{"drafts": True, **options})


def told(made: Site, path: str, now: str = NOW) -> dict[str, Any]:
    return state_at(made.root, made.root / PREVIEW, path, dt.datetime.fromisoformat(now))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = site(tmp_path_factory.mktemp("marks"), CASES)
    assert preview(made).report.published
    return made


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/2024/11/plain/", "published", ""),
        ("/2024/11/draft/", "draft", "Draft: not published"),
        ("/2024/12/later/", "embargoed", "Embargoed until 24 December 2024, 08:00 (in 23 days)"),
        ("/2024/11/going/", "expires", "Expires on 3 December 2024, 12:00 (in 2 days)"),
    ],
)
def test_a_page_is_marked_by_its_article_and_the_clock(made: Site, path: str, status: str, text: str) -> None:
    state = told(made, path)
    assert (state["status"], state["text"]) == (status, text)
    assert state["source"] == f"content/world/{path.split('/')[3]}.md"


def test_until_is_a_moment_in_the_zone_of_the_site(tmp_path: Path) -> None:
    made = site(tmp_path, "-- site.yaml --\ntitle: T\ntimezone: Asia/Tokyo\n" + CASES)
    preview(made)
    assert told(made, "/2024/12/later/")["until"] == "2024-12-24T08:00:00+09:00"
    assert told(made, "/2024/11/plain/")["until"] is None


def test_a_list_and_a_place_without_a_page_are_published(made: Site) -> None:
    for path in ("/", "/tags/", "/nothing/", "", "%00", "/../../etc/passwd"):
        state = told(made, path)
        assert (state["status"], state["text"], state["source"]) == ("published", "", "")


def test_what_is_withheld_is_told_by_every_page(made: Site) -> None:
    expected = {"/2024/11/draft/": "Draft", "/2024/12/later/": "Embargoed"}
    assert told(made, "/")["withheld"] == told(made, "/2024/11/plain/")["withheld"] == expected


def test_an_embargo_that_has_passed_is_one_no_more_and_an_expiry_is_told(made: Site) -> None:
    """The clock may be ahead of the last build."""
    later = told(made, "/2024/12/later/", "2024-12-24T08:00:00+00:00")
    assert later["status"] == "published" and "/2024/12/later/" not in later["withheld"]
    going = told(made, "/2024/11/going/", "2024-12-03T12:00:00+00:00")
    assert (going["status"], going["text"]) == ("expired", "Expired on 3 December 2024, 12:00")


def test_addresses_are_those_of_the_preview_below_its_base_path(tmp_path: Path) -> None:
    made = site(tmp_path, "-- site.yaml --\ntitle: T\nbase_url: https://example.org/news/\n" + CASES)
    made.put("content/world/日本.md", article("日本", "2024-11-14", draft="true").encode())
    preview(made)
    withheld = told(made, "/news/")["withheld"]
    assert withheld["/news/2024/11/draft/"] == "Draft"
    assert withheld["/news/2024/11/%E6%97%A5%E6%9C%AC/"] == "Draft"
    for path in ("/news/2024/11/draft/", "/2024/11/draft/", "2024/11/draft/index.html"):
        assert told(made, path)["status"] == "draft", path


def test_without_drafts_nothing_is_marked_that_is_not_there(tmp_path: Path) -> None:
    made = site(tmp_path, CASES)
    preview(made, drafts=False)
    assert told(made, "/")["withheld"] == {}
    preview(made)
    assert len(told(made, "/")["withheld"]) == 2
    preview(made, drafts=False)
    assert told(made, "/")["withheld"] == {}


def test_a_draft_that_is_published_loses_its_mark(tmp_path: Path) -> None:
    made = site(tmp_path, CASES)
    preview(made)
    made.put("content/world/draft.md", article("Draft", "2024-11-12").encode())
    preview(made)
    state = told(made, "/2024/11/draft/")
    assert state["status"] == "published" and "/2024/11/draft/" not in state["withheld"]


def test_a_draft_without_a_date_and_one_with_a_date_to_come(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.put("content/world/undated.md", b"---\ntitle: Undated\ndraft: true\n---\nText.\n")
    made.put("content/world/dated.md", article("Dated", "2025-01-05 07:30", draft="true").encode())
    preview(made)
    assert told(made, "/2024/12/undated/")["status"] == "draft"
    dated = told(made, "/2025/01/dated/")
    assert dated["text"] == "Draft: not published, dated 5 January 2025, 07:30"
    assert dated["withheld"]["/2025/01/dated/"] == "Draft"


def test_no_more_than_a_bounded_number_is_told(made: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST", 1)
    assert told(made, "/")["withheld"] == {"/2024/11/draft/": "Draft"}


def test_before_the_first_build_nothing_is_marked(tmp_path: Path) -> None:
    made = site(tmp_path, CASES)
    assert told(made, "/") == {
        "status": "published", "until": None, "text": "", "source": "", "withheld": {},
    }  # fmt: skip
    assert not store_path(made.root, made.root / PREVIEW).exists(), "asking makes no store"


def test_it_reads_while_a_build_holds_the_store(made: Site) -> None:
    from generator.store import open_store
    from generator.versions import version

    path = store_path(made.root, made.root / PREVIEW)
    with open_store(path, version()) as store, store.transaction():
        store.note("in the midst", True)
        assert told(made, "/2024/11/draft/")["status"] == "draft"
        with closing(reader(path)) as connection:
            assert Store(Opened(connection), path).recall("in the midst") is None
    assert told(made, "/2024/11/draft/")["status"] == "draft"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "just now"), (30, "in a minute"), (-30, "just now"), (-3600, "60 minutes ago"),
        (7200, "in 2 hours"), (36 * 3600, "in 2 days"), (35 * 3600, "in 35 hours"),
        (-86400 * 3, "3 days ago"), (86400 * 400, "in 13 months"), (-86400 * 3650, "10 years ago"),
    ],
)  # fmt: skip
def test_a_distance_is_told_in_the_unit_that_tells_most(seconds: int, said: str) -> None:
    assert distance(dt.timedelta(seconds=seconds)) == said


def test_the_zone_is_that_of_the_site(made: Site) -> None:
    path = store_path(made.root, made.root / PREVIEW)
    with closing(reader(path)) as connection:
        assert marks.zone_of(Store(Opened(connection), path)) == ZoneInfo("UTC")
