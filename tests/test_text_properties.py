"""Over generated articles: no word is lost, nothing is markup, and the file's form changes nothing."""

from __future__ import annotations

import html
import re
import textwrap

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.model import Manuscript
from generator.readers.encoding import decode
from generator.readers.text.reader import read_text

WORDS = (
    "the a and Kyiv Paris AP Reuters 11 2024 50% x-y we’re 'tis “so” «так» Україна 日本 (AP) (he/him) (Jo/AP)"
    " By <b> </p> <!-- & &amp; &lt; *bold* _it_ # #Tag #a`b `code` [link](url) > - 1. …"
    " ... — – / : Photo: {{x}} \\ | ~ ✓"
)
PLAIN_WORDS = "the council voted on Thursday to keep night buses running for another year petition"
WORD = st.sampled_from(WORDS.split(" "))
SENTENCE = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
LINE = st.one_of(
    SENTENCE,
    SENTENCE.map(lambda text: f"{text}."),
    SENTENCE.map(lambda text: f"KYIV, Nov. 11 (Reuters) — {text}"),
    SENTENCE.map(lambda text: f"{text} (Susan Walsh/AP)"),
    SENTENCE.map(lambda text: f"{text}. Photo: Jo Ray"),
    SENTENCE.map(lambda text: textwrap.fill(text, 60)),
    SENTENCE.map(lambda text: f"- {text}\n- {text}"),
    SENTENCE.map(lambda text: f"1. {text}\n2. {text}\n   {text}"),
    SENTENCE.map(lambda text: f"> {text}\n>\n> {text}"),
    st.sampled_from(
        [
            "By Jane Doe and JOHN ROE, Political Editor | The Post",
            "By Al Roe, Jo Ray",
            "#TrumpTalks #G7Summit #COVID19",
            "#Україна #日本 #climate_change",
            "Tags: #Storm",
            "WhatsApp Group Join Now\nTelegram Join\n...",
            "ADVERTISEMENT",
            "---",
            "* * *",
            "LONDON (AP)",
        ]
    ),
)
ARTICLE = st.builds(
    lambda headline, blocks, gap: headline + "\n\n" + gap.join(blocks),
    SENTENCE.map(lambda text: f"“{text}”") | LINE,
    st.lists(LINE, max_size=12),
    st.sampled_from(["\n\n", "\n", "\n \n\n"]),
)
BOILERPLATE = (re.compile("ADVERTISEMENT"),)

# The words that only say what the words beside them are.
FORM_WORDS = {"by", "and", "photo", "tags"}


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W_]+", text)} - FORM_WORDS


def plain(body: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", " ", body))


def seen(story: Manuscript) -> str:
    """Everything that the page or the report shows."""
    caption = (story.caption.text, story.caption.credit) if story.caption else ()
    messages = (problem.message for problem in story.problems)
    return "\n".join(
        (
            story.title,
            plain("".join(map(str, story.body))),
            *story.tags,
            *(tag.replace(" ", "") for tag in story.tags),
            *story.authors,
            story.dateline,
            *caption,
            *messages,
        )
    )


def numbers_of_lists(body: str) -> set[str]:
    """The numbers that a browser writes before the items of a numbered list."""
    found: set[str] = set()
    for start, items in re.findall(r'<ol(?: start="(\d+)")?>(.*?)</ol>', body, re.DOTALL):
        first = int(start or 1)
        found |= {str(first + i) for i in range(items.count("<li>"))}
    return found


@given(ARTICLE)
def test_every_word_is_on_the_page_or_in_the_report(article: str) -> None:
    story = read_text("a.txt", article, BOILERPLATE)
    shown = words(seen(story)) | numbers_of_lists("".join(map(str, story.body)))
    assert words(article) - shown == set()


@given(ARTICLE | st.text(max_size=400))
def test_the_body_is_well_formed_and_only_ours(article: str) -> None:
    text, _ = decode(article.encode("utf-8", "replace"), "a.txt")
    story = read_text("a.txt", text)
    body = "".join(map(str, story.body)).replace("<hr>", "<hr/>")
    root = etree.fromstring(f"<body>{body}</body>")
    assert {element.tag for element in root.iter()} <= {"body", "p", "ul", "ol", "li", "blockquote", "hr"}
    assert all(set(element.attrib) <= {"start"} for element in root.iter())
    assert all("".join(element.itertext()).strip() for element in root.iter("p", "li"))


@given(ARTICLE, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_line_ends_and_encoding_change_nothing(article: str, end: str, codec: str) -> None:
    text, problems = decode(article.replace("\n", end).encode(codec), "a.txt")
    assert problems == ()
    assert read_text("a.txt", text) == read_text("a.txt", article)


@given(ARTICLE)
def test_problems_point_into_the_file(article: str) -> None:
    lines = article.split("\n")
    for problem in read_text("a.txt", article, BOILERPLATE).problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


PROSE = st.lists(st.sampled_from(PLAIN_WORDS.split(" ")), min_size=20, max_size=90).map(
    lambda chosen: " ".join(chosen) + "."
)


@given(st.lists(PROSE, min_size=1, max_size=5), st.integers(50, 100))
def test_hard_wrapped_paragraphs_are_joined(paragraphs: list[str], width: int) -> None:
    wrapped = read_text("a.txt", "\n\n".join(["Head", *(textwrap.fill(text, width) for text in paragraphs)]))
    assert wrapped.body == read_text("a.txt", "\n\n".join(["Head", *paragraphs])).body


@given(st.lists(PROSE, min_size=2, max_size=6))
def test_a_paragraph_on_each_line_stays_one(paragraphs: list[str]) -> None:
    (body,) = read_text("a.txt", "\n".join(["Head", *paragraphs])).body
    assert str(body).count("<p>") == len(paragraphs)
