"""Which code is coloured: what Pygments does in time that grows as the code does. The rest is shown plain."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from scale import at_length, scaled
from sites import site

from generator.model import Severity
from generator.options import Markdown
from generator.readers.markdown import allowance, lexers
from generator.readers.markdown.allowance import Allowance
from generator.readers.markdown.lexers import GAP, LINE, Highlighter, cost, highlighter, is_even, known
from generator.readers.markdown.reader import read_markdown

SIZE = 2_000  # characters of code
SLOW = 0.15  # seconds that its colours may take
PIECES = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~a0Zé \n\t",
    *("a\n", "a ", "a a\n", ";\n", "(\n", '"\n', '"""', "'''", "/*", "<!--", "{-", "(*", "<?", "${", "{{"),
    *(
        "[[",
        "a=",
        "a(",
        "(a",
        "a:",
        "a.",
        "a,",
        "a#",
        "\n ",
        " \n",
        "\n- ",
        "- - ",
        "# \n",
        "<a>",
        "<a ",
        "0 ",
    ),
    *("0 ", "\\\n", "\t\n", "a=\n", "@a\n", "a(a) ", "a:\n", "a;\n", "[a]\n", "-a ", '"a" '),
)


def fence(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```\n\n"


def coloured(text: str) -> tuple[list[bool], list[tuple[int, str]]]:
    """Whether each block of code has colours, and the line and rule of each problem."""
    manuscript = read_markdown("content/a.md", text, Markdown(), "https://example.org/")
    blocks = "".join(map(str, manuscript.body)).split("<pre")[1:]
    assert all(each.severity is Severity.NOTE for each in manuscript.problems)
    return ["<span" in block for block in blocks], [(each.line, each.rule) for each in manuscript.problems]


@pytest.mark.parametrize(
    ("language", "code", "found"),
    [
        ("python", "a = 1\n" * 1_500, True),
        ("python", "a = 1\n" * 4_000, False),
        ("python", "a = '" + "b" * (LINE - 6) + "'", True),
        ("python", "a = '" + "b" * (LINE - 5) + "'", False),
        ("python", "a = 1" + "\n" * GAP + "b = 2", True),
        ("python", "a = 1" + "\n" * (GAP + 1) + "b = 2", False),
        ("c", "x" + "\n" * 8_000 + "x", False),
        ("java", "int a;\n" * 400, True),
        ("java", "int a;\n" * 500, False),
        pytest.param("mcschema", "<!--", False, id="a lexer in circles"),
        pytest.param("tnt", "a=", False, id="an endless lexer"),
    ],
)
def test_code_within_and_beyond_limits(language: str, code: str, found: bool) -> None:
    problems = [] if found else [(3, "plain-code")]
    assert coloured("Text.\n\n" + fence(language, code)) == ([found], problems)


def test_what_is_left_for_an_article() -> None:
    long = fence("python", "a = 1\n" * 2_000)
    short = fence("sql", "SELECT 1;")
    blocks, problems = coloured(long + long + short + long)
    assert blocks == [True, False, True, False]
    assert problems == [(1, "plain-code")]


def test_an_article_has_a_few_languages() -> None:
    """To make a lexer takes up to a tenth of a second."""
    names = sorted(set(known().values()) - {"text", "output"})[:100]
    blocks, problems = coloured("".join(fence(name, "1") for name in names))
    assert len(problems) == 100 - allowance.COLOURS // lexers.LOADING + 1
    assert len(blocks) == 100


def test_the_entries_of_a_live_blog_share_the_colours(tmp_path: Path) -> None:
    code = fence("python", "a = 1\n" * 200)
    entries = "".join(f"## 2024-11-11T{hour:02}:00\n\n{code}" for hour in range(24))
    head = "---\ntitle: T\ndate: 2024-11-11\nlive: true\n---\n"
    result = site(tmp_path).put("content/a.md", (head + entries).encode()).build()
    assert {rule for path, _, rule in result.rules if path == "content/a.md"} == {"plain-code"}
    blocks = result.html("2024/11/a/index.html").css("pre")
    assert len(blocks) == 24
    assert sum(block.css_first("span") is not None for block in blocks) == 15


@pytest.mark.torture
@at_length
def test_what_is_coloured_takes_little_time() -> None:
    lexers = sorted({*known().values()})
    some = random.Random(1).sample(lexers, scaled(1, len(lexers)))
    slow = {(name, code[:20]) for name in some for code in shapes() if is_slow(name, code)}
    assert not slow


def is_slow(name: str, code: str) -> bool:
    assert is_even(code)
    colour = highlighter(name)
    colour("x")
    if not Allowance(code).affords(cost(name, code)):
        return False
    limit = SLOW * cost(name, code) / (SIZE * lexers.REACH)
    return all(taken(colour, code) > limit for _ in range(3))


def taken(colour: Highlighter, code: str) -> float:
    start = time.process_time()
    colour(code)
    return time.process_time() - start


def shapes() -> Iterator[str]:
    """Code of one piece, as much of it on a line or in a gap as may be."""
    for piece in PIECES:
        if not piece.strip():
            unit = piece * ((GAP - 1) // len(piece)) + "x\n"
        elif "\n" in piece:
            unit = piece
        else:
            unit = piece * (LINE // len(piece)) + "\n"
        yield (unit * (SIZE // len(unit) + 1))[:SIZE]
