"""`broadsheet import`: a raw text and the Markdown made of it are one article, whatever the text holds."""

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
from generator.config import Config
from generator.importers.raw import import_text
from generator.model import Article, Caption, Link, Picture
from generator.options import Markdown
from generator.readers.markdown.typography import typeset_text

Make = Callable[[str], Site]
NOW = ("--now", "2024-12-01T12:00Z")
DATE = dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC)
ENGINES = ("python-markdown", "commonmark")
SEED = REPOSITORY / "content" / "world" / "trump-talks-putin.txt"

SIGNS = (
    r"\ ` * _ { } [ ] ( ) # + - . ! | ~ ^ = : > < & $ @ / ' \" ** __ ~~ ~~~ ``` --- +++ === ::: $$ ||"
    r" *** ___ **a** _b_ `c` ~~d~~ [e] [f](g) ![h](i) [^1] [^1]: *[K]: <b> </b> <!-- --> &amp; &#35; &copy;"
    r" # ## #x ###### #1 > >x >50% 1. 2) 10) 1234567890. ١. : :x :: ~ ~x - -x + +x * *x = == \# \\ {: {#id}"
    r" ! !x !!! (c) | a|b |---| :--- [TOC] https://example.org/a_b_c www.example.org me@example.org"
    r" <3 << & R&D AT&T; ~50 a~b __init__ a__b _x y_ http://x.org/?a=1&b=2&copy; https://x.org/*a* ftp://x/[b]"
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
    read = parse(f"content/news/{imported.name}.md", imported.text.encode(), None, config)
    return raw.article, read.article


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=250)
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


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=100)
@given(text=ARTICLE)
def test_fields_survive_as_well(engine: str, text: str) -> None:
    raw, read = both(text, engine)
    if raw is None:  # no headline
        return
    assert read is not None
    assert (read.title, read.caption) == (typeset_text(raw.title, "en"), typeset_caption(raw.caption))
    assert (read.tags, read.authors) == (raw.tags, raw.authors)
    assert (read.dateline, read.slug) == (raw.dateline, raw.slug)


def typeset_caption(caption: Caption | None) -> Caption | None:
    return caption and Caption(typeset_text(caption.text, "en"), caption.credit)


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("AT&T paid 5 < 6 snake_case ~50 dollars (net).", "AT&T paid 5 < 6 snake_case ~50 dollars (net)."),
        ("1986. A good year", r"1986\. A good year"),
        ("#Tag comes first", r"\#Tag comes first"),
        ("<b>*bold*</b> &copy;", r"&lt;b>\*bold\*&lt;/b> &amp;copy;"),
        ("See https://example.org/a_b?c=1&d=2.", "See https://example.org/a_b?c=1&d=2."),
    ],
)
def test_only_what_would_act_is_escaped(written: str, markdown: str) -> None:
    assert import_text("a.txt", f"Head\n\n{written}\n".encode(), (), DATE).text.endswith(f"\n\n{markdown}\n")


def test_the_seed_imported_into_a_new_site(make: Make) -> None:
    here = make("")
    done = here.run("import", str(SEED), "--section", "world", *NOW)
    assert done.returncode == 0, done.stderr
    assert "10 paragraphs, and 5 tags" in done.stdout
    assert done.stderr.count(": leftover: ") == 4
    result = here.build(now="2024-12-02T00:00:00+00:00", frozen=True)
    assert result.report.published and not result.report.problems
    slug = "trump-talks-putin-peace-power-and-ukraines-future-in-balance"
    page = f"2024/12/{slug}/index.html"
    assert result.texts(page, "h1") == ["Trump Talks Putin: Peace, Power, and Ukraine’s Future in Balance"]
    note = result.texts(page, ".not-at-hand")
    assert len(note) == 1 and "Osaka, Japan, in 2019." in note[0] and note[0].endswith("Susan Walsh/AP")
    assert not result.html(page).css("main figure, main img")
    paragraphs = result.texts(page, ".prose > p:not(.not-at-hand)")
    written = SEED.read_text(encoding="utf-8").split("\n\n")[2:12]
    assert paragraphs == [" ".join(text.split()) for text in written]
    assert result.texts(page, ".tags a") == [
        "Trump Putin Talks", "Ukraine Conflict", "Peace in Europe", "Diplomacy First", "Global Tensions",
    ]  # fmt: skip
    assert "Join Now" not in result.text(page)


