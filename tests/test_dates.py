"""Dates as reporters write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.data.schema import Complaint
from generator.dates import date_in_name, judge_date, midnight, parse_date

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-11-11", "2024-11-11T00:00:00+01:00"),
        (" 2024-11-11 14:30 ", "2024-11-11T14:30:00+01:00"),
        ("2024-07-11 14:30", "2024-07-11T14:30:00+02:00"),
        ("2024-11-11T14:30:15", "2024-11-11T14:30:15+01:00"),
        ("2024-11-11T14:30:15.25", "2024-11-11T14:30:15.250000+01:00"),
        ("2024-11-11T14:30:15.123456789Z", "2024-11-11T15:30:15.123456+01:00"),
        ("2024-11-11T14:30Z", "2024-11-11T15:30:00+01:00"),
        ("2024-11-11 14:30 +05:30", "2024-11-11T10:00:00+01:00"),
        ("2024-11-11 14:30-0500", "2024-11-11T20:30:00+01:00"),
        ("2024-11-11T14:30:00+01", "2024-11-11T14:30:00+01:00"),
        ("Mon, 11 Nov 2024 14:30:00 +0000", "2024-11-11T15:30:00+01:00"),
        ("11 Nov 2024 14:30 GMT", "2024-11-11T15:30:00+01:00"),
        ("Mon, 11 Nov 2024 14:30:00 -0000", "2024-11-11T15:30:00+01:00"),
        ("Mon, 11 Nov 2024 09:30:00 EST", "2024-11-11T15:30:00+01:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:59:59+01:00"),
        ("2024-03-31 02:30", "2024-03-31T03:30:00+02:00"),
        ("2024-10-27 02:30", "2024-10-27T02:30:00+02:00"),
    ],
)
def test_readable_dates(text: str, expected: str) -> None:
    moment = parse_date(text, PARIS)
    assert moment is not None
    assert moment.isoformat() == expected
    assert moment.tzinfo is PARIS


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2024", "2024-11", "2024-13-01", "2023-02-29", "0000-01-01", "10000-01-01",
        "2024-11-11 24:00", "2024-11-11 14:61", "2024-11-11T14:30:61", "2024-11-11 14", "11/12/2024",
        "2024-11-11T14:30+99:00", "2024-11-11T14:30+01:75", "2024-11-11 +01:00", "0001-01-01", "٢٠٢٤-١١-١١",
        "9999-12-31T23:59:59-23:00", "99 Nov 2024 14:30 GMT", "11 Foo 2024 14:30 GMT", "2024-11-11\n14:30",
    ],
)  # fmt: skip
def test_unreadable_dates(text: str) -> None:
    assert parse_date(text, PARIS) is None


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("11/12/2024", "`2024-11-12` or `2024-12-11`"),
        ("31.12.2024", "`2024-12-31`"),
        ("12/31/2024 10:00", "`2024-12-31`"),
        ("5-5-2024", "`2024-05-05`"),
        ("31/31/2024", "`2024-11-11 14:30`"),
        ("next Monday", "`2024-11-11 14:30`"),
    ],
)
def test_an_unreadable_date_has_its_cure(text: str, cure: str) -> None:
    complaint = judge_date(text, PARIS)
    assert isinstance(complaint, Complaint)
    assert complaint.rule == "unreadable-date"
    assert complaint.cure.endswith(cure)


def test_midnight_agrees_with_a_day_without_a_time() -> None:
    for day in (dt.date(2024, 3, 31), dt.date(2024, 11, 11)):
        assert midnight(day, PARIS) == parse_date(day.isoformat(), PARIS)
    santiago = ZoneInfo("America/Santiago")  # its clocks change at midnight
    assert midnight(dt.date(2024, 9, 8), santiago).isoformat() == "2024-09-08T01:00:00-03:00"
    assert midnight(dt.date(1, 1, 1), PARIS) is None


@pytest.mark.parametrize(
    ("stem", "date", "rest"),
    [
        ("2024-11-11-story", dt.date(2024, 11, 11), "story"),
        ("2024-11-11_my story", dt.date(2024, 11, 11), "my story"),
        ("2024-11-11", dt.date(2024, 11, 11), "2024-11-11"),
        ("2024-11-31-story", None, "2024-11-31-story"),
        ("2024-11-111", None, "2024-11-111"),
        ("story-2024-11-11", None, "story-2024-11-11"),
        ("story", None, "story"),
    ],
)
def test_date_in_a_name(stem: str, date: dt.date | None, rest: str) -> None:
    assert date_in_name(stem) == (date, rest)


@given(st.one_of(st.text(), st.text(st.sampled_from("0123456789-:TZ+. ,/ANov"), max_size=30)))
def test_no_text_raises(text: str) -> None:
    moment = parse_date(text, NEW_YORK)
    assert moment is None or moment.tzinfo is NEW_YORK
    judge_date(text, NEW_YORK)
    date_in_name(text)


@given(st.datetimes(dt.datetime(2, 1, 1), dt.datetime(9998, 1, 1), timezones=st.just(dt.UTC)))
def test_what_python_writes_is_read(moment: dt.datetime) -> None:
    assert parse_date(moment.isoformat(), NEW_YORK) == moment
    local = moment.astimezone(NEW_YORK).replace(microsecond=0)
    if local.utcoffset() == local.replace(fold=0).utcoffset() and local.year > 1900:
        assert parse_date(local.replace(tzinfo=None).isoformat(" "), NEW_YORK) == local
