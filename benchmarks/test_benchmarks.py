"""Tests of the benchmark's own parts: `pytest benchmarks`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import census, corpus, growth, measure, plan
from benchmarks.forms import FORMS

ARTICLES = 1000
FACTS = list(plan.articles(ARTICLES))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(ARTICLES, folder, FORMS["broadsheet"])
    return read(folder)


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}


def test_every_article_has_a_file_of_3_to_5_kilobytes(texts: dict[str, str]) -> None:
    assert len(texts) == ARTICLES
    assert all(3000 <= len(text.encode()) <= 5000 for text in texts.values())


def test_no_file_name_ends_in_a_digit(texts: dict[str, str]) -> None:
    assert not [path for path in texts if path.removesuffix(".md")[-1].isdigit()]


def test_the_same_call_writes_the_same_bytes(texts: dict[str, str], tmp_path: Path) -> None:
    corpus.write(ARTICLES, tmp_path, FORMS["broadsheet"])
    assert read(tmp_path) == texts


def test_the_corpus_spans_ten_years_8_sections_and_40_authors() -> None:
    assert {item.date.year for item in FACTS} == set(range(2015, 2025))
    assert len({item.section for item in FACTS}) == 8
    assert len({name for item in FACTS for name in item.authors}) == 40


def test_tags_are_400_and_none_is_on_more_than_a_tenth() -> None:
    counts = Counter(label for item in FACTS for label in item.tags)
    assert len(set(plan.tags())) == 400
    assert max(counts.values()) <= ARTICLES / 10
    assert counts[plan.tags()[0]] > 5 * counts[plan.tags()[-1]]


def test_headlines_are_unique_and_dates_rise() -> None:
    assert len({item.slug for item in FACTS}) == ARTICLES
    assert [item.date for item in FACTS] == sorted(item.date for item in FACTS)


def test_the_newcomer_is_the_newest_in_a_month_that_is_there() -> None:
    newcomer = plan.newcomer(ARTICLES)
    assert newcomer.date > FACTS[-1].date
    assert (newcomer.date.year, newcomer.date.month) == (FACTS[-1].date.year, FACTS[-1].date.month)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("2024/11/a-story/index.html", "article"),
        ("tags/rail/index.html", "tag"),
        ("tags/rail/2024/11/index.html", "tag, by year"),
        ("tags/rail/page/3/index.html", "tag, by year"),
        ("2024/11/index.html", "archive by year and month"),
        ("archive/page/2/index.html", "archive by year and month"),
        ("world/index.html", "section"),
        ("world/2024/index.html", "section, by year"),
        ("tags/index.html", "tag index, archive, 404, home"),
        ("tags/rail/feed.xml", "feed of a tag"),
        ("world/feed.xml", "feed of a section"),
        ("site.css", census.OTHER),
    ],
)
def test_kinds_of_pages(path: str, kind: str) -> None:
    assert census.kind_of(path) == kind


def test_differences_are_found_above_one_percent() -> None:
    kinds = (*census.KINDS, census.FEED_ITEM)
    one = {kind: census.Count(1000, 1) for kind in kinds}
    near = one | {"tag": census.Count(991, 1)}
    far = one | {"tag": census.Count(980, 1)}
    assert census.differences({"a": one, "b": near}) == []
    assert census.differences({"a": one, "b": far}) == ["tag: a 1000, b 980"]


def test_changed_files_are_new_gone_or_of_other_bytes(tmp_path: Path) -> None:
    trees = {"old": {"a": "1", "b": "1", "c": "1"}, "new": {"a": "1", "b": "2", "d": "1"}}
    for folder, files in trees.items():
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text)
    assert growth.changed(tmp_path / "old", tmp_path / "new") == ["b", "c", "d"]


def test_the_memory_of_all_processes_is_measured(tmp_path: Path) -> None:
    wait = "import time; block = b'x' * 60_000_000; time.sleep(1)"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {wait!r}]); block = None"
    measured = measure.run([sys.executable, "-c", f"block = b'x' * 60_000_000; {both}"], tmp_path)
    assert measured.memory > 60
    assert measured.tree > measured.memory + 30


def test_a_failed_command_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(measure.BuildFailed, match="exit code 3: gone"):
        measure.run([sys.executable, "-c", "import sys; print('gone'); sys.exit(3)"], tmp_path)
