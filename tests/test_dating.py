"""A date that is written is read back: whatever the notation, the line ends and the encoding of a file."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Site

from generator import dating
from generator.articles import parse
from generator.config import Config
from generator.emission import to_the_minute
from generator.model import Article

Make = Callable[[str], Site]
NEW_YORK = ZoneInfo("America/New_York")
CONFIG = Config(title="T", base_url="https://example.org/", timezone="America/New_York")
LATER = "2025-03-04T05:06:07+00:00"
RAW = b"The Headline of the Day\n\nText of the article.\n"

SIDECARS = (
    "section: World\n",
    "section: World",
    "{section: World}\n",
    "{\n  section: World, # why\n  tags: [A, B],\n}\n",
    "{}\n",
    "{date: , section: World}",
    "{date, section: World}",
    "{section: World, 'slug': ''}",
    "  section: World\n  tags:\n  - A\n",
    "---\nsection: World\n",
    "section: World\n...\n",
    "---\nsection: World\n...\n# end\n",
    "%YAML 1.1\n---\nsection: World\n",
    "--- {section: World}\n",
    "date:\n",
    "date: # when?\nsection: World\n",
    "date: ~\nslug: null\n",
    'section: World\n"date": ""\n"slug": my-own\n',
    "'slug': my-own\nsection: World\n",
    "? slug\n: my-own\n? section\n: World\n",
    "date: >\n\nsection: World\n",
    "date:\n  ~\nsection: World\n",
    '"d\\u0061te":\nsection: World\n',
    "# Only a remark\n",
    "title: 'Caf\u00e9: \u201cone\u201d'\nextra: {a: 'true', b: true, c: [~, 'x: y'], 'date': ''}\n",
    "summary: |\n  One\n  two\ndateline: >-\n  Paris\n",
)
FRONTS = (
    *(
        f"---\n{each.rstrip()}\n---\n"
        for each in SIDECARS
        if not each.startswith(("---", "%")) and "..." not in each
    ),
    "---\n---\n",
    "---\ntitle: B\n...\n",
    "+++\n+++\n",
    "+++\ntitle = 'B'\n+++\n",
    "+++\ndate = ''\ntitle = 'B'\n+++\n",
    '+++\n"date" = ""  # when?\ndraft = false\n[extra]\ndate = ""\nn = 1\n+++\n',
    '+++\ntitle = "B"\ndate = """\n"""\n[extra]\ndeep = { a = true, b = [1, 2] }\n+++\n',
    "",
)  # fmt: skip
LINE_ENDS = ("\n", "\r\n", "\r", "\u0085", "\u2028")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2060, 1, 1)) | st.sampled_from(
    (dt.datetime(2024, 11, 3, 5, 30), dt.datetime(2024, 11, 3, 6, 30), dt.datetime(2024, 3, 10, 7, 30))
)


def encoded(text: str, line_end: str, encoding: str) -> bytes:
    """The text in an encoding; in UTF-8 where the encoding lacks a character."""
    text = text.replace("\n", line_end)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


def article(source: str, slug: str) -> Article:
    """An article that was dated now, as the build hands it over."""
    found = parse("a.md", b"# A\n\nText.\n", None, CONFIG).article
    assert found is not None
    moment = dt.datetime(2024, 12, 1, 7, tzinfo=NEW_YORK)
    return msgspec.structs.replace(found, source=source, slug=slug, date=moment)


def read(root: Path, path: str) -> Article | None:
    beside = next((each for each in root.iterdir() if each.suffix.lower() in (".yaml", ".yml")), None)
    sidecar = (beside.name, beside.read_bytes()) if beside else None
    return parse(path, (root / path).read_bytes(), sidecar, CONFIG).article


def check(root: Path, path: str, moment: dt.datetime) -> None:
    """Date an article; nothing but its date may change, and no second date is written."""
    before = read(root, path)
    if before is None or before.date:
        return
    local = moment.replace(second=0, microsecond=0, tzinfo=dt.UTC).astimezone(NEW_YORK)
    dated = msgspec.structs.replace(before, date=local)
    assert dating.write_date(root, dated) is None
    after = read(root, path)
    assert after is not None
    assert after.date is not None
    assert after.date.timestamp() == local.timestamp()
    assert after.slug == before.slug
    assert msgspec.structs.replace(after, date=None) == before
    once = {each.name: each.read_bytes() for each in root.iterdir()}
    assert dating.write_date(root, dated) is None
    assert {each.name: each.read_bytes() for each in root.iterdir()} == once
    if path.endswith(".txt"):
        (root / path).write_bytes(b"Another Headline\n\nText of the article.\n")
        renamed = read(root, path)
        assert renamed is not None
        assert renamed.slug == before.slug


@settings(max_examples=250)
@given(
    st.sampled_from(SIDECARS),
    st.sampled_from(LINE_ENDS),
    st.sampled_from(ENCODINGS),
    st.sampled_from(("a.yaml", "a.yml", "a.YAML", "a.Yml")),
    MOMENTS,
)
def test_any_sidecar_is_dated(text: str, end: str, encoding: str, name: str, moment: dt.datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_bytes(RAW)
        (Path(folder) / name).write_bytes(encoded(text, end, encoding))
        check(Path(folder), "a.txt", moment)
        assert len(list(Path(folder).iterdir())) == 2


@settings(max_examples=250)
@given(st.sampled_from(FRONTS), st.sampled_from(LINE_ENDS), st.sampled_from(ENCODINGS), MOMENTS)
def test_any_front_matter_is_dated(front: str, end: str, encoding: str, moment: dt.datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = f"{front}# A Headline\n\nThe caf\u00e9 of the town.\n\n---\n\ndate:\n"
        (Path(folder) / "a.md").write_bytes(encoded(text, end, encoding))
        check(Path(folder), "a.md", moment)


@pytest.mark.parametrize("text", SIDECARS)
def test_every_sidecar_of_the_list_is_an_article(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert read(tmp_path, "a.txt")


@pytest.mark.parametrize("front", FRONTS)
def test_every_front_matter_of_the_list_is_an_article(front: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{front}# A\n\nText.\n", encoding="utf-8")
    assert read(tmp_path, "a.md")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{section: World}\n", '{date: "2024-12-01 07:00", slug: "s", section: World}\n'),
        ("  # why\n  tags: [A]\n", "  # why\n  date: 2024-12-01 07:00\n  slug: s\n  tags: [A]\n"),
        ("tags: [A]\ndate: # when\n", "slug: s\ntags: [A]\ndate: 2024-12-01 07:00 # when\n"),
        ("tags: [A]\r\n", "date: 2024-12-01 07:00\r\nslug: s\r\ntags: [A]\r\n"),
        ('"slug": s\ntags: [A]\n...\n', 'date: 2024-12-01 07:00\n"slug": s\ntags: [A]\n...\n'),
    ],
)
def test_the_rest_of_a_sidecar_stays_as_it_is(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(before.encode())
    dated = article("a.txt", "s")
    assert dating.write_date(tmp_path, dated) is None
    assert (tmp_path / "a.yaml").read_bytes() == after.encode()


def test_letters_of_windows_1252_keep_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: Caf\xe9\x85\n---\nText.\n")
    dated = article("a.md", "a")
    assert dating.write_date(tmp_path, dated) is None
    expected = b"---\ndate: 2024-12-01 07:00\ntitle: Caf\xe9\x85\n---\nText.\n"
    assert (tmp_path / "a.md").read_bytes() == expected


def test_a_slug_that_yaml_reads_as_nothing_is_quoted(tmp_path: Path) -> None:
    dated = article("a.txt", "null")
    assert dating.write_date(tmp_path, dated) is None
    assert (tmp_path / "a.yaml").read_text() == 'date: 2024-12-01 07:00\nslug: "null"\n'


@pytest.mark.parametrize(
    "data", [b"tags: [A\n", b"- a\n", b"date: soon\n", b"date: 2001-01-01\n", b"\x89PNG"]
)
def test_what_would_not_be_read_is_not_written(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    dated = article("a.txt", "s")
    problem = dating.write_date(tmp_path, dated)
    assert problem is not None
    assert problem.rule == "no-date"
    assert (tmp_path / "a.yaml").read_bytes() == data


def test_fields_too_long_for_a_date_are_left_alone(tmp_path: Path) -> None:
    data = f"---\nsummary: {'a' * (64 * 1024 - 12)}\n---\n# A\n\nText.\n".encode()
    (tmp_path / "a.md").write_bytes(data)
    undated = read(tmp_path, "a.md")
    assert undated is not None
    moment = to_the_minute(dt.datetime(2024, 12, 1, tzinfo=dt.UTC), ZoneInfo("UTC"))
    dated = msgspec.structs.replace(undated, date=moment)
    assert dating.write_date(tmp_path, dated) is not None
    assert (tmp_path / "a.md").read_bytes() == data


@pytest.mark.parametrize(
    ("moment", "text"),
    [("05:30", "2024-11-03 01:30"), ("06:30", "2024-11-03 01:30-05:00"), ("07:30", "2024-11-03 02:30")],
)
def test_the_hour_that_occurs_twice_has_its_offset(moment: str, text: str, make: Make) -> None:
    here = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\ntimezone: America/New_York\n"
        "-- content/world/a.txt --\nThe Headline of the Day\n\nText.\n"
    )
    first = here.build(now=f"2024-11-03T{moment}:00+00:00")
    assert (here.root / "content/world/a.yaml").read_text().startswith(f"date: {text}\n")
    again = here.build(now=LATER, frozen=True)
    assert again.report.exit_code == 0
    assert again.files == first.files
