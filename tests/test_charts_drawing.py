"""Pictures of charts: well-formed, titled, always the same, legible in every accent, and never a program."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.charts.colours import (
    DIFFERENT,
    GRAPHIC,
    NIGHT,
    PAPER,
    QUIET,
    REST,
    TEXT,
    Ink,
    distance,
    palette,
)
from generator.charts.drawing import outlined
from generator.charts.fields import KINDS
from generator.charts.frames import NARROW, WIDE, Look
from generator.charts.lettering import spread, width
from generator.charts.plots import read_plot
from generator.charts.recipes import make, name, recipe
from generator.charts.svg import Words
from generator.charts.tables import read_table
from generator.charts.ticks import axis, writer
from generator.model import Chart, Mention
from generator.settings.colours import LEGIBLE, contrast, lightened

SVG = "{http://www.w3.org/2000/svg}"
YEARS = "Year,Mole,Quay\n2019,1.5,2\n2020,2.5,\n2021,3,1\n"
HOSTILE = (
    'Name,</svg><script>alert(1)</script>,"{""signal"":""alert(1)""}"\n'
    '"]]><!--",=1+2,2\n"datum.x","2",-3\n<b>&amp;</b>,1e15,NaN\n'
)


def look(across: int = WIDE, language: str = "en", mirrored: bool = False) -> Look:
    return Look(across, language, mirrored, Ink("#12506b", lightened("#12506b")))


def picture(
    text: str = YEARS, kind: str = "line", how: Look | None = None, title: str = "A title", **fields: object
) -> bytes:
    chart = Chart("content/a.csv", kind, title=title, **fields)
    plot = read_plot(chart, read_table(text.encode(), "content/a.csv"), "en").plot
    assert plot is not None
    return make(recipe(chart, plot, how or look(), Words(title, "What it shows", "en")))


@pytest.mark.parametrize("across", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_picture_with_a_title_and_a_description(kind: str, across: int) -> None:
    root = ElementTree.fromstring(picture(kind=kind, how=look(across)))
    assert (root.get("role"), root.get("width")) == ("img", str(across))
    assert [root.findtext(f"{SVG}{tag}") for tag in ("title", "desc")] == ["A title", "What it shows"]
    assert root.findall(f".//{SVG}path")


@pytest.mark.parametrize("kind", KINDS)
def test_the_dark_has_a_colour_for_each_of_the_light(kind: str) -> None:
    root = ElementTree.fromstring(picture(kind=kind))
    style = root.findtext(f"{SVG}style") or ""
    used = {each.get(name) for each in root.iter() for name in ("fill", "stroke")} - {None, "none"}
    assert used
    assert {colour for colour in used if f'[fill="{colour}"]' not in style} == set()
    assert "prefers-color-scheme:dark" in style


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_table_is_a_program_or_an_address(kind: str) -> None:
    drawn = picture(HOSTILE, kind, title="</title><script>alert(1)</script>").decode()
    tags = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(drawn).iter()}
    assert tags <= {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "path",
        "line",
        "text",
        "tspan",
        "defs",
        "clipPath",
        "rect",
    }
    assert "<script" not in drawn
    assert "href" not in drawn
    assert "onload" not in drawn


def test_a_gap_in_the_numbers_is_a_gap_in_the_line() -> None:
    whole, broken = (
        picture("Y,A\n2019,1\n2020,2\n2021,3\n2022,4\n"),
        picture("Y,A\n2019,1\n2020,2\n2021,\n2022,4\n"),
    )
    assert whole.count(b"<path") < broken.count(b"<path")


def test_names_stand_at_the_lines_and_in_a_key_where_they_are_too_long() -> None:
    texts = [each.text for each in ElementTree.fromstring(picture()).iter(f"{SVG}text")]
    assert {"Mole", "Quay"} <= set(texts)
    long = picture(YEARS.replace("Mole", "The whole of the North Mole and its lighthouse"), how=look(NARROW))
    assert b"lighthouse" in long


def test_the_same_chart_is_the_same_picture_in_every_process() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); from test_charts_drawing import picture\n"
        "sys.stdout.buffer.write(picture(kind='column'))"
    )
    picture(kind="bar")  # what was drawn before leaves no trace
    here = picture(kind="column")
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    assert here == there


def test_any_other_word_number_or_colour_makes_another_name() -> None:
    def called(text: str = YEARS, title: str = "T", accent: str = "#12506b", across: int = WIDE) -> str:
        chart = Chart("a.csv", title=title)
        plot = read_plot(chart, read_table(text.encode(), "a.csv"), "en").plot
        assert plot is not None
        return name(
            recipe(chart, plot, Look(across, "en", False, Ink(accent, accent)), Words(title, "D", "en"))
        )

    names = [
        called(),
        called(title="U"),
        called(YEARS.replace("3", "4")),
        called(accent="#8b1a1a"),
        called(across=NARROW),
    ]
    assert len(set(names)) == len(names)
    assert called() == names[0]


CELL = st.one_of(
    st.floats(-1e16, 1e16).map(str),
    st.sampled_from(["", "NaN", "1e308", "2024-02-29", "<svg>", "0", "-0.0", "1e-300", "100"]),
    st.text(max_size=30),
)


@settings(max_examples=150)
@example([["0", "0", "0"]], "bar", False, "en", WIDE, (-2.2250738585072014e-308, None))
@example([["x", "1e15", "999999999999999.9"]], "line", False, "en", WIDE, (None, None))
@example([["0", "1e-300", "0"], ["1e-300", "1", "2"]], "scatter", False, "en", NARROW, (None, None))
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(KINDS),
    st.booleans(),
    st.sampled_from(["en", "ar", "de"]),
    st.sampled_from([WIDE, NARROW]),
    st.tuples(*[st.one_of(st.none(), st.floats(-1e15, 1e15))] * 2),
)
def test_every_table_can_be_laid_out(rows, kind, stacked, language, across, ends) -> None:
    text = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["A", "B", "C"], *rows]
    )
    chart = Chart("a.csv", kind, stacked, low=ends[0], high=ends[1], highlight=(Mention("B"),))
    plot = read_plot(chart, read_table(text.encode("utf-8", "replace"), "a.csv"), language).plot
    if plot is not None:
        made = recipe(chart, plot, look(across, language, language == "ar"), Words("", "", language))
        assert 0 < made.height < 40_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", ["2021 2022 2024", "2024-Q1 2024-Q2 2025-Q1", "2024-11 2024-12 2025-01",
    "2024-11-05 2024-11-06 2025-01-01", "2024-11-05T09:00 2024-11-05T10:30 2024-11-06T00:00"])  # fmt: skip
def test_time_of_every_grain_can_be_laid_out(kind: str, times: str) -> None:
    text = "When,A\n" + "".join(f"{time},{number}\n" for number, time in enumerate(times.split()))
    for language in ("ar", "de", "en", "en-US", "es", "fr", "ja", "pt", "uk", "sw"):
        plot = read_plot(Chart("a.csv", kind), read_table(text.encode(), "a.csv"), language).plot
        assert plot is not None
        for across in (WIDE, NARROW):
            recipe(Chart("a.csv", kind), plot, look(across, language), Words("", "", language))


@settings(max_examples=25)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(KINDS),
    st.booleans(),
)
def test_every_table_can_be_drawn(rows, kind, stacked) -> None:
    text = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["A", "B", "C"], *rows]
    )
    chart = Chart("a.csv", kind, stacked)
    plot = read_plot(chart, read_table(text.encode("utf-8", "replace"), "a.csv"), "en").plot
    if plot is not None:
        ElementTree.fromstring(make(recipe(chart, plot, look(), Words("T", "D", "en"))))


@pytest.mark.parametrize(
    "accent", ["#8b1a1a", "#12506b", "#1a7f37", "#e0a800", "#5b2a86", "#000000", "#ffffff"]
)
def test_every_accent_has_colours_that_all_readers_tell_apart(accent: str) -> None:
    inks = palette(accent, lightened(accent), DIFFERENT)
    assert all(contrast(ink.light, PAPER) >= GRAPHIC and contrast(ink.dark, NIGHT) >= GRAPHIC for ink in inks)
    for first, second in combinations(inks[:4], 2):
        assert min(distance(first.light, second.light), distance(first.dark, second.dark)) > 0.07
    assert all(ink == REST for ink in palette(accent, lightened(accent), 9)[DIFFERENT:])


@pytest.mark.parametrize("kind", KINDS)
def test_what_would_fill_the_memory_is_not_drawn(kind: str) -> None:
    heads = ",".join(f"S{number}" for number in range(49))
    row = ",1" * 49
    text = f"Place,{heads}\n" + "".join(f"{1000 + number}{row}\n" for number in range(2000))
    reading = read_plot(Chart("a.csv", kind), read_table(text.encode(), "a.csv"), "en")
    assert reading.plot is None
    assert [each.rule for each in reading.problems][-1] == "large-table"


def test_what_is_read_has_the_contrast_of_text() -> None:
    for ink in (TEXT, QUIET):
        assert contrast(ink.light, PAPER) >= LEGIBLE
        assert contrast(ink.dark, NIGHT) >= LEGIBLE


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_names_at_lines_never_touch(places: list[float]) -> None:
    found = spread(places, 18, 0, 300)
    order = sorted(found)
    assert all(after - before >= 18 - 1e-6 for before, after in pairwise(order))
    assert sorted(range(len(places)), key=lambda n: (places[n], n)) == sorted(
        range(len(places)), key=lambda n: (found[n], places[n], n)
    )


@given(
    st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=5),
    st.sampled_from([0, 0.25, 0.5, 1]),
    st.integers(3, 8),
)
def test_an_axis_encloses_its_values_in_round_numbers(values: list[float], waste: float, most: int) -> None:
    found = axis(values, waste, most)
    assert found == sorted(set(found))
    slack = (found[1] - found[0]) * 1e-8  # nobody sees it
    assert found[0] <= min(values) + slack
    assert found[-1] >= max(values) - slack
    assert 2 <= len(found) <= most + 1
    assert waste < 1 or found[0] <= 0 <= found[-1]


@pytest.mark.parametrize(
    ("language", "unit", "shown"),
    [
        ("en", "", ["0", "1,500"]),
        ("de", "", ["0", "1.500"]),
        ("en", "%", ["0%", "1,500%"]),
        ("de", "%", ["0\u00a0%", "1.500\u00a0%"]),
        ("en", "£", ["£0", "£1,500"]),
        ("fr", "€", ["0\u00a0€", "1\u202f500\u00a0€"]),
        ("en", "metres", ["0", "1,500"]),
    ],
)
def test_numbers_are_written_as_the_language_has_them(language: str, unit: str, shown: list[str]) -> None:
    assert list(map(writer([0, 1500], language, unit), (0, 1500))) == shown


def test_large_numbers_are_short() -> None:
    assert writer([2_500_000], "en")(2_500_000) == "2.5M"
    assert writer([-2_500_000], "de")(-2_500_000) == "−2,5\u00a0Mio."


def test_no_script_is_narrower_than_it_is_thought_to_be() -> None:
    assert width("漢字", 10) >= 20
    assert width("WWW", 10, bold=True) > width("WWW", 10) > width("iii", 10)


def test_nobody_has_to_wait_for_the_engine_who_draws_nothing() -> None:
    script = "import sys, generator.pages, generator.making; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "vl_convert" not in done.stdout.split()


def test_a_chart_is_outlined_without_the_engine() -> None:
    chart = Chart("a.csv")
    plot = read_plot(chart, read_table(YEARS.encode(), "a.csv"), "en").plot
    assert plot is not None
    assert outlined(chart, plot, look()).spec["layer"]
