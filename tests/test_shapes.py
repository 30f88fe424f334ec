"""Texts of signs without end: read in time that grows as they do, or refused with a place and a cure."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from fuzz.shapes import CAPTIONS, HTML, LIVE, MARKDOWN, RAW, Shape
from scale import at_length

from generator.articles import Parsed, parse
from generator.config import Config
from generator.model import Link, Manuscript, Problem, Severity
from generator.options import Markdown
from generator.readers.markdown import allowance
from generator.readers.markdown.budgets import COLUMNS, DEFINITIONS, ELEMENTS, QUOTATIONS
from generator.readers.markdown.reader import read_markdown
from generator.readers.text.reader import read_text
from generator.recordings.transcripts import of_captions
from generator.recordings.webvtt import Captions, read_captions

ENGINES = ("python-markdown", "commonmark")
SIZES = (10_000, 20_000, 40_000)  # bytes
RATIO = 2.5  # what a text of twice the size may take
NOISE = 0.1  # seconds in which a clock tells nothing
ROUNDS = 10  # in which a busy processor is given another chance
LIMIT = 2.5  # seconds in which an article is refused

Read = Callable[[str], Manuscript | Parsed | Captions]
LIVE_FIELDS = "---\ntitle: T\ndate: 2024-01-01\nlive: true\n---\n"


def markdown(text: str, engine: str = "python-markdown") -> Manuscript:
    return read_markdown("content/a.md", text, Markdown(engine=engine), "https://example.org/")


def live(text: str) -> Parsed:
    return parse("content/a.md", (LIVE_FIELDS + text).encode(), None, Config("T"))


def captions(text: str) -> Captions:
    found = read_captions("content/a.vtt", text)
    of_captions(found.cues)
    return found


READERS: dict[str, tuple[Read, dict[str, Shape]]] = {
    **{engine: (partial(markdown, engine=engine), {**MARKDOWN, **HTML}) for engine in ENGINES},
    "raw text": (lambda text: read_text("content/a.txt", text), RAW),
    "live": (live, LIVE),
    "captions": (captions, CAPTIONS),
}


def errors(found: Manuscript | Parsed | Captions) -> list[Problem]:
    return [each for each in found.problems if each.severity is Severity.ERROR]


@pytest.mark.parametrize("reader", READERS)
def test_every_shape_is_read_or_refused(reader: str) -> None:
    read, shapes = READERS[reader]
    assert len(shapes) >= 8
    for name, shape in shapes.items():
        assert all(each.line >= 1 for each in errors(read(shape.text(1_500)))), name


@pytest.mark.torture
@at_length
@pytest.mark.parametrize(("reader", "name"), [(each, name) for each in READERS for name in READERS[each][1]])
def test_time_grows_as_the_text_does(reader: str, name: str) -> None:
    read, shapes = READERS[reader]
    read("A warm up, with [a link](/b).")
    texts = [shapes[name].text(size) for size in SIZES]
    times = []
    for text in texts:
        took, refused = min(timed(read, text) for _ in range(3))
        assert took < LIMIT
        if refused:
            return
        times.append(took)
    for _ in range(ROUNDS):
        if grows_slowly(times):
            return
        times = [min(took, timed(read, text)[0]) for took, text in zip(times, texts, strict=True)]
    assert grows_slowly(times), times


def grows_slowly(times: list[float]) -> bool:
    return all(twice <= RATIO * once + NOISE for once, twice in pairwise(times))


def timed(read: Read, text: str) -> tuple[float, bool]:
    """The processor time of a reader, and whether it refused the text."""
    start = time.process_time()
    refused = bool(errors(read(text)))
    return time.process_time() - start, refused


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("> " * (QUOTATIONS + 1) + "a", "too-deep", id="quotations"),
        pytest.param("|" * (COLUMNS + 1), "too-much", id="columns"),
        pytest.param("a\n" + ": b\n" * (DEFINITIONS + 1), "too-much", id="definitions"),
        pytest.param("<div>" * (ELEMENTS + 1), "too-deep", id="elements"),
        pytest.param("<div></x>" * (ELEMENTS + 1), "too-deep", id="elements that are not closed"),
        pytest.param("<svg>" + "<li>" * ELEMENTS, "too-deep", id="items of a drawing"),
    ],
)
def test_what_is_beyond_a_limit(engine: str, text: str, rule: str) -> None:
    (error,) = errors(markdown(f"First.\n\n{text}\n\nLast.\n", engine))
    assert error.rule == rule
    assert error.line in (3, 4 + DEFINITIONS)
    assert error.cure


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_within_all_limits(engine: str) -> None:
    text = "\n\n".join((
        "> " * 20 + "deep",
        "|a" * 200,
        *("Term\n: what it means" for _ in range(200)),
        "<ul>" + "<li>one" * 400 + "</ul>",
        "<p>" * 400,
        "<div>" * 100 + "</div>" * 100,
    ))  # fmt: skip
    assert not errors(markdown(text, engine))


@pytest.mark.parametrize(
    "name",
    [
        "links without an end",
        "open brackets beside a link",
        "marks of one footnote",
        "equals signs",
        "slashes",
    ],
)
def test_work_is_counted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first three took Python-Markdown minutes. It stops in the midst of its work, at the place."""
    monkeypatch.setattr(allowance, "STEPS", allowance.STEPS // 10)
    shape = {**MARKDOWN, **HTML}[name].text(10_000)
    (error,) = errors(markdown(f"First.\n\nSecond *paragraph*.\n\n{shape}"))
    assert (error.rule, error.line) == ("too-much", 5)


def test_too_much_work_is_told_where_the_text_begins() -> None:
    (error,) = errors(markdown("\n" + MARKDOWN["marks of one footnote"].text(20_000)))
    assert (error.rule, error.line) == ("too-much", 2)


def test_each_mark_is_looked_for_among_all_footnotes() -> None:
    notes = MARKDOWN["footnotes"]
    assert not errors(markdown(notes.text(40_000)))
    (error,) = errors(markdown(notes.text(70_000)))
    assert error.rule == "too-much"


def test_all_entries_of_a_live_blog_are_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work that an article may be is that of all its texts, and it is told once that it is too much."""
    monkeypatch.setattr(allowance, "STEPS", allowance.STEPS // 10)
    entry = MARKDOWN["marks of one footnote"].text(500)
    entries = [f"## 2024-01-02T{hour:02}:00\n\n{entry}\n" for hour in range(14)]
    assert not errors(live("".join(entries[:2])))
    (error,) = errors(live("".join(entries)))
    assert error.rule == "too-much"
    assert error.line > 10


def test_what_fails_leaves_nothing_behind() -> None:
    """A converter that was stopped within a link took the text after it to stand within that link."""
    hostile = "*a " * 2_000 + "[a](/b)" + " [" * 3_000 + "](/c" * 2_000
    for text in ("1. " * 3_000, MARKDOWN["links without an end"].text(20_000), hostile):
        assert errors(markdown(text))
        assert [part.target for part in markdown("A [link](/b).").body if isinstance(part, Link)] == ["/b"]


def test_a_long_article_is_far_from_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "STEPS", allowance.STEPS // 10)
    monkeypatch.setattr(allowance, "STEPS_A_CHARACTER", allowance.STEPS_A_CHARACTER // 2)
    paragraph = "A *sentence* of [a report](/b) by `them`, with <b>words</b> & a note[^{n}]. [sic] " * 12
    table = "| a | *b* |\n|---|---|\n" + "| [one](/c) | **two** |\n" * 200
    items = "- one [two](/d)\n" * 300
    notes = "\n".join(f"[^{n}]: A note." for n in range(60))
    code = "```python\nprint('a')\n```\n\n" * 60
    body = "\n\n".join(paragraph.replace("{n}", str(n)) for n in range(60))
    text = "\n\n".join((body, table, items, code, notes))
    assert len(text) > 60_000
    assert not errors(markdown(text))
