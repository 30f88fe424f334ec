"""The raw text reader: whole articles as fixture pairs, then each decision by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model import Caption, Manuscript, Severity
from generator.readers.encoding import decode
from generator.readers.text.reader import read_text

FIXTURES = Path(__file__).parent / "fixtures" / "text"
LONG = "This paragraph is long enough that nobody takes it for anything else than the text of an article."


def outcome(data: bytes) -> dict[str, Any]:
    """What a reader makes of a file, as the expected files write it down."""
    text, problems = decode(data, "a.txt")
    story = read_text("a.txt", text)
    found: dict[str, Any] = {"title": story.title}
    if story.caption:
        found["caption"] = story.caption.text
        found["credit"] = story.caption.credit
    for field in ("authors", "dateline", "tags"):
        if value := getattr(story, field):
            found[field] = list(value) if isinstance(value, tuple) else value
    found["problems"] = [f"{p.line} {p.severity} {p.rule}" for p in (*problems, *story.problems)]
    found["body"] = "".join(map(str, story.body))
    return found


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.txt")))
def test_fixture(name: str) -> None:
    expected = yaml.safe_load((FIXTURES / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    assert outcome((FIXTURES / f"{name}.txt").read_bytes()) == expected


def story(*blocks: str) -> Manuscript:
    return read_text("a.txt", "\n\n".join(blocks))


def rules(manuscript: Manuscript) -> list[tuple[int, str, Severity]]:
    return [(problem.line, problem.rule, problem.severity) for problem in manuscript.problems]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("“Ukraine’s Future”", "Ukraine’s Future"),
        ("«Новини»", "Новини"),
        ("„Heute“", "Heute"),
        ("»Heute«", "Heute"),
        ("‚Heute‘", "Heute"),
        ("‘Ukraine’s future’", "Ukraine’s future"),
        ('"Straight"', "Straight"),
        ("'It's straight'", "It's straight"),
        ("‹Léger›", "Léger"),
        ("「見出し」", "見出し"),
        ("『見出し』", "見出し"),
        ("“He said “x” again”", "He said “x” again"),
        ("“A” and “B”", "“A” and “B”"),
        ('"A" and "B"', '"A" and "B"'),
        ("‘A’ and ‘B’", "‘A’ and ‘B’"),
        ("“Half open", "“Half open"),
        ("’90s Rome, says ‘Rome’", "’90s Rome, says ‘Rome’"),
        ("# Not *Markdown* <b>", "# Not *Markdown* <b>"),
    ],
)
def test_quotation_marks_go_when_they_enclose_all_of_the_headline(line: str, title: str) -> None:
    assert story(line, LONG).title == title


@pytest.mark.parametrize(
    ("block", "caption"),
    [
        ("A crane. (Susan Walsh/AP)", Caption("A crane.", "Susan Walsh/AP")),
        ("A crane (Photo by Jo Ray/Getty Images)", Caption("A crane", "Jo Ray/Getty Images")),
        ("A crane [Image: NASA]", Caption("A crane", "NASA")),
        ("A crane (Reuters)", Caption("A crane", "Reuters")),
        ("A crane (AP Photo/Jo Ray)", Caption("A crane", "AP Photo/Jo Ray")),
        ("A crane (Courtesy of the port)", Caption("A crane", "Courtesy of the port")),
        ("A crane (Getty Images).", Caption("A crane.", "Getty Images")),
        ("A crane. Photo: Jo Ray", Caption("A crane.", "Jo Ray")),
        ("A crane. Foto: Jo Ray/dpa", Caption("A crane.", "Jo Ray/dpa")),
        ("A crane in\nthe port. (Jo Ray/AP)", Caption("A crane in the port.", "Jo Ray/AP")),
        ("Photo: Jo Ray", Caption("", "Jo Ray")),
        ("A crane © Jo Ray / AFP", Caption("A crane", "Jo Ray / AFP")),
        ("It was measured in miles (km/h)", None),
        ("Ask the guide (he/him)", None),
        ("It happened that season (2023/24)", None),
        ("He works for the Press Association (PA)", None),
        ("It was quoted from a wire (AP).", None),
        ("It was long ago (in 1999)", None),
        ("(Reporting by Jo Ray; Editing by Al Roe/Reuters)", None),
    ],
)
def test_a_caption_ends_in_a_credit(block: str, caption: Caption | None) -> None:
    found = story("Headline", block, LONG)
    assert found.caption == caption
    assert ("crane" in str(found.body)) is False
    assert str(found.body).count("<p>") == (1 if caption else 2)


def test_without_text_below_it_a_caption_is_text() -> None:
    found = story("Headline", "A crane. (Susan Walsh/AP)", "#Ports")
    assert found.caption is None
    assert found.body == ("<p>A crane. (Susan Walsh/AP)</p>\n",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Al Roe and Jo Ray", ("Jane Doe", "Al Roe", "Jo Ray")),
        ("BY JANE O’BRIEN AND J.D. MCCOY", ("Jane O’Brien", "J.D. McCoy")),
        ("By JANE DOE, Political Editor", ("Jane Doe",)),
        ("By Jane Doe in Kyiv and John Roe in Moscow", ("Jane Doe", "John Roe")),
        ("By Reuters, Reuters", ("Reuters",)),
        ("By Jane Doe, Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Kyiv, Kyiv, Odesa", ()),
        ("By Ludwig van Beethoven", ("Ludwig van Beethoven",)),
        ("By The Associated Press", ("The Associated Press",)),
        ("Автор: Іван Франчук", ("Іван Франчук",)),
        ("By dawn the town was quiet", ()),
        ("By Dawn", ()),
        ("By Monday, the town was quiet.", ()),
    ],
)
def test_a_byline_names_the_authors(line: str, authors: tuple[str, ...]) -> None:
    found = story("Headline", line, LONG)
    assert found.authors == authors
    assert (line in str(found.body)) is not bool(authors)


def test_what_a_byline_says_beside_the_names_is_reported() -> None:
    found = story("Headline", "By Jane Doe, Political Editor | The Post", LONG)
    assert rules(found) == [(3, "byline", Severity.NOTE)]
    assert "Political Editor" in found.problems[0].message and "The Post" in found.problems[0].message


def test_where_an_author_wrote_is_reported() -> None:
    found = story("Headline", "By Jane Doe in Kyiv and John Roe in Moscow", LONG)
    assert "in Kyiv, in Moscow" in found.problems[0].message


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_byline_and_caption_come_in_either_order(order: tuple[int, int]) -> None:
    head = ("By Jane Doe", "A crane. (Jo Ray/AP)")
    found = story("Headline", *(head[i] for i in order), LONG)
    assert (found.authors, found.caption) == (("Jane Doe",), Caption("A crane.", "Jo Ray/AP"))


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("KYIV, Nov. 11 (Reuters) — ", "KYIV, Nov. 11 (Reuters)"),
        ("KYIV, Ukraine (AP) -- ", "KYIV, Ukraine (AP)"),
        ("WASHINGTON/KYIV, November 11, 2024 (AFP) - ", "WASHINGTON/KYIV, November 11, 2024 (AFP)"),
        ("Paris (AFP) – ", "Paris (AFP)"),
        ("LONDON — ", "LONDON"),
        ("ST. PETERSBURG, Fla. — ", "ST. PETERSBURG, Fla."),
        ("Trump — ", ""),
        ("NATO — ", ""),
        ("COVID-19 — ", ""),
        ("BREAKING NEWS - ", ""),
    ],
)
def test_a_dateline_is_taken_only_when_certain(opening: str, dateline: str) -> None:
    found = story("Headline", opening + LONG)
    assert found.dateline == dateline
    assert found.body == (f"<p>{'' if dateline else opening}{LONG}</p>\n",)


def test_a_dash_inside_the_sentence_is_no_dateline() -> None:
    assert story("Headline", "PARLIAMENT — the upper house of it — met.").dateline == ""


def test_a_dateline_may_stand_alone() -> None:
    found = story("Headline", "LONDON (Reuters)", LONG)
    assert (found.dateline, found.caption) == ("LONDON (Reuters)", None)


@pytest.mark.parametrize(
    ("hashtag", "label"),
    [
        ("#TrumpPutinTalks", "Trump Putin Talks"),
        ("#PeaceInEurope", "Peace in Europe"),
        ("#TheUSAndChina", "The US and China"),
        ("#G7Summit", "G7 Summit"),
        ("#NATO", "NATO"),
        ("#COVID19", "COVID19"),
        ("#USElection2024", "US Election 2024"),
        ("#5GRollout", "5G Rollout"),
        ("#2024Budget", "2024 Budget"),
        ("#NGOsInUkraine", "NGOs in Ukraine"),
        ("#iPhone", "iPhone"),
        ("#YouTube", "YouTube"),
        ("#McDonald", "McDonald"),
        ("#climate_change", "climate change"),
        ("#Covid-19", "Covid-19"),
        ("#C++", "C++"),
        ("#Україна", "Україна"),
        ("#ЄвропейськийСоюз", "Європейський Союз"),
        ("#日本", "日本"),
        ("＃日本", "日本"),
        ("\u200e#Kyiv,", "Kyiv"),
    ],
)
def test_a_hashtag_reads_as_words(hashtag: str, label: str) -> None:
    assert story("Headline", LONG, hashtag).tags == (label,)


def test_hashtags_come_once_from_every_line_of_them() -> None:
    found = story("Headline", LONG, "#Kyiv #War", "#kyiv#Peace")
    assert found.tags == ("Kyiv", "War", "Peace")


@pytest.mark.parametrize("line", ["#MeToo was the subject.", "#1", "###", "Vote #1 #2"])
def test_a_line_of_more_than_hashtags_is_text(line: str) -> None:
    found = story("Headline", LONG, line, LONG)
    assert found.tags == ()
    assert line in str(found.body) or line == "###"


def test_leftovers_are_reported_with_their_lines() -> None:
    found = story("Headline", LONG, "#Kyiv", "Join Now\nRead more…", "...")
    assert rules(found) == [(n, "leftover", Severity.NOTE) for n in (7, 8, 10)]
    assert found.body == (f"<p>{LONG}</p>\n",)


def test_only_short_lines_without_end_punctuation_are_leftovers() -> None:
    found = story("Headline", LONG, "#Kyiv", "One two three four five six seven", "The end.", "Join Now")
    assert str(found.body).count("<p>") == 3
    assert rules(found) == [(7, "text-after-tags", Severity.WARNING), (11, "leftover", Severity.NOTE)]


def test_hashtags_above_the_text_have_no_leftovers() -> None:
    found = story("Headline", "#Poems", "Short line", "Another line")
    assert str(found.body).count("<p>") == 2
    assert found.problems == ()


def test_without_hashtags_a_short_ending_is_kept_with_a_warning() -> None:
    found = story("Headline", LONG, "WhatsApp Group Join Now")
    assert rules(found) == [(5, "possible-leftover", Severity.WARNING)]
    assert "Join Now" in str(found.body)


def test_boilerplate_goes_wherever_it_stands() -> None:
    text = f"Advertisement\nHeadline\n\n{LONG}\n\n  ADVERTISEMENT \n\nAdvertisement works. {LONG}"
    found = read_text("a.txt", text, (re.compile("advertisement", re.IGNORECASE),))
    assert found.title == "Headline"
    assert [(p.line, p.column, p.rule) for p in found.problems] == [(1, 1, "leftover"), (6, 3, "leftover")]
    assert str(found.body).count("<p>") == 2


def test_no_headline_is_an_error() -> None:
    assert rules(story("***", LONG)) == [(1, "no-headline", Severity.ERROR)]
    assert (1, "no-headline", Severity.ERROR) in rules(story("\n"))


def test_nothing_below_the_headline_is_a_warning() -> None:
    assert rules(story("Headline", "#Tag")) == [(1, "no-body", Severity.WARNING)]


def test_a_paragraph_as_headline_is_doubtful() -> None:
    assert rules(story(LONG * 3, LONG)) == [(1, "doubtful-headline", Severity.WARNING)]
    assert rules(story("#One #Two", LONG)) == [(1, "doubtful-headline", Severity.WARNING)]


def test_no_character_is_markup() -> None:
    block = '<script>alert(1)</script> &amp; *a* _b_ `c` [d](e) 5 < 6 "q" {{ x }}'
    (body,) = story("Headline", block + LONG).body
    assert str(body).startswith(
        '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; *a* _b_ `c` [d](e) 5 &lt; 6 "q" {{ x }}'
    )


def test_one_dash_or_number_is_no_list() -> None:
    assert str(story("Headline", LONG, "- Well.", LONG).body).count("<p>- Well.</p>") == 1
    assert "<p>7. Seventh.</p>" in str(story("Headline", LONG, "7. Seventh.", LONG).body)
    assert '<ol start="7">' in str(story("Headline", LONG, "7. Seventh.\n8) Eighth.", LONG).body)


def test_short_lines_in_wrapped_text_stay_apart() -> None:
    prose = "The council voted on Thursday evening to keep the night bus for at\nleast another year."
    found = story("Headline", prose, prose, "Roses are red\nViolets are blue\nThe end of the song.")
    assert str(found.body).count("<p>") == 5


def test_more_than_half_is_no_quotation() -> None:
    assert (
        "<p>&gt;50% of voters stayed at home.</p>"
        in story("Headline", ">50% of voters stayed at home.").body[0]
    )


def test_opening_and_words() -> None:
    found = story("Headline", "Short.", LONG * 4, "Not in it.", "三文字の文章です。")
    assert found.opening == f"Short. {LONG * 4}"
    assert found.words == 1 + 4 * 18 - 3 + 3 + 4


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(codec: str, end: str) -> None:
    text = f"“Café”\n\nBy Jane Doe\n\n{LONG}\n– 5 €\n\n#Café\n\nJoin now\n"
    found, _ = decode(text.replace("\n", end).encode(codec), "a.txt")
    assert read_text("a.txt", found) == read_text("a.txt", text)
