"""`front.yaml`: what an editor may write, every mistake at its place, and what holds at a moment."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.front import Banner, Block, Front, Slot, Window, at, moments
from generator.model import Mention, Severity
from generator.settings.front import load_front

ZONE = ZoneInfo("Europe/London")
MANUAL = Path(__file__).parent.parent / "docs" / "front-page.md"


def load(text: str) -> Front:
    front, problems = load_front("front.yaml", text, ZONE)
    assert not problems
    assert front is not None
    return front


def brief(text: str) -> list[str]:
    _, problems = load_front("front.yaml", text, ZONE)
    return [f"{found.line}:{found.column} {found.rule}" for found in problems]


def moment(day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2024, 11, day, hour, tzinfo=ZONE)


def story(text: str, line: int, column: int) -> Mention:
    return Mention(text, "front.yaml", line, column)


def test_nothing_is_needed() -> None:
    for text in ("", "# later\n", "lead:\npinned: []\nbanner: ~\nblocks:\n"):
        assert load(text) == Front("front.yaml")


def test_everything() -> None:
    front = load(
        'banner: {text: "Polls  close", url: /2024/11/x/, start: 2024-11-05 18:00, end: 2024-11-06}\n'
        "lead: world/a.md\n"
        "pinned:\n"
        "  - content/world/b.md\n"
        "  - {story: /2024/11/c, start: 2024-11-11T06:00Z}\n"
        "blocks:\n"
        "  - world\n"
        "  - {tag: floods, label: The floods, stories: 3, pinned: [d.md, {story: e.md, end: 2024-11-02}], "
        "start: 2024-11-01, end: 2024-11-30}\n"
        "  - {series: flood-diary}\n"
        "  - {section: arts}\n"
    )
    assert front == Front(
        "front.yaml",
        (Banner("Polls close", story("/2024/11/x/", 1, 37), Window(moment(5, 18), moment(6))),),
        (Slot(story("content/world/a.md", 2, 7)),),
        (Slot(story("content/world/b.md", 4, 5)), Slot(story("/2024/11/c/", 5, 13), Window(moment(11, 6)))),
        (
            Block("section", story("world", 7, 5)),
            Block(
                "tag",
                story("floods", 8, 11),
                "The floods",
                3,
                (
                    Slot(story("content/d.md", 8, 59)),
                    Slot(story("content/e.md", 8, 73), Window(None, moment(2))),
                ),
                Window(moment(1), moment(30)),
            ),
            Block("series", story("flood-diary", 9, 14)),
            Block("section", story("arts", 10, 15)),
        ),
    )


def test_one_or_a_list() -> None:
    front = load("banner: [Breaking, {text: Again}]\nlead: [a.md, {story: b.md}]\npinned: c.md\n")
    assert [banner.text for banner in front.banners] == ["Breaking", "Again"]
    assert [slot.story.text for slot in (*front.lead, *front.pinned)] == [
        "content/a.md",
        "content/b.md",
        "content/c.md",
    ]


def test_an_empty_list_of_blocks_is_not_the_automatic_one() -> None:
    assert load("blocks: []\n").blocks == ()


BAD = [
    ("- lead\n", ["1:1 wrong-type"]),
    ("lead: a: b\n", ["1:8 yaml-syntax"]),
    ("leed: a.md\n", ["1:1 unknown-field"]),
    ("lead: https://example.org/2024/a/\n", ["1:7 bad-story"]),
    ("lead: ../../etc/passwd\n", ["1:7 bad-story"]),
    ("lead: ../content/a.md\n", ["1:7 bad-story"]),
    ("lead: /a%00b/\n", ["1:7 bad-story"]),
    ("lead: [[a.md]]\n", ["1:8 wrong-type"]),
    ("lead: {start: 2024-11-01}\n", ["1:7 missing-field"]),
    ("lead: {story: a.md, from: 2024-11-01}\n", ["1:21 unknown-field"]),
    ("lead: {story: a.md, start: 11/12/2024}\n", ["1:28 unreadable-date"]),
    ("lead: {story: a.md, start: 2024-11-02, end: 2024-11-02}\n", ["1:45 ends-before-start"]),
    ("lead: {story: a.md, end: 2024-11-01 10:00, start: 2024-11-01T10:30+01:00}\n", []),
    ("lead: {story: //b, start: 2024-11-02, end: 2024-11-01}\n",
     ["1:15 bad-story", "1:44 ends-before-start"]),
    ("banner: {url: /x/}\n", ["1:9 missing-field"]),
    ("banner: {text: T, url: javascript:x}\n", ["1:24 bad-url"]),
    ("banner: [{text: T, start: 2024-11-02, end: 2024-11-01}]\n", ["1:44 ends-before-start"]),
    ("blocks: world\n", ["1:9 wrong-type"]),
    ("blocks: [World News]\n", ["1:10 bad-slug"]),
    ("blocks: [{tag: Floods}]\n", ["1:16 bad-slug"]),
    ("blocks: [{label: x}]\n", ["1:10 one-list"]),
    ("blocks: [{tag: , label: x}]\n", ["1:10 one-list"]),
    ("blocks: [{tag: a, stories: 0, section: b}]\n", ["1:28 out-of-range", "1:31 one-list"]),
    ("blocks: [{tag: a, pinned: [//c]}]\n", ["1:28 bad-story"]),
    ("blocks: [{tag: a, start: 2024-11-02, end: 2024-11-01}]\n", ["1:43 ends-before-start"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text.strip() for text, _ in BAD])
def test_bad_files(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_every_mistake_is_reported_in_one_run() -> None:
    _, problems = load_front(
        "front.uk.yaml",
        "banner: {url: x}\nlead: {story: //a, end: soon}\npined: b.md\nblocks: [{stories: many}]\n",
        ZONE,
    )
    assert [str(found) for found in problems] == [
        "front.uk.yaml:1:9: missing-field: `banner` needs `text`. Add a line `text: …`.",
        "front.uk.yaml:1:15: bad-url: `banner.url` is not an address that the site can link to: `x`. "
        "Write `https://…`, `mailto:…`, `tel:…`, or a path of the site such as `/about/`.",
        "front.uk.yaml:2:15: bad-story: `lead.story` is a full address, and only stories of this site can "
        "stand here: `//a`. If it is one of this site, write its path, such as `/2024/11/story/`.",
        "front.uk.yaml:2:25: unreadable-date: `lead.end` is not a date that exists or can be read: `soon`. "
        "Write year, month, day and, where it matters, the time: `2024-11-11 14:30`.",
        "front.uk.yaml:3:1: unknown-field: `pined` is not a known field. Did you mean `pinned`?",
        "front.uk.yaml:4:10: one-list: `blocks` has a block that does not say which list it shows. "
        "Write one of `section`, `tag`, `series` with its slug.",
        "front.uk.yaml:4:20: wrong-type: `blocks.stories` must be a whole number, not `many`. "
        "Write a number from 1 to 30.",
    ]


def test_the_manual_is_true() -> None:
    """Its example loads without a problem and has every key; its fields are those that are known."""
    text = MANUAL.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    front = load(example[1])
    assert front.banners and front.lead and front.pinned and front.blocks
    assert len(moments(front)) == 6
    known = re.findall(r"`(\w+)`", load_front("front.yaml", "zzzzzz: 1", ZONE)[1][0].cure)
    keys = text.partition("## The keys")[2].partition("**A story**")[0]
    assert re.findall(r"^\| `(\w+)` \|", keys, re.MULTILINE) == known


def test_a_window_is_open_from_its_start_until_before_its_end() -> None:
    window = Window(moment(2), moment(3))
    around = [moment(1, 23), moment(2), moment(2, 23), moment(3)]
    assert [window.is_open(when) for when in around] == [False, True, True, False]
    assert Window().is_open(moment(1))


def test_an_hour_that_occurs_twice() -> None:
    """On 27 October 2024 the clocks of London go from 02:00 back to 01:00."""
    front = load("lead: {story: a.md, start: 2024-10-27T00:50Z, end: 2024-10-27T01:10Z}\n")
    assert front.lead[0].window.is_open(dt.datetime(2024, 10, 27, 1, tzinfo=dt.UTC).astimezone(ZONE))


def test_moments_say_why() -> None:
    front = load(
        "banner: {text: Polls close at 22:00, start: 2024-11-05 18:00, end: 2024-11-05 22:00}\n"
        "lead: {story: a.md, start: 2024-11-05 22:00}\n"
        "pinned: {story: /x/, end: 2024-11-04}\n"
        "blocks:\n"
        "  - {tag: floods, label: The floods, end: 2024-11-08, pinned: {story: b.md, start: 2024-11-07}}\n"
        "  - {section: world, start: 2024-11-09}\n"
    )
    assert moments(front) == (
        (moment(4), "the pinned story /x/ ends"),
        (moment(5, 18), "the banner “Polls close at 22:00” begins"),
        (moment(5, 22), "the banner “Polls close at 22:00” ends"),
        (moment(5, 22), "the lead content/a.md begins"),
        (moment(7), "the pinned story content/b.md of the block “The floods” begins"),
        (moment(8), "the block “The floods” ends"),
        (moment(9), "the block “world” begins"),
    )


def test_a_slot_of_a_closed_block_changes_nothing() -> None:
    window = "start: 2024-11-10, end: 2024-11-20"
    slots = "[{story: a.md, start: 2024-11-05, end: 2024-11-10}, {story: b.md, start: 2024-11-25}]"
    front = load(f"blocks: [{{tag: x, {window}, pinned: {slots}}}]\n")
    assert [why for _, why in moments(front)] == ["the block “x” begins", "the block “x” ends"]


DAYS = st.integers(1, 12)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, second = sorted(draw(st.tuples(DAYS, DAYS)))
    start = draw(st.sampled_from([None, moment(first)]))
    return Window(start, draw(st.sampled_from([None, moment(second + 1)])))


TEXTS = st.sampled_from("abc")
SLOTS = st.lists(st.builds(Slot, TEXTS.map(Mention), windows()), max_size=3).map(tuple)
BANNERS = st.lists(st.builds(Banner, TEXTS, window=windows()), max_size=2).map(tuple)
BLOCKS = st.lists(
    st.builds(Block, st.just("tag"), TEXTS.map(Mention), pinned=SLOTS, window=windows()), max_size=3
).map(tuple)
FRONTS = st.builds(Front, st.just("front.yaml"), BANNERS, SLOTS, SLOTS, st.none() | BLOCKS)


def holds(window: Window, as_of: dt.datetime) -> bool:
    """The oracle: neither to come nor over."""
    to_come = window.start is not None and as_of < window.start
    over = window.end is not None and as_of >= window.end
    return not to_come and not over


@given(FRONTS, DAYS, st.integers(0, 23))
def test_a_moment_shows_what_is_neither_to_come_nor_over(front: Front, day: int, hour: int) -> None:
    as_of = moment(day, hour)
    found = at(front, as_of)
    assert found.banners == tuple(each for each in front.banners if holds(each.window, as_of))
    assert found.lead == tuple(each for each in front.lead if holds(each.window, as_of))
    assert found.pinned == tuple(each for each in front.pinned if holds(each.window, as_of))
    if front.blocks is None:
        assert found.blocks is None
        return
    assert found.blocks is not None
    expected = [block for block in front.blocks if holds(block.window, as_of)]
    assert [(each.slug, each.window) for each in found.blocks] == [
        (each.slug, each.window) for each in expected
    ]
    for block, whole in zip(found.blocks, expected, strict=True):
        assert block.pinned == tuple(slot for slot in whole.pinned if holds(slot.window, as_of))


@given(FRONTS)
def test_nothing_changes_between_two_moments_and_something_at_each(front: Front) -> None:
    times = sorted({when for when, _ in moments(front)})
    instant = dt.timedelta(microseconds=1)
    edges = [moment(1) - dt.timedelta(days=1), *times, moment(20)]
    for start, end in pairwise(edges):
        inside = [start, start + (end - start) / 2, end - instant]
        assert len({repr(at(front, when)) for when in inside}) == 1
    for when in times:
        assert at(front, when - instant) != at(front, when)


@given(FRONTS)
def test_what_is_shown_at_a_moment_stays_as_it_is_there(front: Front) -> None:
    assert at(at(front, moment(5)), moment(5)) == at(front, moment(5))


KEYS = st.sampled_from(
    ["banner", "lead", "pinned", "blocks", "story", "text", "url", "start", "end", "section", "tag", "label"]
)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.dates() | st.datetimes()
    | st.sampled_from(["content/a.md", "/2024/11/a/", "//", "https://[", "2024-11-05", "0001-01-01", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES))
def test_no_data_raises(data: dict[str, object]) -> None:
    front, problems = load_front("front.yaml", yaml.safe_dump(data, allow_unicode=True), ZONE)
    assert (front is None) == any(problem.severity is Severity.ERROR for problem in problems)
    if front:
        moments(at(front, moment(5)))


@given(st.text())
def test_no_text_raises(text: str) -> None:
    load_front("front.yaml", text, ZONE)
