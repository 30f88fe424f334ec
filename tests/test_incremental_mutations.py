"""The comparison of builds can fail: every note of a read that is dropped or narrowed is found.

Each row has a fault, and an edit after which the incremental build is wrong because of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import tapes
from incremental import mutants
from incremental.mutants import dropped, dropped_of, noting, replaced, shape
from incremental.patience import settled_at_once
from incremental.twin import check
from sites import CONFIG, NOW, PIXEL, Site, png, site

from generator.stale import Point

SETTINGS = f"""{CONFIG}
sections: [{{slug: world, label: World, description: Far}}]
authors: {{ann: {{name: Ann, bio: Ann writes., picture: content/media/ann.png}}}}
tags: {{alpha: {{label: Alpha, description: First}}}}
lists: {{newest: 2, related: 2}}
feeds: {{items: 2}}
redirects: {{/was/: /world/}}
hosting: [netlify, files]
headers: {{X-A: one}}
"""
FRONT = "---\ntitle: {title}\ndate: {date}\ntags: [{tags}]\nauthors: [Ann]\n{more}---\nThe text.\n{body}"


def article(name: str, date: str, tags: str = "Alpha, Beta", **fields: str) -> str:
    others = {"title": f"Story {name}", "more": "", "body": ""} | fields
    return f"-- content/world/{name}.md --\n{FRONT.format(date=date, tags=tags, **others)}"


def settings(old: str, new: str) -> str:
    assert old in SETTINGS
    return f"-- site.yaml --\n{SETTINGS.replace(old, new)}"


def newspaper(root: Path) -> Site:
    here = site(root).write(f"-- site.yaml --\n{SETTINGS}").put("content/media/ann.png", PIXEL)
    for name, date in (("a", "2024-01-10"), ("b", "2024-03-10"), ("c", "2024-05-10")):
        here.write(article(name, date))
    here.write(article("d", "2023-06-01", body=SMALL))
    links = (
        "\n[B](b.md) [G](/tags/gamma/) [N](/media/notes.csv)\n\n![](/media/one.png)\n![](/media/one.png)\n"
    )
    links += "\n![Talk](/media/talk.mp3)\n"
    here.write(article("e", "2022-02-02", "", more="related: [c.md]\n", body=links))
    here.put("content/media/notes.csv", b"a,b\n").put("content/media/talk.mp3", tapes.mp3())
    here.put("content/media/talk.transcript.txt", b"First.\n")
    return here.put("content/media/one.png", png(1500)).put("content/media/two.png", PIXEL)


SMALL = "\n![](/media/one.png)\n"
"""In a column; a gallery shows it larger."""
RETITLED = article("c", "2024-05-10", title="Another title")
SECOND = article("b", "2024-03-10", title="Another title")
BODY = article("c", "2024-05-10", body="\nMore.\n")
SUMMED = article("c", "2024-05-10", more="summary: The text.\n", body="\nMore.\n")
NEW = article("n", "2024-11-11")
BETWEEN = article("n", "2024-02-02", tags="")
OLD = article("n", "2021-01-01", tags="")
AUTUMN = article("n", "2023-09-09", tags="")
SHOUTED = article("d", "2023-06-01", "Alpha, BETA", body=SMALL)
DRAFT = article("b", "2024-03-10", more="draft: true\n")
SPRING = article("n", "2023-03-03", tags="")
GAMMA = article("n", "2024-11-11", "Gamma")
SHOWN = article("a", "2024-01-10", more="image: /media/one.png\n")
UNSHOWN = article("e", "2022-02-02", "")
SHORTER = settings("newest: 2", "newest: 1")
LABEL = settings("label: Alpha", "label: Omega")
SECTION = settings("Far", "Near")
AUTHOR = settings("Ann writes.", "Ann rests.")
TAG = settings("First", "Last")
PORTRAIT = settings("media/ann.png", "media/one.png")
ALIASED = article("b", "2024-03-10", more="aliases: [/tags/gamma/]\n")
RULE = settings("/was/: /world/", "/tags/gamma/: /world/")
MOVED = settings("/was/: /world/", "/was/: /archive/")
TOLD = settings("X-A: one", "X-A: two")
WIDER, LONGER, PLAYED, HEARD = "picture", "file", "recording", "sound"
SAID = "-- content/media/talk.transcript.txt --\nAnew.\n"
SUBTITLED = "-- content/media/talk.uk.vtt --\nWEBVTT\n\n00:01.000 --> 00:02.000\nAnew\n"
STATIC = "-- static/robots.txt --\nDisallow: /\n"
TEMPLATE = "-- templates/404.html --\nOther\n"

NOTES: list[tuple[str, mutants.Fault, str]] = [
    ("between", dropped, SECOND),
    ("between", shape("card", "names"), SECOND),
    ("between", mutants.old_only, SECOND),
    ("_before", dropped, RETITLED),
    ("_before", mutants.without_last, SECOND),
    ("_before", mutants.old_only, NEW),
    ("_before", shape("card", "names"), RETITLED),
    ("_before", shape("article", "card"), SUMMED),
    ("_after", dropped, NEW),
    ("_after", mutants.up_to_found, RETITLED),
    ("_after", mutants.found_only, BETWEEN),
    ("_after", shape("card", "names"), RETITLED),
    ("_after", shape("names", "card"), SHOUTED),
    ("counts", dropped, NEW),
    ("keys", dropped, SHOWN),
    ("key_before", dropped, OLD),
    ("key_before", mutants.found_only, AUTUMN),
    ("key_after", dropped, SPRING),
    ("key_after", mutants.found_only, SPRING),
    ("_one", dropped, BODY),
    ("_one", shape("article", "card"), SUMMED),
    ("_one", shape("location", ""), DRAFT),
    ("_one", shape("card", ""), RETITLED),
    ("has_page", dropped, GAMMA),
    ("alias", dropped, ALIASED),
    ("fact", dropped_of("setting"), SHORTER),
    ("fact", dropped_of("label"), LABEL),
    ("fact", dropped_of("section"), SECTION),
    ("fact", dropped_of("author"), AUTHOR),
    ("fact", dropped_of("tag"), TAG),
    ("fact", dropped_of("portrait"), PORTRAIT),
    ("fact", dropped_of("picture"), WIDER),
    ("fact", dropped_of("file"), LONGER),
    ("fact", dropped_of("recording"), PLAYED),
    ("fact", dropped_of("recorded"), HEARD),
    ("fact", dropped_of("transcript"), SAID),
    ("fact", dropped_of("beside"), SUBTITLED),
    ("fact", dropped_of("asset"), f"{STATIC}\n"),
    ("fact", dropped_of("template"), TEMPLATE),
    ("fact", dropped_of("rule"), RULE),
    ("fact", dropped_of("redirect"), MOVED),
    ("fact", dropped_of("redirects"), MOVED),
    ("fact", dropped_of("headers"), TOLD),
]


def only(test: Any, true: Any, *given: Any) -> list[Point]:
    return [point for point in true(*given) if test(point)]


TOUCHES, ENTRIES, FOLDS = (
    ("generator.stale", "touches"),
    ("generator.stock.takeup", "entry_points"),
    ("generator.stock.takeup", "fold_points"),
)
STALE: list[tuple[tuple[str, str], Any, str]] = [
    (TOUCHES, lambda true, point, read: point.order != read.low and true(point, read), SECOND),
    (TOUCHES, lambda true, point, read: point.shapes is None and true(point, read), BODY),
    (TOUCHES, lambda true, point, read: bool(point.shapes) and true(point, read), NEW),
    (ENTRIES, partial(only, lambda point: point.shapes), NEW),
    (ENTRIES, partial(only, lambda point: point.shapes is None), BODY),
    (FOLDS, partial(only, lambda point: "count" not in point.index), NEW),
    (FOLDS, partial(only, lambda point: "key" not in point.index), SHOWN),
    (FOLDS, partial(only, lambda point: len(point.key) > 2), NEW),
    (FOLDS, lambda true, *counts: true(*counts[:-1], 1), UNSHOWN),
]


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


def edit(here: Site, text: str) -> None:
    if text == WIDER:
        here.put("content/media/one.png", png(7))
    elif text == PLAYED:
        here.put("content/media/talk.mp3", tapes.mp3(seconds=3))
    elif text == HEARD:  # as long as before
        here.put("content/media/talk.mp3", tapes.mp3().replace(bytes(413), b"\1" * 413))
    elif text == LONGER:
        here.put("content/media/notes.csv", b"a,b\n1,2\n")
    else:
        here.write(text)


def built(root: Path, text: str) -> Site:
    here = newspaper(root).write("-- static/robots.txt --\nAllow: /\n")
    here.build()
    edit(here, text)
    return here


@pytest.mark.parametrize("text", sorted({row[-1] for row in (*NOTES, *STALE)}))
def test_without_a_fault_every_edit_is_built_as_a_clean_build_does(tmp_path: Path, text: str) -> None:
    check(built(tmp_path / "site", text), NOW)


@pytest.mark.parametrize(("function", "fault", "text"), NOTES)
def test_a_faulty_note_is_found(tmp_path: Path, function: str, fault: mutants.Fault, text: str) -> None:
    with noting(function, fault) as hit:
        here = built(tmp_path / "site", text)
        assert hit, "the fault has changed no note"
        with pytest.raises(AssertionError):
            check(here, NOW)


@pytest.mark.parametrize(("function", "fault", "text"), STALE)
def test_a_fault_in_what_changes_touch_is_found(
    tmp_path: Path, function: tuple[str, str], fault: Any, text: str
) -> None:
    with replaced(*function, fault) as hit:
        here = built(tmp_path / "site", text)
        with pytest.raises(AssertionError):
            check(here, NOW)
        assert hit, "nobody has called it"
