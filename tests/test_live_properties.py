"""Live blogs written at random: what comes back is what was written, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_live_reader import ENGINES, article, html, ids

from generator.readers.live_headings import entry_headings

WORD = st.text("abcdefghijklmnopqrstuvwxyzäéжї", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
MOMENT = st.datetimes(dt.datetime(2024, 11, 5, 18), dt.datetime(2024, 11, 8)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
WRITTEN = st.fixed_dictionaries({
    "title": SENTENCE | st.just(""),
    "text": SENTENCE,
    "heading": SENTENCE,
    "key": st.booleans(),
})  # fmt: skip


@settings(max_examples=60)
@given(
    st.dictionaries(MOMENT, WRITTEN, min_size=1, max_size=6),
    SENTENCE,
    st.sampled_from(ENGINES),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_entries_in_any_order_come_back_sorted(
    written: dict[dt.datetime, dict[str, Any]],
    introduction: str,
    engine: str,
    chance: Random,
    data: st.DataObject,
) -> None:
    order = list(written)
    chance.shuffle(order)
    lines, day = [introduction, ""], dt.date(2024, 11, 5)
    for moment in order:
        drawn = written[moment]
        full = moment.date() != day or data.draw(st.booleans())
        day = moment.date()
        time = f"{moment:%Y-%m-%d %H:%M}" if full else f"{moment:%H:%M}"
        lines += [
            f"## {time} {drawn['title']}{' {key}' if drawn['key'] else ''}",
            f"{drawn['text']}[^1]\n\n### {drawn['heading']}\n\n[^1]: Note\n",
        ]
    night = article("\n".join(lines), engine)
    assert night.live
    assert html(night.body).strip() == f"<p>{introduction}</p>"
    assert [entry.at.replace(tzinfo=None) for entry in night.live.entries] == sorted(written, reverse=True)
    for entry in night.live.entries:
        expected = written[entry.at.replace(tzinfo=None)]
        assert (entry.title, entry.key) == (expected["title"], expected["key"])
        assert html(entry.body).startswith(f"<p>{expected['text']}<sup")
        assert f">{expected['heading']}</h3>" in html(entry.body)
    anchored = [each for entry in night.live.entries for each in (entry.anchor, *ids(entry.body))]
    assert len(anchored) == len(set(anchored)) == 4 * len(written)


PIECES = """
## 21:40 A\n##21:41\n## 21:4 B {key}\n## 2024-11-05 22:00 C\n## Plain\n### 21:42\n```\n~~~\n````x\n- ```
<!--\n-->\n<pre>\n</pre>\n<div>\n</div>
<p>\n    ## 21:43\n\n> ## 21:44\n## \n##\n21:45\n---\ntext\n <?\n?>\n<script>
"""
TEXTS = st.lists(st.sampled_from(PIECES.split("\n")) | st.text(max_size=6), max_size=25).map("\n".join)


@settings(max_examples=400)
@given(TEXTS)
def test_headings_stand_where_they_say(text: str) -> None:
    """The pieces between the headings are the text, and each heading is a line of its own."""
    text = "\n".join(text.splitlines())
    found = list(entry_headings(text, 7))
    ends = [heading.start for heading in found]
    assert ends == sorted(ends)
    for heading in found:
        line = text.split("\n")[heading.line - 7]
        assert line == text[heading.start : heading.end]
        assert line[heading.column - 1 :].startswith(heading.day or heading.clock)
        assert line[heading.title_column - 1 :].startswith(heading.title)
        assert line.lstrip(" ").startswith("##")


@settings(max_examples=150)
@given(st.lists(SENTENCE | st.sampled_from(["", "## 21:40 A", "## 22:00", "## Plain"]), max_size=15))
def test_no_line_is_lost(lines: list[str]) -> None:
    """Every word of the text is in the introduction or in an entry, once."""
    lines = [f"{line} w{number}" if line else "" for number, line in enumerate(lines)]
    minutes = count()
    # A time of its own for each entry.
    lines = [re.sub(r"^## 2\d:\d\d", lambda _: f"## 20:{next(minutes):02}", line) for line in lines]
    text = "\n".join(lines)
    times = next(minutes)
    for engine in ENGINES:
        night = article(text or "x", engine)
        assert night.live and len(night.live.entries) == times
        seen = html(night.body) + "".join(f" {each.title} {html(each.body)} " for each in night.live.entries)
        words = re.findall(r"\bw\d+\b", re.sub(r' id="[^"]*"', "", seen))
        assert sorted(words) == sorted(f"w{number}" for number, line in enumerate(lines) if line)
