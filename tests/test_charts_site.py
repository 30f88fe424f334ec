"""Charts in articles: picture, numbers and the way to the data; and what is said where something is amiss."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from sites import Result, Site, site

import generator.stock.site
from generator.model import Severity

PAGE = "2024/11/tides/index.html"
TIDES = """
-- content/news/levels.csv --
Year,Mole,Quay <b>Ward</b>
2019,1.5,2
2020,2.5,1000
2021,3,
-- content/news/tides.md --
---
title: Tides
date: 2024-11-11
---
Before "it".

```chart
data: levels.csv
type: line
title: The "quay" & the mole
subtitle: In metres
credit: Harbour Office
note: Without the flood
```

After it.
"""


def built(tmp_path: Path, text: str = TIDES, config: str = "", **options: object) -> Result:
    made = site(tmp_path, text)
    if config:
        made.write(f"-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n{config}")
    return made.build(**options)


def pictures(result: Result, folder: str = "2024/11/tides") -> list[str]:
    return sorted(
        path for path in result.files if path.startswith(f"{folder}/chart.") and path.endswith(".svg")
    )


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_a_block_becomes_a_figure_between_the_paragraphs(tmp_path: Path, engine: str) -> None:
    result = built(tmp_path, config=f"markdown: {{engine: {engine}}}\n")
    assert result.rules == []
    assert [node.tag for node in result.html(PAGE).css(".prose > *")] == ["p", "figure", "p"]
    assert result.texts(PAGE, ".chart-title") == ["The “quay” & the mole"]
    assert result.texts(PAGE, ".chart-subtitle") == ["In metres"]
    assert result.texts(PAGE, ".chart-note") == ["Without the flood"]
    assert result.texts(PAGE, ".chart-source") == ["Source: Harbour Office Get the data (CSV)"]


def test_only_a_page_with_a_chart_loads_their_style_sheet(tmp_path: Path) -> None:
    result = built(tmp_path)
    assert [path for path in result.pages if "charts." in result.text(path).partition("</head>")[0]] == [PAGE]


def test_each_width_has_a_picture_of_its_own_in_its_own_size(tmp_path: Path) -> None:
    result = built(tmp_path)
    image, narrow = result.html(PAGE).css_first(".chart img"), result.html(PAGE).css_first(".chart source")
    assert image and narrow
    shown = [str(image.attributes["src"]), str(narrow.attributes["srcset"])]
    assert sorted(url.lstrip("/") for url in shown) == pictures(result)
    for url, node in zip(shown, (image, narrow), strict=True):
        root = ElementTree.fromstring(result.text(url.lstrip("/")))
        assert (root.get("width"), root.get("height")) == (
            node.attributes["width"],
            node.attributes["height"],
        )
        assert root.findtext("{http://www.w3.org/2000/svg}title") == "The “quay” & the mole"
    told = "Line chart: The “quay” & the mole. Mole 1.5 (2019) – 3.0 (2021); Quay <b>Ward</b> 2.0 (2019)"
    assert (image.attributes["alt"] or "").startswith(told)


def test_the_numbers_stand_in_a_table_that_says_what_they_are(tmp_path: Path) -> None:
    result = built(tmp_path)
    assert result.texts(PAGE, "details caption") == ["The “quay” & the mole"]
    assert result.texts(PAGE, "details th[scope=col]") == ["Year", "Mole", "Quay <b>Ward</b>"]
    assert result.texts(PAGE, "details th[scope=row]") == ["2019", "2020", "2021"]
    assert result.texts(PAGE, "details td") == ["1.5", "2", "2.5", "1,000", "3", ""]
    assert "<b>Ward</b>" not in result.text(PAGE)


def test_a_long_table_is_cut_and_the_file_has_all_of_it(tmp_path: Path) -> None:
    rows = "".join(f"{1000 + number},{number}\n" for number in range(1200))
    result = built(tmp_path, TIDES.replace("2019,1.5,2\n2020,2.5,1000\n2021,3,\n", rows))
    assert len(result.html(PAGE).css("details tbody tr")) == 50
    assert "The first 50 of 1,200 rows. The file has all of them." in result.texts(PAGE, ".chart-note")
    assert result.text("media/news/levels.csv").count("\n") == 1201


def test_the_data_is_published_as_it_is(tmp_path: Path) -> None:
    data = "Jahr;Höhe\r\n2019;1,5\r\n2020;2,5\r\n".encode("cp1252")
    made = site(tmp_path, TIDES).put("content/news/levels.csv", data)
    result = made.build()
    assert (result.output / "media/news/levels.csv").read_bytes() == data
    assert result.links(PAGE, ".chart a") == ["/media/news/levels.csv"]
    assert result.ruled(Severity.WARNING) == {("content/news/levels.csv", "guessed-encoding")}


def test_everything_stands_below_the_base_path(tmp_path: Path) -> None:
    result = built(tmp_path, base_url="https://example.org/paper/")
    image = result.html(PAGE).css_first(".chart img")
    assert image and (image.attributes["src"] or "").startswith("/paper/2024/11/tides/chart.")
    assert result.links(PAGE, ".chart a") == ["/paper/media/news/levels.csv"]


def test_a_feed_has_the_picture_and_the_way_to_the_data(tmp_path: Path) -> None:
    result = built(tmp_path)
    content = result.feed().entries[0].content[0].value
    wide = max(pictures(result), key=lambda path: 'width="640"' in result.text(path))
    assert f' src="https://example.org/{wide}"' in content
    assert '<a href="https://example.org/media/news/levels.csv">' in content


def test_raw_text_has_its_chart_in_the_sidecar(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        """
        -- content/news/tides.txt --
        Tides

        The text.
        -- content/news/tides.yaml --
        date: 2024-11-11
        chart:
          - {data: levels.csv, type: column, title: One}
          - levels.csv
        -- content/news/levels.csv --
        A,B
        x,1
        """,
    )
    assert result.rules == []
    assert [node.tag for node in result.html(PAGE).css(".prose > *")] == ["figure", "figure", "p"]
    assert len(pictures(result)) == 4


def test_a_live_entry_and_a_plain_page_have_charts_too(tmp_path: Path) -> None:
    block = "\n```chart\ndata: /media/a.csv\ntitle: {}\n```\n"
    made = site(tmp_path, "-- content/media/a.csv --\nA,B\nx,1\n")
    made.write("-- content/pages/about.md --\n---\ntitle: About\n---\n" + block.format("On a page"))
    live = "---\ntitle: Tides\ndate: 2024-11-11 09:00\nlive: true\n---\n## 10:00 Now\n" + block.format("Live")
    result = made.write(f"-- content/news/tides.md --\n{live}").build()
    assert result.texts(PAGE, ".chart-title") == ["Live"]
    assert result.texts("about/index.html", ".chart-title") == ["On a page"]
    assert len(pictures(result)) == len(pictures(result, "about")) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "rule", "severity"),
    [
        ("type: line", "type: lines", 9, 7, "unknown-chart", Severity.ERROR),
        ("type: line", "tpye: line", 9, 1, "unknown-field", Severity.WARNING),
        ("type: line", "y: [Mole, Quai]", 9, 11, "unknown-column", Severity.WARNING),
        ("type: line", "highlight: Nobody", 9, 12, "unknown-highlight", Severity.WARNING),
        ("type: line", "stacked: true", 9, 10, "not-stacked", Severity.WARNING),
        ("type: line", "min: high", 9, 6, "wrong-type", Severity.ERROR),
        ("type: line", "min: 1e999", 9, 6, "wrong-type", Severity.ERROR),
        ("type: line", "decimal: both", 9, 10, "wrong-type", Severity.ERROR),
        ("type: line", "type: [", 9, 7, "yaml-syntax", Severity.ERROR),
        ("data: levels.csv", "data: levls.csv", 8, 1, "missing-table", Severity.WARNING),
        ("data: levels.csv", "data: ../../../x.csv", 8, 1, "path-outside-site", Severity.ERROR),
        ("data: levels.csv", "data: tides.md", 8, 1, "missing-table", Severity.WARNING),
        ("data: levels.csv\n", "", 8, 1, "missing-field", Severity.ERROR),
    ],
)
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, line: int, column: int, rule: str, severity: Severity
) -> None:
    result = built(tmp_path, TIDES.replace(old, new))
    found = [(each.line, each.column, each.rule, each.severity) for each in result.report.problems]
    assert found == [(line, column, rule, severity)]
    assert result.report.published == (severity is not Severity.ERROR)


def test_how_a_table_writes_numbers_can_be_said(tmp_path: Path) -> None:
    """`1,234` is a thousand, or a little more than one."""
    text = TIDES.replace("2.5,1000", '"2,500",1000')
    cells = [
        built(tmp_path / word, text.replace("type: line", f"decimal: {word}")).texts(PAGE, ".chart td")
        for word in ("point", "comma")
    ]
    assert "2,500" in cells[0]
    assert "2.500" in cells[1]


def test_without_its_columns_a_chart_still_shows_its_words_its_table_and_its_data(tmp_path: Path) -> None:
    result = built(tmp_path, TIDES.replace("type: line", "y: Quai"))
    assert result.texts(PAGE, ".chart-title") == ["The “quay” & the mole"]
    assert not result.html(PAGE).css(".chart img")
    assert result.html(PAGE).css("details[open] table")
    assert result.links(PAGE, ".chart a") == ["/media/news/levels.csv"]
    assert pictures(result) == []


def test_a_wrong_cell_is_told_once_however_many_articles_show_it(tmp_path: Path) -> None:
    text = TIDES.replace("2.5,1000", "two,1000")
    other = text.split("-- content/news/tides.md --")[1].replace("title: Tides", "title: Others")
    result = built(tmp_path, f"{text}-- content/news/others.md --{other}")
    assert [rule for rule in result.rules if rule[2] == "not-a-number"] == [
        ("content/news/levels.csv", 3, "not-a-number")
    ]
    assert len(pictures(result)) == 2


def test_without_the_extra_nothing_is_lost_but_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.stock.site, "find_spec", lambda _: None)
    result = built(tmp_path)
    assert result.rules == [("content/news/tides.md", 8, "chart-not-drawn")]
    assert "broadsheet[charts]" in str(result.report.problems[0])
    assert result.report.published
    assert not result.html(PAGE).css(".chart img")
    assert result.texts(PAGE, "details[open] th[scope=row]") == ["2019", "2020", "2021"]
    assert result.links(PAGE, ".chart a") == ["/media/news/levels.csv"]


def test_of_a_withheld_article_neither_chart_nor_data_are_published(tmp_path: Path) -> None:
    result = built(tmp_path, TIDES.replace("title: Tides", "title: Tides\ndraft: true"))
    assert [path for path in result.files if path.endswith((".svg", ".csv")) and "favicon" not in path] == []


def test_an_edited_table_makes_again_the_pages_that_show_it_and_no_others(tmp_path: Path) -> None:
    made = site(tmp_path, TIDES).write(
        "-- content/news/b.md --\n---\ntitle: B\ndate: 2024-11-12\n---\nText.\n"
    )
    before = pictures(made.build())
    assert made.build().report.written == ()
    made.put("content/news/levels.csv", b"Year,Mole\n2019,1\n2020,9\n")
    after = made.build()
    assert set(before).isdisjoint(pictures(after))
    assert {path for path in after.report.written if path.endswith(".html")} == {PAGE}
    assert_clean(made, after)


def assert_clean(made: Site, result: Result) -> None:
    """An incremental build has left what a clean one makes."""
    clean = made.build(output="clean", clean=True)
    assert clean.files == result.files
    assert clean.rules == result.rules


def test_words_of_a_chart_are_those_of_its_language(tmp_path: Path) -> None:
    text = TIDES.replace("title: Tides", "title: Tides\nlanguage: de\nslug: tides").replace("1.5", "1,5")
    result = built(
        tmp_path, text.replace("2019,1,5,2", '2019,"1,5",2'), config="languages: {de: {title: Zeitung}}\n"
    )
    page = "de/2024/11/tides/index.html"
    assert result.texts(page, ".chart-source") == ["Quelle: Harbour Office Daten herunterladen (CSV)"]
    image = result.html(page).css_first(".chart img")
    assert image and (image.attributes["alt"] or "").startswith("Liniendiagramm: ")
