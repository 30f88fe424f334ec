"""What the overlay is told of problems, and how their sources come to be in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import served
from sites import Site

from generator.model import Problem, Severity
from generator.serve.overlay import AROUND, EDITORS, MOST, WIDE, editor_address, overlay

SOURCE = "---\ntitle: A\ndate: never\n---\n\nText.\n"


def problem(path: str, line: int = 3, column: int = 7, **fields: object) -> Problem:
    severity = Severity(str(fields.get("severity", "error")))
    message = str(fields.get("message", "there is no such day"))
    return Problem(path, line, column, "unreadable-date", message, "Write it as 2024-11-30", severity)


def test_errors_come_first_and_files_stay_together() -> None:
    found = overlay(
        (
            problem("b.md", 9, severity="note"),
            problem("a.md", 5, severity="warning"),
            problem("z.md", 2, severity="warning"),
            problem("z.md", 8),
            problem("b.md", 1, severity="warning"),
        ),
        lambda _: None,
        Path,
    )
    places = [(group.path, [each.place for each in group.problems]) for group in found.groups]
    assert places == [
        ("z.md", ["z.md:8:7", "z.md:2:7"]),
        ("a.md", ["a.md:5:7"]),
        ("b.md", ["b.md:1:7", "b.md:9:7"]),
    ]
    assert found.counts == {"error": 1, "warning": 3, "note": 1}


def test_what_is_quoted_cannot_hide_anything() -> None:
    told = problem("a\u202e.md", message="there is no `x\u2067\n\x1b[31m`")
    (found,) = overlay((told,), lambda _: None, Path).groups[0].problems
    assert (found.place, found.message) == ("a\\u202e.md:3:7", "There is no `x\\u2067\\n\\x1b[31m`.")


def test_the_line_is_shown_with_those_beside_it() -> None:
    (group,) = overlay((problem("a.md"),), lambda _: SOURCE, Path).groups
    (found,) = group.problems
    assert [(line.number, line.text, line.marked) for line in found.lines] == [
        (1, "---", False),
        (2, "title: A", False),
        (3, "date: never", True),
        (4, "---", False),
        (5, "", False),
    ]
    assert found.column == 7 and found.lines[2].text[found.column - 1] == "n"
    assert (found.message, found.cure) == ("There is no such day.", "Write it as 2024-11-30.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_anywhere(end: str) -> None:
    (group,) = overlay((problem("a.md"),), lambda _: SOURCE.replace("\n", end), Path).groups
    assert [line.text for line in group.problems[0].lines][2] == "date: never"


@pytest.mark.parametrize(("line", "text"), [(0, SOURCE), (99, SOURCE), (3, None)])
def test_what_has_no_line_has_none(line: int, text: str | None) -> None:
    (group,) = overlay((problem("a.md", line),), lambda _: text, Path).groups
    assert group.problems[0].lines == ()
    assert group.problems[0].place == ("a.md" if line == 0 else f"a.md:{line}:7")


@given(st.text(max_size=2000), st.integers(0, 40), st.integers(0, 3000))
def test_any_place_in_any_text(text: str, line: int, column: int) -> None:
    (group,) = overlay((problem("a.md", line, column),), lambda _: text, Path).groups
    (found,) = group.problems
    assert len(found.lines) <= 2 * AROUND + 1 and all(len(each.text) <= WIDE for each in found.lines)
    assert [each.number for each in found.lines if each.marked] in ([line], [])
    assert found.column <= column


def test_a_long_line_is_cut_around_the_column() -> None:
    text = "x" * 999 + "Y" + "x" * 999
    (group,) = overlay((problem("a.md", 1, 1000),), lambda _: text, Path).groups
    (found,) = group.problems
    assert found.lines[0].text[found.column - 1] == "Y"


def test_ten_thousand_problems_are_not_all_sent() -> None:
    found = overlay([problem(f"{number}.md") for number in range(1000)], lambda _: None, Path)
    assert found.counts["error"] == 1000 and found.left_out == 1000 - MOST
    assert sum(len(group.problems) for group in found.groups) == MOST


def test_the_version_changes_with_anything_shown() -> None:
    one = overlay((problem("a.md"),), lambda _: SOURCE, Path).version
    assert one == overlay((problem("a.md"),), lambda _: SOURCE, Path).version
    assert one != overlay((problem("a.md", 4),), lambda _: SOURCE, Path).version
    assert one != overlay((problem("a.md"),), lambda _: SOURCE.replace("A", "B"), Path).version


@pytest.mark.parametrize(
    ("editor", "link"),
    [
        ("vscode", "vscode://file/home/desk/a%20%22b%22.md:3:7"),
        ("VSCode", "vscode://file/home/desk/a%20%22b%22.md:3:7"),
        ("zed", "zed://file/home/desk/a%20%22b%22.md:3:7"),
        ("idea", "idea://open?file=/home/desk/a%20%22b%22.md&line=3&column=7"),
        ("sublime", "subl://open?url=file:///home/desk/a%20%22b%22.md&line=3&column=7"),
        ("x://{path}#L{line}", "x:///home/desk/a%20%22b%22.md#L3"),
        ("none", ""),
        ("", ""),
    ],
)
def test_a_link_to_the_editor(editor: str, link: str) -> None:
    address = editor_address(editor)
    found = overlay((problem('a "b".md'),), lambda _: None, lambda path: Path("/home/desk") / path, address)
    assert found.groups[0].problems[0].link == link


@pytest.mark.parametrize(
    "editor", ["notepad", "x://y", "{path}", "javascript:alert('{path}')", "JavaScript:{path}"]
)
def test_an_editor_that_is_none(editor: str) -> None:
    with pytest.raises(ValueError):
        editor_address(editor)
    assert "vscode" in EDITORS


def test_the_sources_of_the_site_and_no_others(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("one\ntwo\nsecret")
    here = Site(tmp_path / "site").put("content/a.md", SOURCE.encode()).put("content/b.md", b"\0\1\2\n\n\n")
    here.link("content/c.md", outside)
    paths = (
        "content/a.md",
        "content/b.md",
        "content/c.md",
        "content/gone.md",
        "../outside.md",
        "theme/templates/base.html",
    )
    with served(tmp_path, site=here.root, problems=lambda: tuple(map(problem, paths))) as found:
        got = found.get("/_broadsheet/problems.json")
        assert got.status == 200 and b"secret" not in got.body
        lines = {group["path"]: group["problems"][0]["lines"] for group in json.loads(got.body)["groups"]}
        assert lines["content/a.md"][2]["text"] == "date: never"
        assert [path for path in paths if lines[path]] == ["content/a.md", "theme/templates/base.html"]