GOOD = "The Good One\n\nIts text has a few words.\n\n#Storm\n"


def test_a_caption_without_its_photograph_is_an_image_without_a_file(make: Make) -> None:
    here = make("-- a.txt --\nHeadline\n\nA man waves. (Jo Ray/AP)\n\nThe text goes on here.\n")
    assert here.run("import", str(here.root / "a.txt"), *NOW).returncode == 0
    text = (here.root / "content/news/headline.md").read_text(encoding="utf-8")
    assert "\nimage: {caption: A man waves., credit: Jo Ray/AP}\n" in text
    assert "src" not in text


def test_nothing_is_written_over_a_file_and_the_others_are_done(make: Make) -> None:
    here = make(f"-- a.txt --\nTaken\n\nNew text.\n-- b.txt --\n{GOOD}")
    here.put("content/news/taken.md", b"mine")
    done = here.run("import", str(here.root / "a.txt"), str(here.root / "b.txt"), *NOW)
    assert done.returncode == 1
    assert (here.root / "content/news/taken.md").read_bytes() == b"mine"
    assert (here.root / "content/news/the-good-one.md").is_file()
    assert re.search(r"a\.txt: file-exists: .*taken\.md is there already", done.stderr)


def test_two_texts_with_one_headline(make: Make) -> None:
    here = make("-- a.txt --\nTwice\n\nThe first text.\n-- b.txt --\n“Twice”\n\nThe second text.\n")
    done = here.run("import", str(here.root / "a.txt"), str(here.root / "b.txt"), *NOW)
    assert done.returncode == 1
    assert "The first text." in (here.root / "content/news/twice.md").read_text(encoding="utf-8")
    assert "b.txt: file-exists: " in done.stderr and "a.txt: file-exists: " not in done.stderr


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "binary-file"),
        (b"\0\1\2\3" * 50, "binary-file"),
        (b"", "empty-file"),
        (b" \n\n", "empty-file"),
        (b"***\n\nText without a headline.\n", "no-headline"),
        ("ь\n\nA headline of one silent letter.\n".encode(), "no-slug"),
        (b"Headline\n" + b"word " * 500_000, "too-large"),
    ],
)
def test_what_is_no_article_is_refused_and_the_others_are_done(make: Make, data: bytes, rule: str) -> None:
    here = make(f"-- good.txt --\n{GOOD}").put("bad.txt", data)
    done = here.run("import", str(here.root / "bad.txt"), str(here.root / "good.txt"), *NOW)
    assert done.returncode == 1
    assert f": {rule}: " in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in (here.root / "content").rglob("*")] == ["news", "the-good-one.md"]


def test_a_headline_that_begins_with_a_date_keeps_its_address(make: Make) -> None:
    here = make("-- a.txt --\n2024-11-11: the day of it\n\nThe text.\n")
    assert here.run("import", str(here.root / "a.txt"), *NOW).returncode == 0
    assert here.build().has("2024/12/2024-11-11-the-day-of-it/index.html")


def test_json_tells_what_became_of_each_file(make: Make) -> None:
    here = make(f"-- a.txt --\n{GOOD}").put("b.txt", b"")
    done = here.run("import", str(here.root / "a.txt"), str(here.root / "b.txt"), "--json", *NOW)
    good, bad = json.loads(done.stdout)["imported"]
    assert done.stderr == "" and done.returncode == 1
    assert good["article"].endswith("content/news/the-good-one.md")
    assert (good["words"], good["paragraphs"], good["tags"]) == (6, 1, 1)
    assert bad["article"] is None and [each["rule"] for each in bad["problems"]] == ["empty-file"]


def test_wrong_usage(make: Make) -> None:
    here = make(f"-- a.txt --\n{GOOD}")
    text = str(here.root / "a.txt")
    assert here.run("import").returncode == 2
    assert here.run("import", str(here.root / "none.txt")).returncode == 2
    assert here.run("import", text, "--section", "..").returncode == 2
    assert here.run("import", text, "--section", "tags").returncode == 2
    assert broadsheet("import", text, "--site", str(here.root / "nowhere")).returncode == 1
    assert not (here.root / "content").exists()
