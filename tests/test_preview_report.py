"""What a preview tells in the terminal of a rebuild."""

from __future__ import annotations

import pytest

from generator.build import Report
from generator.cli.preview_report import SHOWN, PreviewReport
from generator.model import Problem, Severity
from generator.serve.outcome import Outcome

CHANGED = frozenset({"content/a.md"})


def wrong(number: int, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(f"content/{number:02}.md", 1, 1, "no-summary", "There is none", "Write one", severity)


def told(capsys: pytest.CaptureFixture[str], outcome: Outcome) -> tuple[list[str], list[str]]:
    """What is said of a rebuild, on standard output and error."""
    PreviewReport().ears.done(outcome)
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_a_rebuild_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    done = Report(True, (), rebuilt=13, written=("a",) * 15, removed=("b",), remarks=("A remark.",))
    outcome = Outcome(paths=frozenset(f"content/{name}.md" for name in "abcd"), seconds=0.084, report=done)
    assert told(capsys, outcome) == (
        ["content/a.md, content/b.md, content/c.md …: 13 pages, 15 files written, 1 removed in 0.08 s."],
        ["A remark."],
    )


def test_a_request_that_nothing_was_done_for_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, Outcome(report=Report(True, ()))) == ([], [])


def test_a_disk_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, Outcome(paths=CHANGED, error="no space left")) == (
        [],
        ["The preview could not be built: no space left"],
    )


def test_an_error_keeps_the_pages_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    found = (wrong(1, Severity.ERROR),)
    outcome = Outcome(paths=CHANGED, report=Report(False, found), problems=found)
    out, err = told(capsys, outcome)
    assert out == ["content/a.md: 0 pages in 0.00 s; 1 error."]
    assert err[0] == "1 error:"
    assert err[-1] == "Nothing was published; the last good pages stay."


def test_what_was_mended_is_told_but_for_notes(capsys: pytest.CaptureFixture[str]) -> None:
    before = (*(wrong(number) for number in range(SHOWN + 3)), wrong(99, Severity.NOTE))
    out, _ = told(capsys, Outcome(paths=CHANGED, report=Report(True, ()), before=before))
    assert out[0] == "Mended: content/00.md: no-summary"
    assert out[SHOWN : SHOWN + 1] == ["and 3 more"]
    assert "99" not in "".join(out)
