"""Tables as newsrooms have them: every delimiter, encoding and number; and no bytes break the reading."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.charts import tables
from generator.charts.moments import label, read_times, short_labels, ticks
from generator.charts.numerals import decimal_sign, is_missing, read_number
from generator.charts.plots import read_plot
from generator.charts.tables import read_table
from generator.charts.ticks import with_unit
from generator.model import Chart, Mention, Severity

ROWS = (("2019", "1.5"), ("2020", "2"))


def told(data: bytes) -> list[tuple[int, str]]:
    return [(each.line, each.rule) for each in read_table(data, "content/a.csv").problems]


@pytest.mark.parametrize(
    "data",
    [
        b"Year,Metres\n2019,1.5\n2020,2\n",
        b"Year;Metres\r\n2019;1.5\r\n2020;2\r\n",
        b"Year\tMetres\r2019\t1.5\r2020\t2",
        b"sep=|\nYear|Metres\n2019|1.5\n2020|2\n",
        b"\xef\xbb\xbf\n\nYear,Metres,\n2019,1.5,\n,,\n2020,2\n",
        '"Year","Metres"\n"2019","1.5"\n 2020 , 2 \n'.encode("utf-16"),
    ],
    ids=["commas", "semicolons", "tabs", "excel", "blank lines", "utf-16"],
)
def test_a_table_is_read_however_it_is_parted(data: bytes) -> None:
    table = read_table(data, "content/a.csv")
    assert (table.heads, table.rows, table.problems) == (("Year", "Metres"), ROWS, ())


def test_cells_hold_delimiters_quotes_and_lines() -> None:
    table = read_table(b'Who,Said\n"Ada, ""the"" mayor","two\nlines"\nBo,x\n', "content/a.csv")
    assert table.rows == (('Ada, "the" mayor', "two lines"), ("Bo", "x"))
    assert table.lines == (2, 4)


def test_a_decimal_comma_parts_no_cells() -> None:
    assert read_table(b"A;B\n1,5;2,5\n3,5;4,5\n", "content/a.csv").rows == (("1,5", "2,5"), ("3,5", "4,5"))


def test_every_mistake_has_its_line() -> None:
    assert told(b"A,B\n1\n1,2,3\n1,2\n") == [(2, "uneven-row"), (3, "uneven-row")]
    assert told(b"A,A\n1,2\n") == [(1, "bad-table")]
    assert told(b"") == [(0, "empty-file")]
    assert told(b"A,B\n") == [(1, "bad-table")]
    assert told(b"PK\x03\x04sheet") == [(0, "binary-file")]
    assert told(b'A,B\n"' + b"x" * 200_000) == [(1, "bad-table")]
    assert told(b"A\n" + b"1\n" * (tables.MOST_ROWS + 1)) == [(0, "large-table")]
    assert told(b"a," * (tables.MOST_COLUMNS + 1) + b"a\n1\n") == [(0, "large-table")]
    assert told(b"A\n" + b" " * tables.MOST_BYTES) == [(0, "large-table")]
    assert told("Stadt;Höhe\nKöln;1\n".encode("cp1252")) == [(1, "guessed-encoding")]


def test_of_many_alike_mistakes_a_few_are_told_one_by_one() -> None:
    found = read_table(b"A,B\n" + b"1\n" * 1000, "content/a.csv").problems
    assert len(found) == 11
    assert "990 more rows" in found[-1].message


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    data = b"A,B\n" + b"1,2\n" * 1_000_000
    assert read_table(data, "content/a.csv").rows == ()


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@example(b"sep=\n\nA")
@example(b'sep="\nA"B\n1')
@example(b"\x00,\x00\n")
def test_no_bytes_break_the_reading(data: bytes) -> None:
    table = read_table(data, "content/a.csv")
    assert all(len(row) == len(table.heads) for row in table.rows)
    assert len(table.rows) == len(table.lines)
    assert len(set(table.heads)) == len(table.heads)
    assert all(each.severity in (Severity.WARNING, Severity.NOTE) for each in table.problems)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1\u202f234", ".", 1234),
        ("1'234.5", ".", 1234.5),
        ("12,34,567", ".", 1234567),
        ("€ 12", ".", 12),
        ("12 %", ",", 12),
        ("USD 5", ".", 5),
        ("5 EUR", ".", 5),
        ("−3.5", ".", -3.5),
        ("١٢٫٥", ",", 12.5),
        ("1e3", ".", 1000),
        (".5", ".", 0.5),
        ("1,2,3", ".", None),
        ("1.5", ",", None),
        ("1e300", ".", None),
        ("NaN", ".", None),
        ("inf", ".", None),
        ("=1+2", ".", None),
        ("0x10", ".", None),
        ("12 apples", ".", None),
        ("", ".", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, decimal: str, value: float | None) -> None:
    assert read_number(text, decimal) == value


def test_the_numbers_show_their_decimal_sign() -> None:
    assert decimal_sign(["1.5", "1,234"]) == "."
    assert decimal_sign(["1,5", "x"]) == ","
    assert decimal_sign(["1.234.567"]) == ","
    assert decimal_sign(["1,234", "12"]) == ""


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "NaN", "..", "X"])
def test_a_missing_number_is_no_mistake(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        (["2019", "2020"], "en", "2019"),
        (["2024-11", "2024-12"], "en", "November 2024"),
        (["2024-Q3", "Q4 2024"], "en", "Q3 2024"),
        (["2024-11-05", ""], "de", "5. November 2024"),
        (["05.11.2024"], "de", "5. November 2024"),
        (["05/11/2024"], "en", "5 November 2024"),
        (["11/05/2024"], "en-US", "November 5, 2024"),
        (["11/05/2024", "11/25/2024"], "en", "5 November 2024"),
        (["05/11/2024", "25/11/2024"], "en-US", "November 5, 2024"),
        (["2024-11-05 14:30"], "en", "5 November 2024, 14:30"),
    ],
)
def test_moments_are_read_as_people_write_them(texts: list[str], language: str, shown: str) -> None:
    times = read_times(texts, language)
    assert times is not None
    assert times.moments[0] is not None
    assert label(times.moments[0], times.grain, language) == shown


@pytest.mark.parametrize("texts", [["2019", "later"], ["2024-02-31"], ["", ""], ["2024-13"], ["Monday"]])
def test_what_is_no_moment_is_a_name(texts: list[str]) -> None:
    assert read_times(texts, "en") is None


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        (["2023", "2024"], "en", ["2023", "2024"]),
        (["2023-Q4", "2024-Q1", "2024-Q2"], "en", ["Q4 2023", "Q1 2024", "Q2"]),
        (["2024-Q1", "2024-Q2"], "fr", ["T1 2024", "T2"]),
        (["2024-11", "2024-12", "2025-01"], "en", ["Nov 2024", "Dec", "Jan 2025"]),
        (["2024-11-05"], "en", ["5 Nov"]),
        (["2024-11-05"], "en-US", ["Nov 5"]),
        (["2024-11-05"], "de", ["5. Nov."]),
        (["2024-11-05 14:30"], "en", ["14:30"]),
    ],
)
def test_moments_in_short_tell_the_year_once(texts: list[str], language: str, shown: list[str]) -> None:
    times = read_times(texts, language)
    assert times is not None
    moments = [moment for moment in times.moments if moment is not None]
    assert short_labels(moments, times.grain, language) == shown


LONG = """Year;Place;Level;Flow
2019;Mole;1,5;9
2019;Quay;2;9
2020;Mole;2.500,25;9
2021;Quay;n/a;9
"""


def test_rows_of_many_series_are_told_apart_by_a_column() -> None:
    """Each value of the column `group` is a series, which says nothing where it has no row."""
    chart = Chart("a.csv", x=Mention("Year"), y=(Mention("Level"),), group=Mention("place"))
    plot = read_plot(chart, read_table(LONG.encode(), "a.csv"), "en").plot
    assert plot is not None
    assert plot.names == ("2019", "2020", "2021")
    assert [(each.name, each.values) for each in plot.series] == [
        ("Mole", (1.5, 2500.25, None)),
        ("Quay", (2, None, None)),
    ]


def test_a_group_that_is_no_column_is_told() -> None:
    chart = Chart("a.csv", group=Mention("Plaice"))
    reading = read_plot(chart, read_table(LONG.encode(), "a.csv"), "en")
    assert reading.plot is None
    assert [(each.rule, each.cure) for each in reading.problems] == [
        ("unknown-column", "Did you mean `Place`")
    ]


def test_many_cells_that_are_no_numbers_are_told_in_few_lines() -> None:
    rows = "".join(f"{year},{'a lot' if year % 3 else 5}\n" for year in range(1900, 2020))
    table = read_table(f"Year,A\n{rows}".encode(), "a.csv")
    problems = read_plot(Chart("a.csv", y=(Mention("A"),)), table, "en").problems
    assert {each.rule for each in problems} == {"not-a-number"}
    assert len(problems) < 12
    assert "more cells" in problems[-1].message


@pytest.mark.parametrize(
    ("days", "grain", "shown"),
    [
        (400_000, "year", []),
        (700, "month", ["Jan 2001", "2002"]),
        (700, "quarter", ["Q1 2001", "Q1 2002"]),
        (40, "day", ["1 Jan", "29 Jan"]),
        (2, "minute", ["00:00", "00:00", "00:00"]),
    ],
)
def test_an_axis_with_no_room_has_the_fewest_marks_that_there_are(
    days: int, grain: str, shown: list[str]
) -> None:
    start = dt.date(2001, 1, 1).toordinal()
    assert [text for _, text in ticks(start, start + days, grain, 0, "en")] == shown


@pytest.mark.parametrize(
    ("most", "language", "shown"),
    [
        (6, "en", ["Q3 2023", "Q4", "Q1 2024", "Q2", "Q3"]),
        (6, "fr", ["T3 2023", "T4", "T1 2024", "T2", "T3"]),
        (3, "en", ["Q3 2023", "Q1 2024", "Q3"]),
    ],
)
def test_the_axis_of_a_line_of_quarters_names_quarters(most: int, language: str, shown: list[str]) -> None:
    times = read_times(["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"], language)
    assert times is not None
    assert times.moments[0] is not None
    assert times.moments[-1] is not None
    marks = ticks(times.moments[0], times.moments[-1], times.grain, most, language)
    assert [text for _, text in marks] == shown
    assert {place for place, _ in marks} <= set(times.moments)


@given(
    st.dates().map(lambda day: day.toordinal()),
    st.floats(0, 400_000),
    st.sampled_from(("year", "quarter", "month", "day", "minute")),
    st.integers(2, 12),
)
def test_an_axis_of_time_has_no_more_marks_than_it_has_room_for(low, span, grain, most) -> None:
    high = min(low + span, 3_600_000)
    found = ticks(float(low), high, grain, most, "en")
    assert len(found) <= most + (grain != "year")
    assert all(low <= place <= high + 1 for place, _ in found)


@pytest.mark.parametrize(
    ("number", "unit", "language", "written"),
    [
        ("5", "", "en", "5"),
        ("5", "°", "en", "5°"),
        ("5", "km", "en", "5\u00a0km"),
        ("5", "%", "en", "5%"),
        ("5", "%", "de", "5\u00a0%"),
        ("−5", "£", "en", "−£5"),
        ("5", "€", "de", "5\u00a0€"),
        ("5", "barrels of oil a day", "en", "5"),
    ],
)
def test_units(number: str, unit: str, language: str, written: str) -> None:
    assert with_unit(number, unit, language) == written
