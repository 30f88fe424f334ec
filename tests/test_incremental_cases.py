"""Single turns of a site's life in which an incremental build has once been wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from incremental.patience import settled_at_once
from incremental.twin import check
from sites import CONFIG, NOW, Site, article, site

LATER = "2024-12-01T13:00:00+00:00"
BROKEN = "title: [\n"


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


@pytest.fixture
def here(tmp_path: Path) -> Site:
    return site(tmp_path / "site")


def turn(here: Site, files: dict[str, str | None], told: bool = False, **options: bool) -> None:
    """Write files (None removes one), and build; `told`, with no more than their paths."""
    for path, text in files.items():
        here.remove(path) if text is None else here.put(path, text.encode())
    check(here, NOW, changed=tuple(files) if told else None, **options)


def test_what_was_told_while_the_settings_were_broken_is_not_forgotten(here: Site) -> None:
    turn(here, {"content/a.md": article("A")})
    turn(here, {"site.yaml": BROKEN}, told=True)
    turn(here, {"content/a.md": article("B")}, told=True)
    turn(here, {"site.yaml": CONFIG}, told=True)


def test_the_date_that_a_build_wrote_is_seen_though_nobody_tells_of_it(here: Site) -> None:
    here.put("content/a.txt", b"A raw one\n\nIts text.\n").build(NOW)
    check(here, LATER, changed=())


def test_an_undated_article_may_go_though_nobody_tells_of_it(here: Site) -> None:
    turn(here, {"content/a.md": "---\ntitle: A\ndraft: true\n---\nText.\n"})
    here.remove("content/a.md")
    turn(here, {"content/b.md": article("B")}, told=True)


@pytest.mark.parametrize("told", [False, True])
def test_the_sidecar_of_an_undated_text_may_go(here: Site, told: bool) -> None:
    turn(here, {"content/a.txt": "A raw one\n\nIts text.\n", "content/a.yaml": "draft: true\n"})
    turn(here, {"content/a.yaml": "label: Analysis\ndraft: true\n"}, told=told)
    turn(here, {"content/a.yaml": None}, told=told, preview=True)


def test_an_undated_article_that_is_at_odds_stays_out_of_sight(here: Site) -> None:
    at_odds = {
        "content/a.md": article("A", tags="['C?']"),
        "content/b.txt": "B\n\nIts text is here.\n\n#C #D\n",
    }
    turn(here, at_odds, keep_going=True)
    turn(here, {"content/c.md": article("C")}, keep_going=True)
    turn(here, {"content/a.md": None}, keep_going=True)


def test_a_source_that_moves_keeps_its_url(here: Site) -> None:
    turn(here, {"content/world/a.md": article("A")})
    turn(here, {"content/world/a.md": None, "content/sport/a.md": article("A")})


def at_odds(here: Site) -> None:
    turn(here, {"content/a.md": article("A", "2024-01-01", tags="[C]")})
    turn(here, {"content/b.md": article("B", "2024-01-02", tags="[C++]")})


def test_of_two_at_odds_the_older_one_is_right_when_dates_change(here: Site) -> None:
    at_odds(here)
    turn(here, {"content/b.md": article("B", "2023-01-02", tags="[C++]")})


def test_of_two_at_odds_one_may_move(here: Site) -> None:
    at_odds(here)
    turn(here, {"content/b.md": None, "content/c.md": article("B", "2024-01-02", tags="[C++]")})


def test_a_template_may_include_a_file_of_any_kind(here: Site) -> None:
    turn(here, {"templates/note.txt": "one", "templates/404.html": "{% include 'note.txt' %}"})
    turn(here, {"templates/note.txt": "two"})


def test_a_template_may_be_there_or_not(here: Site) -> None:
    turn(here, {"templates/404.html": "{% include ['x.html', 'y.html'] ignore missing %}"})
    turn(here, {"templates/y.html": "Y"})
    turn(here, {"templates/x.html": "X"})
    turn(here, {"templates/x.html": None})


def test_a_template_may_name_one_file_and_ask_for_another(here: Site) -> None:
    asking = "{{ asset('site.css') }}{% set name = 'new.css' %}{{ asset(name) }}"
    turn(here, {"static/new.css": "a {}", "templates/404.html": asking})
    turn(here, {"static/new.css": "b {}"})


def test_the_logo_is_what_the_settings_say(here: Site) -> None:
    turn(here, {"static/l.css": "a {}", "site.yaml": f"{CONFIG}theme: {{logo: l.css}}\n"})
    turn(here, {"static/l.css": "b {}"})
    turn(here, {"static/k.css": "b {}", "site.yaml": f"{CONFIG}theme: {{logo: k.css}}\n"})


@pytest.mark.parametrize("date", ["2024-11-11T10:00:00+00:00", "2025-11-11T10:00:00+00:00"])
def test_another_time_zone_tells_another_hour(here: Site, date: str) -> None:
    turn(here, {"content/a.md": article("A", date, updated=date)})
    turn(here, {"site.yaml": f"{CONFIG}timezone: Asia/Tokyo\n"})


def test_a_folder_becomes_a_file_and_a_file_a_folder(here: Site) -> None:
    links = article("A") + "[one](/media/a/b.pdf) [other](/media/a)\n"
    turn(here, {"content/media/a/b.pdf": "1", "content/a.md": links})
    (here.root / "content/media/a/b.pdf").unlink()
    (here.root / "content/media/a").rmdir()
    turn(here, {"content/media/a": "2"})
    turn(here, {"content/media/a": None, "content/media/a/b.pdf": "1"})


def test_a_link_to_an_article_is_followed_to_its_end(here: Site) -> None:
    here.put("drafts/x.md", article("X").encode()).link("content/x.md", Path("../drafts/x.md"))
    turn(here, {"content/a.md": article("A")})
    turn(here, {"drafts/x.md": article("X, again")})
    turn(here, {"drafts/x.md": None})


def test_a_strict_build_stops_at_what_is_known_already(here: Site) -> None:
    turn(here, {"content/a.md": article("A") + "[b](missing.md)\n"})
    turn(here, {}, strict=True)
    turn(here, {"content/b.md": article("B")}, strict=True)


def test_what_only_the_manifest_knows_is_removed(here: Site) -> None:
    turn(here, {"content/a.md": article("A")})
    manifest = here.root / "public/.broadsheet/manifest.jsonl"
    manifest.write_text(manifest.read_text() + '["old.html", "0", ""]\n')
    turn(here, {"public/old.html": "Of long ago"})
    assert not (here.root / "public/old.html").exists()


def test_a_published_page_is_missed_though_the_manifest_is_lost(here: Site) -> None:
    turn(here, {"published.tsv": "/2024/11/a/\tcontent/a.md\n", "content/a.md": article("A")})
    (here.root / "public/.broadsheet/manifest.jsonl").unlink()
    turn(here, {"content/a.md": f"---\n{BROKEN}---\nText.\n"})
    turn(here, {"content/b.md": article("B")}, keep_going=True)
    assert "would-vanish" in {each.rule for each in here.build(NOW, keep_going=True).report.problems}


@pytest.mark.parametrize("place", ["content/news/world.md", "content/pages/world.md"])
def test_a_list_takes_the_address_of_an_article(here: Site, place: str) -> None:
    turn(here, {"site.yaml": f"{CONFIG}permalink: /{{slug}}/\n", place: article("World")})
    turn(here, {"content/world/b.md": article("B")})
    turn(here, {}, keep_going=True)
    turn(here, {"content/world/b.md": None})


def test_a_preview_begins_with_what_a_build_has_read(here: Site) -> None:
    here.put("content/draft.md", article("A draft", draft="true", tags="[New]").encode())
    here.put("content/later.md", article("Later", "2024-12-24").encode())
    correction = "{date: 2024-12-24, text: It was wrong.}"
    here.put("content/corrected.md", article("Corrected", corrections=correction).encode())
    turn(here, {f"content/a{number}.md": article(f"Story {number}") for number in range(3)})
    preview = check(here, NOW, "preview", drafts=True, preview=True)
    assert preview.report.changed == 0
    assert preview.has("2024/12/later/index.html")
    assert "It was wrong." in preview.text("2024/11/corrected/index.html")
