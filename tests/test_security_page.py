"""docs/security.md: every promise names tests, and they are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sites import REPOSITORY

PAGE = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
PROMISES = re.findall(r"^- \*\*(.+?)\*\*(.*)$", PAGE.partition("## What is not protected")[0], re.MULTILINE)


def defined_in(name: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("promise", "more"), PROMISES, ids=[promise for promise, _ in PROMISES])
def test_a_promise_names_its_tests(promise: str, more: str) -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", more.partition("Tests: ")[2])
    assert named, promise
    assert [f"{file}::{name}" for file, name in named if name not in defined_in(file)] == []


def test_there_are_promises() -> None:
    assert len(PROMISES) > 15
    assert "docs/security.md" in (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
