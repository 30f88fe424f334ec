"""How much is made again: what shows a change, and nothing beside it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from sites import CONFIG, PIXEL, REPOSITORY, Report, Result, Site, article, site

SETTINGS = f"""{CONFIG}
sections: [world, sport]
authors: {{ann: {{name: Ann, bio: Ann writes., picture: content/media/ann.png}}, bob: {{name: Bob}}}}
"""
FEEDS = ("feed.xml", "atom.xml", "feed.json")

LISTS = 5  # of a new article: home, section, author, two tags


def newspaper(root: Path, count: int = 12) -> Site:
    """Articles over ten years, by two authors, in two sections, with two tags of seven each."""
    here = site(root).write(f"-- site.yaml --\n{SETTINGS}").put("content/media/ann.png", PIXEL)
    for number in range(count):
        date = dt.date(2014, 12, 1) + dt.timedelta(days=number * 3640 // count)
        tags = f"[Tag {number % 7}, Tag {number * 3 % 7}]"
        text = article(f"Story {number}", str(date), tags=tags, authors=f"[{('Ann', 'Bob')[number % 2]}]")
        here.put(f"content/{('world', 'sport')[number % 2]}/s{number}.md", summed(text))
    return here


def summed(text: str) -> bytes:
    return text.replace("---\n\n", "summary: In short.\n---\n\n").encode()


@pytest.fixture
def here(tmp_path: Path) -> Site:
    made = newspaper(tmp_path / "site")
    made.build()
    return made


def edited(here: Site, path: str, old: str, new: str) -> Report:
    text = (here.root / path).read_text()
    assert old in text
    return here.put(path, text.replace(old, new).encode()).build().report


def test_nothing_changed_makes_nothing(here: Site) -> None:
    report = here.build().report
    assert (report.changed, report.rebuilt, report.written, report.removed) == (0, 0, (), ())


def test_a_touched_file_of_the_same_bytes_makes_nothing(here: Site) -> None:
    path = here.root / "content/world/s2.md"
    path.write_bytes(path.read_bytes())
    assert here.build().report.rebuilt == 0


def test_a_copy_of_the_site_is_as_good_as_itself(here: Site, tmp_path: Path) -> None:
    """`cp -r` gives every file another time, and so may the cache of a build service."""
    shutil.copytree(here.root, tmp_path / "copy", copy_function=shutil.copy)
    copy = Site(tmp_path / "copy")
    for _ in range(2):
        report = copy.build().report
        assert (report.rebuilt, report.written, report.remarks) == (0, (), ())
    page = copy.root / "public/index.html"
    page.write_bytes(page.read_bytes().replace(b"Story", b"Hacked"[:5]))
    assert copy.build().files == here.build().files


def test_a_body_changes_its_page_and_its_feeds_and_no_list(here: Site) -> None:
    report = edited(here, "content/world/s10.md", "The text of", "Another text of")
    lists = ("", "world/", "authors/ann/", "tags/tag-3/", "tags/tag-2/")
    feeds = {f"{place}{name}" for place in lists for name in FEEDS}
    page = next(path for path in report.written if path not in feeds)
    assert set(report.written) == feeds | {page}
    assert page.endswith("/s10/index.html")
    assert (report.rebuilt, report.changed) == (len(report.written), 1)


EDITS = ("add", "draft", "publish", "delete")


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Report]]:
    """What each edit of one article did, in archives of two sizes."""
    return {count: edits(newspaper(tmp_path_factory.mktemp("archive"), count)) for count in (300, 1000)}


def edits(here: Site) -> dict[str, Report]:
    path = "content/world/new.md"
    new = article("New", "2024-11-30", tags="[Tag 1, Tag 2]", authors="[Ann]")
    here.build()
    return {
        "add": here.put(path, new.encode()).build().report,
        "draft": edited(here, path, "title:", "draft: true\ntitle:"),
        "publish": edited(here, path, "draft: true\n", ""),
        "delete": here.remove(path).build().report,
    }


@pytest.mark.parametrize("edit", EDITS)
def test_an_article_changes_as_much_in_a_large_archive(
    archives: dict[int, dict[str, Report]], edit: str
) -> None:
    small, large = (touched(reports[edit]) for reports in archives.values())
    assert 0 < len(small) <= 12 + 7 * LISTS, sorted(small)
    assert len(small) == len(large), sorted(small ^ large)
    assert all(reports[edit].rebuilt <= 12 + 7 * LISTS for reports in archives.values())


def touched(report: Report) -> set[str]:
    return {*report.written, *report.removed}


def test_a_life_changes_the_pages_that_show_it(here: Site) -> None:
    report = edited(here, "site.yaml", "Ann writes.", "Ann rests.")
    assert set(report.written) == {f"authors/ann/{name}" for name in ("index.html", *FEEDS)}
    assert report.rebuilt == 4


def test_a_name_changes_the_pages_that_show_it(here: Site) -> None:
    report = edited(here, "site.yaml", "name: Bob", "name: Robert")
    assert "authors/bob/index.html" in report.written
    assert not any(path.startswith("authors/ann/2") for path in report.written)


def test_a_static_file_that_nobody_names_comes_alone(here: Site) -> None:
    report = here.put("static/robots.txt", b"Allow: /\n").build().report
    assert (report.rebuilt, report.written) == (0, ("robots.txt",))


def test_a_picture_that_nobody_shows_changes_nothing(here: Site) -> None:
    report = here.put("content/media/other.png", PIXEL).build().report
    assert (report.rebuilt, report.written) == (0, ())


@pytest.mark.parametrize(
    ("name", "shown"),
    [("404.html", "404.html"), ("partials/credits.html", "/s"), ("tags.html", "tags/index.html")],
)
def test_a_template_changes_the_pages_made_of_it(here: Site, name: str, shown: str) -> None:
    theme = (REPOSITORY / "templates" / name).read_bytes()
    report = here.put(f"templates/{name}", theme.replace(b"class=", b"data-own class=", 1)).build().report
    assert report.written
    assert all(shown in path for path in report.written), report.written
    assert report.rebuilt == len(report.written)


def test_an_embargo_that_lifts_changes_what_shows_the_article(tmp_path: Path) -> None:
    here = newspaper(tmp_path / "site")
    here.put("content/world/late.md", article("Late", "2024-12-02", tags="[Tag 1]", authors="[Ann]").encode())
    here.build()
    assert here.build("2024-12-01T23:59:59+00:00").report.rebuilt == 0
    report = here.build("2024-12-02T00:00:00+00:00").report
    assert "2024/12/late/index.html" in report.written
    assert not any("sport" in path or "bob" in path or "tag-6" in path for path in report.written)
    assert len(report.written) <= 12 + 5 * LISTS
    again = here.build("2024-12-01T12:00:00+00:00")
    assert "2024/12/late/index.html" in again.report.removed
    assert "2024/12/late/index.html" not in again.files


def test_a_page_that_somebody_has_changed_is_made_again_alone(here: Site) -> None:
    result: Result = here.put("public/tags/index.html", b"By hand").build()
    assert result.report.written == ("tags/index.html",)
    assert result.report.rebuilt == 1
