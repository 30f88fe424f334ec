"""Whatever stands in an article: it is read without failing, and what comes out is clean."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.model import Body, Gallery, Link, Picture
from generator.options import Markdown
from generator.readers.markdown.html import TAG, VOID
from generator.readers.markdown.reader import read_markdown

PATH = "content/world/2024-11-11-story.md"
FRAGMENTS = r"""
#  ##  ######  >  -  *  1.  **  _  `  ```  ~~~  ~~  |  |---|  [a](b.md)  ![a](b.jpg)  [^1]  [^1]:
<p>  </p>  <b>
<a  <a>
<a href="c.md">  </a>  <img  <img src=x onerror=y()>  <script>  </script>  <style>  <iframe src="https://v.example/1">
</iframe>  <table>  <tr>  <td align=left>  </table>  <h1>  </h1>  <h2 id="main">
<div  <div>  </div>  <figure>
</figure>
<figcaption>  <svg/onload=x()>  <math>  <details>  <summary>  <pre>  <code class="language-python">  </code>
<em>
<textarea>  <title>  <plaintext>  <!--  -->  <![CDATA[  ]]>  <?  &  &lt;  &#106;  "  '  =
 onclick=x   style="a"
href="javascript:x()"  javascript:  [j](javascript:x)  [j](JaVaScRiPt&#58;x)  ![d](data:text/html,x)  [x](//y)
{#a}  {:.b}  {onclick=x}  {#site-x}  <i id="a">  —  -- Name  <aside markdown="1">  </aside>  <br>  (b/AP)
"""
# Split at two spaces or a line break, so that a piece may hold a space.
PIECES = st.sampled_from([piece for line in FRAGMENTS.split("\n") for piece in line.split("  ") if piece])
SPACES = st.sampled_from([" ", "\n", "\n\n", "    ", "\t", "\u00a0"])
TEXTS = st.lists(PIECES | SPACES | st.text(max_size=5), max_size=30).map("".join)
ENGINES = st.sampled_from(["python-markdown", "commonmark"])


def composed(body: Body) -> str:
    """The HTML of a body as a page writes it, with every link leading somewhere."""
    html = []
    for part in body:
        if isinstance(part, Link):
            html.append(f'<a href="/x"{part.attributes}>{part.html}</a>')
        elif isinstance(part, Picture | Gallery):
            pictures = part.pictures if isinstance(part, Gallery) else (part,)
            html += (f'<figure><img src="/x" alt="{escape(each.alt)}"></figure>' for each in pictures)
        else:
            html.append(part)
    return "".join(html)


class Balance(HTMLParser):
    """Every end tag answers the last open start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sound = True

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sound = self.sound and bool(self.open) and self.open.pop() == tag


@settings(max_examples=400)
@given(TEXTS, ENGINES, st.booleans())
def test_any_text_becomes_clean_html(text: str, engine: str, embeds: bool) -> None:
    options = Markdown(engine=engine, embeds=("v.example",) if embeds else ())
    manuscript = read_markdown(PATH, text, options, "https://example.org/news/")
    html = composed(manuscript.body)

    balance = Balance()
    balance.feed(html)
    balance.close()
    assert balance.sound and not balance.open, html

    nodes = list(LexborHTMLParser(html, is_fragment=True).css("*"))
    tags = {node.tag for node in nodes}
    assert not tags & {"script", "style", "svg", "math", "form", "object", "textarea", "title", "h1"}
    assert embeds or "iframe" not in tags
    attributes = [(name, value or "") for node in nodes for name, value in node.attributes.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    for name, value in attributes:
        if name in ("href", "src"):
            scheme = re.match(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.-]*):", value)
            assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}, value
    ids = Counter(value for name, value in attributes if name == "id")
    assert not [name for name, times in ids.items() if times > 1]
    assert not [name for name in ids if name == "main" or name.startswith(("site-", "page-"))]


@settings(max_examples=200)
@given(TEXTS, ENGINES)
def test_an_html5_parser_reads_what_was_written(text: str, engine: str) -> None:
    """No figure, table or heading stands where a browser would move it."""
    manuscript = read_markdown(PATH, text, Markdown(engine=engine), "https://example.org/news/")
    html = composed(manuscript.body)
    assert tags_of(LexborHTMLParser(html, is_fragment=True).html or "") == tags_of(html)
    figures = LexborHTMLParser(html, is_fragment=True).css("figure > img")
    assert len(figures) >= sum(isinstance(part, Picture) for part in manuscript.body)
    for picture in figures:
        assert not [tag for tag in ancestors(picture) if tag in {"p", "a", "h2", "em", "strong", "span"}]


def tags_of(html: str) -> list[str]:
    return [slash + name for slash, name, _ in TAG.findall(html)]


def ancestors(node: object) -> list[str]:
    tags = []
    while node := node.parent:  # type: ignore[attr-defined]
        tags.append(node.tag)
    return tags


@settings(max_examples=300)
@given(TEXTS, ENGINES)
def test_without_cleaning_nothing_fails(text: str, engine: str) -> None:
    read_markdown(PATH, text, Markdown(engine=engine, clean=False), "https://example.org/")


@settings(max_examples=100)
@given(st.lists(st.sampled_from(["Peace", "talks", "on", "Sunday", "12", "ministers"]), min_size=1), ENGINES)
def test_every_word_of_plain_text_is_kept(words: list[str], engine: str) -> None:
    manuscript = read_markdown(PATH, "So " + " ".join(words), Markdown(engine=engine), "https://example.org/")
    assert composed(manuscript.body).strip() == f"<p>So {' '.join(words)}</p>"
    assert manuscript.words == len(words) + 1
