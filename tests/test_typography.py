"""Typed signs become typographic ones, by language; letters, digits, tags and code stay."""

from __future__ import annotations

import datetime as dt
import re
from html import escape

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.articles import parse
from generator.config import Config
from generator.readers.markdown.html import TAG
from generator.readers.markdown.typography import typeset, typeset_text

ENGLISH = r"""
"It is over" -- she said --- 'at last'...     | “It is over” – she said — ‘at last’…
don't, the dogs' bowl, o'clock                | don’t, the dogs’ bowl, o’clock
'tis the '90s, rock 'n' roll, summer of '69   | ’tis the ’90s, rock ’n’ roll, summer of ’69
"'Tis true," he said                          | “’Tis true,” he said
"'No,' she said, 'never.'"                    | “‘No,’ she said, ‘never.’”
'50 dead' in ferry disaster                   | ‘50 dead’ in ferry disaster
("so") ["so"] "Yes"/"no" he said:"so"         | (“so”) [“so”] “Yes”/“no” he said:“so”
"...and so on"                                | “…and so on”
it was--"well"--odd                           | it was–“well”–odd
he is 6'2" tall at 48°51'24"                  | he is 6′2″ tall at 48°51′24″
a 40" pipe, 5' wide, 10'000 of them           | a 40" pipe, 5' wide, 10’000 of them
"He is 45"                                    | “He is 45”
never closed at the end of a quotation."      | never closed at the end of a quotation.”
"goes on in the next paragraph                | “goes on in the next paragraph
a " b ' c, word"word                          | a " b ' c, word"word
.... ------ ..                                | .... ------ ..
“so” ‘so’ «so» – — …                          | “so” ‘so’ «so» – — …
"""
LANGUAGES = {
    "en-GB": "“a ‘b’ c” d’e",
    "de-AT": "„a ‚b‘ c“ d’e",
    "fr": "«\u202fa “b” c\u202f» d’e",
    "uk": "«a „b“ c» d’e",
    "nb": "«a ‘b’ c» d’e",
    "pl": "„a «b» c” d’e",
    "sv": "”a ’b’ c” d’e",
    "pt-BR": "“a ‘b’ c” d’e",
    "pt-PT": "«a “b” c» d’e",
    "cy": "“a ‘b’ c” d’e",
    "ja": "\"a 'b' c\" d'e",
    "ar": "\"a 'b' c\" d'e",
}
HTML = r"""
"<em>word</em>" and <b>"word"</b>             | “<em>word</em>” and <b>“word”</b>
<a href="x" title="it's -- ">"it's"</a>       | <a href="x" title="it's -- ">“it’s”</a>
<code>"a" -- b</code>'s "<code>"</code>"      | <code>"a" -- b</code>’s “<code>"</code>”
<pre><code>'a'</code> "b"</pre>"c"            | <pre><code>'a'</code> "b"</pre>“c”
<kbd>'</kbd> <samp>...</samp> <var>a'</var>   | <kbd>'</kbd> <samp>...</samp> <var>a'</var>
<script>"a" < 'b'</script>"c"                 | <script>"a" < 'b'</script>“c”
<p>"one</p><p>"two"</p>                       | <p>“one</p><p>“two”</p>
end."<sup><a>1</a></sup> 'a<br>b'             | end.”<sup><a>1</a></sup> ‘a<br>b’
AT&amp;T's &nbsp;"x"&nbsp; &lt;"x"&gt;        | AT&amp;T’s &nbsp;“x”&nbsp; &lt;“x”&gt;
<!-- "a" -->"b"                               | <!-- "a" -->“b”
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in table.strip().split("\n")]


@pytest.mark.parametrize(("typed", "expected"), rows(ENGLISH))
def test_english(typed: str, expected: str) -> None:
    assert typeset_text(typed, "en") == expected


@pytest.mark.parametrize(("language", "expected"), LANGUAGES.items())
def test_quotation_marks_are_those_of_the_language(language: str, expected: str) -> None:
    assert typeset_text("\"a 'b' c\" d'e", language) == expected


def test_dashes_and_ellipses_are_those_of_all_languages() -> None:
    assert typeset_text("日本 -- ...", "ja") == "日本 – …"


@pytest.mark.parametrize(("typed", "expected"), rows(HTML))
def test_html(typed: str, expected: str) -> None:
    assert typeset(typed, "en") == expected


def test_plain_text_holds_no_html() -> None:
    assert typeset_text('<b> "&amp;" & <code>"a"', "en") == "<b> “&amp;” & <code>“a”"


def test_a_very_long_row_of_marks() -> None:
    for unit in ('"', "'", "\"'", '"<em>', '<b>"</b>', "' ", '("', "a'<i>", "6'2\""):
        html = nh3.clean(unit * 20_000)
        assert len(typeset(html, "en")) >= len(html)


def article(front: str, body: str) -> tuple[str, str, str, str]:
    date = dt.datetime(2024, 11, 11, tzinfo=dt.UTC)
    text = f"---\ndate: {date:%Y-%m-%d}\n{front}\n---\n{body}\n"
    read = parse("content/news/a.md", text.encode(), None, Config(title="T", language="de")).article
    assert read is not None
    return read.title, read.summary, read.caption.text if read.caption else "", "".join(map(str, read.body))


def test_fields_are_set_as_the_text_is() -> None:
    image = """image: {caption: 'Die "Alte" Brücke', credit: AP}"""
    front = f"title: Er sagt \"ja\"\nsummary: Sie sagt 'nein'...\n{image}"
    title, summary, caption, body = article(front, '# Er sagt "ja"\n\n"So"')
    assert (title, summary, caption) == ("Er sagt „ja“", "Sie sagt ‚nein‘…", "Die „Alte“ Brücke")
    assert body.strip() == "<p>„So“</p>", "the headline is not repeated"


def test_an_article_has_a_language_of_its_own() -> None:
    title, summary, _, body = article("language: fr", '# "Oui"\n\n"Non." Il dit "oui".')
    assert title == "«\u202fOui\u202f»"
    assert summary == "«\u202fNon.\u202f» Il dit «\u202foui\u202f»."
    assert body.strip() == f"<p>{summary}</p>"


def test_a_summary_ends_with_the_mark_that_closes_it() -> None:
    _, summary, _, _ = article("title: T", f'"{"Wort " * 30}Ende." {"Wort " * 30}')
    assert summary.endswith("Ende.“")


SPACES = st.sampled_from([" ", "\n", "\u00a0", "\u202f"])
PIECES = """
" ' -- --- ... . , ( ) [ « » “ ” ‘ ’ „ – — … 6 90s 's tis n ' " " ' a Ж 日 & < > &nbsp; &amp; <b> </b>
<p> </p> <br> <code> </code> <pre> </pre> <sup> </sup> <a~href="'x'"> </a> <img~alt="--"> <!--"--> <li>
"""
PIECE = st.sampled_from([piece.replace("~", " ") for piece in PIECES.split()]) | SPACES
TEXTS = st.lists(PIECE | st.text(max_size=3), max_size=25).map("".join)
SOME_LANGUAGES = st.sampled_from(["en", "de", "fr", "uk", "pl", "sv", "hu", "ja"])
WRITTEN = re.compile("[\"'“”„‘’‚«»‹›′″\u202f]|--+|[–—]|\\.\\.\\.|…")


@settings(max_examples=500)
@given(TEXTS, SOME_LANGUAGES)
@example("a\"'b", "fr")
@example(" \"' ", "en")
def test_nothing_but_signs_changes_and_only_once(text: str, language: str) -> None:
    html = nh3.clean(text)
    once = typeset(html, language)
    assert TAG.findall(once) == TAG.findall(html)
    assert WRITTEN.sub("", TAG.sub("", once)) == WRITTEN.sub("", TAG.sub("", html))
    assert typeset(once, language) == once


@settings(max_examples=200)
@given(TEXTS, SOME_LANGUAGES)
def test_text_is_set_as_html_is(text: str, language: str) -> None:
    assert escape(typeset_text(text, language), quote=False) == typeset(escape(text, quote=False), language)
