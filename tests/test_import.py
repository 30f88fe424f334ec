"""`broadsheet import`: a raw text and the Markdown made of it are the same article, whatever the text holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sites import REPOSITORY, Site, broadsheet
from test_text_properties import ARTICLE, BOILERPLATE, LINE

from generator.articles import parse
from generator.config import Config, Markdown
from generator.importers.raw import import_text
from generator.model import Article, Link, Picture
from generator.readers.text.reader import read_text

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
DATE = dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC)
ENGINES = ("python-markdown", "commonmark")
SEED = REPOSITORY / "content" / "world" / "trump-talks-putin.txt"

SIGNS = (
    r"\ ` * _ { } [ ] ( ) # + - . ! | ~ ^ = : > < & $ @ / ' \" ** __ ~~ ~~~ ``` --- +++ === ::: $$ ||"
    r" *** ___ **a** _b_ `c` ~~d~~ [e] [f](g) ![h](i) [^1] [^1]: *[K]: <b> </b> <!-- --> &amp; &#35; &copy;"
    r" # ## #x ###### #1 > >x >50% 1. 2) 10) 1234567890. ١. : :x :: ~ ~x - -x + +x * *x = == \# \\ {: {#id} {.c}"
    r" ! !x !!! (c) | a|b |---| :--- [TOC] https://example.org/a_b_c www.example.org me@example.org"
    r" <3 <- << & R&D AT&T; ~50 a~b __init__ a__b _x y_ http://x.org/?a=1&b=2&copy; https://x.org/*a* ftp://x/[b]"
    r" https://example.org/~jane www.x.org/_a_ first_last@example.org a:b 5<6 a>b"
    r" word Kyiv 1986. snake_case 3*4 5_6 C:\dir x^2 H~2~O “so” — – … . - [ ] [x]"
)
SIGN = st.sampled_from(SIGNS.split(" "))
LETTERS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=4)
SIGNED = st.lists(SIGN | LETTERS, min_size=1, max_size=8).map(" ".join)
ODD_LINE = st.one_of(
    SIGNED,
    SIGNED.map(lambda text: f"- {text}\n- {text} again"),
    SIGNED.map(lambda text: f"1. {text}\n2. {text} again"),
    SIGNED.map(lambda text: f"4. {text}\n5. {text} again"),
    SIGNED.map(lambda text: f"> {text}\n>\n> {text} again"),
)
TEXT = st.builds(
    lambda first, blocks, gap: "Headline\n\nA first paragraph.\n\n" + gap.join([first, *blocks]),
    ODD_LINE | LINE,
    st.lists(ODD_LINE | LINE, max_size=6),
    st.sampled_from(["\n\n", "\n"]),
)

BLOCKS = ("p", "li", "hr", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "dt", "dd")
ALLOWED = {"p", "ul", "ol", "li", "blockquote", "hr", "figure", "figcaption"}


def body_of(article: Article) -> LexborHTMLParser:
    """The body of an article, which holds neither pictures nor links into the site."""
    assert not [part for part in article.body if isinstance(part, Link | Picture)]
    return LexborHTMLParser("".join(map(str, article.body)), is_fragment=True)


def shape(body: LexborHTMLParser) -> list[tuple[str, str]]:
    """Every paragraph and item with its list or quotation, and its text; typographic signs are folded."""
    found = []
    for node in body.css(", ".join(BLOCKS)):
        if node.tag == "p" and node.parent is not None and node.parent.tag == "li":
            continue
        found.append((container(node), folded(node.text())))
    return found


def container(node: LexborNode) -> str:
    """What a block is, its number included: a list tells where it starts."""
    if node.tag == "figcaption":  # a quotation whose last line names the speaker
        return "blockquote p"
    if node.tag == "li" and node.parent is not None:
        first = node.parent.attributes.get("start") or "1" if node.parent.tag == "ol" else ""
        number = sum(each.tag == "li" for each in siblings_before(node))
        return f"{node.parent.tag}{first and int(first) + number} li"
    quoted = node.parent is not None and node.parent.tag == "blockquote"
    return f"blockquote {node.tag}" if quoted else str(node.tag)


def siblings_before(node: LexborNode) -> list[LexborNode]:
    found = []
    before = node.prev
    while before is not None:
        found.append(before)
        before = before.prev
    return found


TYPOGRAPHY = (("[-‐-―]+", "-"), ("[‘’‚]", "'"), ("[“”„]|''", '"'), ("…", "..."), ("«", "<<"), ("»", ">>"))


def folded(text: str) -> str:
    """A text without the differences that smart typography makes, and without a speaker's dash."""
    for signs, plain in TYPOGRAPHY:
        text = re.sub(signs, plain, text)
    return " ".join(text.split()).lstrip("- ")


def both(text: str, engine: str) -> tuple[Article | None, Article | None]:
    """The article of a raw text, and that of its import."""
    config = Config(title="T", markdown=Markdown(engine=engine), boilerplate=("ADVERTISEMENT",))
    imported = import_text("a.txt", text.encode(), BOILERPLATE, DATE)
    raw = parse("content/news/a.txt", text.encode(), None, config)
    read = parse("content/news/a.md", imported.text.encode(), None, config)
    return raw.article, read.article


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=400, deadline=None)
@given(text=TEXT)
@example(text="Headline\n\nA first.\n\n1. one\n2. two\n\n5. five\n6. six\n")
def test_the_import_reads_as_the_raw_text(engine: str, text: str) -> None:
    raw, read = both(text, engine)
    assert raw is not None and read is not None
    html = body_of(read)
    assert shape(html) == shape(body_of(raw)), import_text("a.txt", text.encode(), BOILERPLATE, DATE).text
    tags = {node.tag for node in html.css("*")} - {"-text", "html", "head", "body"}
    if engine == "commonmark":  # which makes links of addresses by itself
        tags -= {"a"}
    assert tags <= ALLOWED
