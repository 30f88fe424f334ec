"""Tests of the benchmark's own parts: `pytest benchmarks`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import (
    browser,
    census,
    changes,
    corpus,
    document,
    edits,
    growth,
    measure,
    plan,
    processes,
    report,
    sampling,
    saves,
    targets,
    works,
)
from benchmarks.candidates import CANDIDATES
from benchmarks.forms import FORMS
from benchmarks.measure import Measurement
from benchmarks.results import Results

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
        ("tag-years/rail-2024/index.html", "tag, by year"),
        ("section-years/world-2024/index.html", "section, by year"),
        ("archive/2024-11/index.html", "archive by year and month"),
        ("author-years/index.html", census.OTHER),
        ("authors/index.html", census.OTHER),
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
    assert census.differences({"a": one, "b": far}) == ["not the same site, tag: a 1000, b 980"]
    assert census.differences({"a": one, "b": far}, {"b": ("tag",)}) == []


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


@pytest.mark.parametrize("name", sorted(FORMS))
def test_two_edits_leave_an_article_as_it_was_and_spare_its_summary(name: str, tmp_path: Path) -> None:
    form = FORMS[name]
    facts = edits.subject(ARTICLES)
    corpus.write_article(facts, tmp_path, form)
    path = tmp_path / form.path(facts)
    pristine = path.read_text()
    first, second = edits.edit_body(facts, tmp_path, form), edits.edit_body(facts, tmp_path, form)
    assert first != second
    edited = path.read_text()
    assert edited.replace(f" {second}", "") == pristine
    assert edited.split("\n\n")[:3] == pristine.split("\n\n")[:3]
    assert edits.edit_body(facts, tmp_path, form) == first


def test_the_sentence_goes_into_the_last_plain_paragraph() -> None:
    text = "---\na: b\n---\n\nOne.\n\n## Head\n\nTwo.\n\n> Quoted.\n\n- a point\n"
    assert edits.with_sentence(text, "More.") == text.replace("Two.", "Two. More.")


def test_every_edited_article_has_a_plain_paragraph_late_in_its_body() -> None:
    for name, form in FORMS.items():
        for count in (100, 1000, 10_000, 100_000):
            text = corpus.article(edits.subject(count), form)
            place = edits.with_sentence(text, edits.SENTENCES[0]).index(edits.SENTENCES[0])
            assert place > len(text) / 2, name


def test_bytes_and_times_of_changed_files_are_counted(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / name).write_text("old")
    before = changes.take(tmp_path, {})
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    (tmp_path / "c").unlink()
    assert changes.compare(before, changes.take(tmp_path, before)) == (2, 3)


def test_a_file_that_keeps_size_and_time_is_still_read_again(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("old")
    before = changes.take(tmp_path, {})
    page.write_text("new")
    os.utime(page, ns=(before["page"].mtime, before["page"].mtime))
    assert changes.compare(before, changes.take(tmp_path, before)) == (1, 0)


def results(folder: Path, work: str, articles: int, **walls: float) -> Results:
    facts = {"work": work, "articles": articles, "subject": "", "versions": {}}
    found = Results(folder, work, articles, facts)
    for name, wall in walls.items():
        for each in (wall, wall / 2, wall * 2):
            found.add(name.replace("_", "-"), Measurement(each, each, 10, 10, changed=7))
    return found


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    written = results(tmp_path, "body", 10_000, hugo=10, broadsheet=1)
    written.count("hugo", {"article": census.Count(1, 2)})
    read_again = Results.read(tmp_path / "body-10000.json")
    assert (read_again.runs, read_again.pages) == (written.runs, written.pages)
    assert not read_again.current


def test_a_target_is_a_ratio_of_medians(tmp_path: Path) -> None:
    own, other = (targets.Figure(name, "body", 10_000) for name in ("broadsheet", "hugo"))
    target = targets.Target(own, other, 0.06)
    assert target.ratio(tmp_path) is None
    results(tmp_path, "body", 10_000, hugo=10, broadsheet=0.5)
    assert target.ratio(tmp_path) == 0.05


def test_the_table_of_targets_tells_what_is_reached(tmp_path: Path) -> None:
    results(tmp_path, "body", 10_000, hugo=10, broadsheet=0.5, broadsheet_commonmark=0.7)
    lines = [line for line in targets.table(tmp_path).splitlines() if "body, 10,000" in line]
    assert ["| reached" in " ".join(line.split()) for line in lines] == [True, False]
    assert "NOT REACHED" in lines[1]


def test_targets_name_works_and_generators_that_there_are() -> None:
    for target in targets.TARGETS:
        for figure in (target.own, target.other):
            assert figure.work in works.WORKS
            assert CANDIDATES[figure.candidate].limit >= figure.articles


def test_a_build_that_is_told_the_file_is_compared_with_those_that_are_not(tmp_path: Path) -> None:
    results(tmp_path, "body", 1000, hugo=10)
    table = report.times(results(tmp_path, "changed", 1000, broadsheet=1), tmp_path)
    assert "/ hugo" in table and "0.10 |" in table


def test_tables_are_put_between_their_marks() -> None:
    text = "a\n<!-- one -->\nold\n<!-- /one -->\nb\n"
    assert document.filled(text, {"one": "new"}) == "a\n<!-- one -->\n\nnew\n\n<!-- /one -->\nb\n"
    assert document.filled(document.filled(text, {"one": "1"}), {"one": "2"}).count("2") == 1
    with pytest.raises(ValueError, match="two"):
        document.filled(text, {"two": "new"})


def test_the_page_has_a_place_for_every_table() -> None:
    text = document.PAGE.read_text(encoding="utf-8")
    for name in ("machine", "targets", "summary", "details", "pages", "growth", "profile"):
        assert text.count(f"<!-- {name} -->") == text.count(f"<!-- /{name} -->") == 1


@pytest.mark.parametrize(
    ("module", "step"),
    [
        ("readers/frontmatter", "parse"),
        ("readers/markdown/cleaning", "Markdown"),
        ("store/entries", "store"),
        ("pages/article", "compose"),
        ("slugs", None),
    ],
)
def test_modules_belong_to_steps_by_the_longest_beginning(module: str, step: str | None) -> None:
    assert sampling.step_of(module) == step


def test_processor_time_goes_to_the_innermost_step(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "helper.py").write_text(
        "import time\ndef burn():\n end = time.process_time() + 0.1\n while time.process_time() < end: pass\n"
    )
    (tmp_path / "pages" / "home.py").write_text("def run(call):\n call()\n")
    spaces: dict[str, Any] = {}
    for name in ("helper.py", "pages/home.py"):
        exec(compile((tmp_path / name).read_text(), tmp_path / name, "exec"), spaces)
    sampler = sampling.Sampler(tmp_path)
    sampler.start()
    spaces["run"](spaces["burn"])
    sampler.stop()
    assert sampler.steps["compose"] > 0.8 * sum(sampler.steps.values())


def test_the_processor_time_of_children_counts() -> None:
    burn = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {burn!r}]); time.sleep(9)"
    with subprocess.Popen([sys.executable, "-c", parent]) as process:
        try:
            deadline = time.monotonic() + 8
            while processes.seconds([process.pid]) < 0.3 and time.monotonic() < deadline:
                time.sleep(0.05)
            assert processes.seconds([process.pid]) >= 0.3
        finally:
            process.kill()


def test_a_saved_file_takes_the_place_of_the_old_one_and_leaves_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    old = path.stat().st_ino
    before = time.monotonic()
    assert before <= edits.replace(path, "new") <= time.monotonic()
    assert path.read_text() == "new"
    assert path.stat().st_ino != old
    assert list(tmp_path.iterdir()) == [path]


def test_the_sign_that_a_page_is_searched_for_stands_once_in_an_edited_article() -> None:
    text = corpus.article(FACTS[500], FORMS["broadsheet"])
    assert browser.SIGN not in text
    assert edits.with_sentence(text, browser.sign(7)).count("Edition read 7.") == 1


def test_percentiles_lie_between_two_values_where_need_be() -> None:
    assert saves.percentile([float(value) for value in range(101)], 95) == 95
    assert saves.percentile([1.0, 2.0], 50) == 1.5
    assert saves.percentile([3.0], 95) == 3.0


def test_the_table_of_saves_compares_medians_with_hugo(tmp_path: Path) -> None:
    path = tmp_path / "preview.json"
    assert saves.table(path) == "Not measured yet."
    saves.keep(path, 10_000, "hugo", {"milliseconds": [400.0, 200.0, 300.0], "missed": 1, "load": 0.5})
    saves.keep(path, 10_000, "broadsheet", {"milliseconds": [30.0, 60.0, 90.0], "missed": 0, "load": 0.5})
    *_, hugo, own = (re.split(r"\s*\|\s*", row)[1:-1] for row in saves.table(path).splitlines())
    assert hugo == ["10,000 articles, hugo", "3", "300", "390", "400", "1", "0.5", "1.00"]
    assert own == ["10,000 articles, broadsheet", "3", "60", "87", "90", "0", "0.5", "0.20"]
