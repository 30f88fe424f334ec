"""Markdown to a body: the same fixtures through both engines, and what is reported on the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.model import Body, Gallery, Link, Manuscript, Picture, Severity
from generator.options import Markdown
from generator.readers.markdown import engines
from generator.readers.markdown.plain import text_of
from generator.readers.markdown.reader import read_markdown

PATH = "content/world/2024-11-11-story.md"
BASE_URL = "https://example.org/news/"
FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
ENGINES = ("python-markdown", "commonmark")


def read(text: str, engine: str = "python-markdown", title: str = "", **options: object) -> Manuscript:
    return read_markdown(PATH, text, Markdown(engine=engine, **options), BASE_URL, 5, title)  # type: ignore[arg-type]


def show(manuscript: Manuscript) -> str:
    """A manuscript as the fixtures write it: blank lines are left out, other parts stand in braces."""
    parts = [f"{{title: {manuscript.title}}}\n"] if manuscript.title else []
    for part in manuscript.body:
        if isinstance(part, Link):
            fragment = f"#{part.fragment}" if part.fragment else ""
            parts.append(f"{{link {part.target}{fragment}{part.attributes}: {part.html}}}")
        elif isinstance(part, Picture | Gallery):
            name, pictures = ("gallery", part.pictures) if isinstance(part, Gallery) else ("picture", (part,))
            parts += (
                f"\n{{{name} {each.source}: {each.alt} | {each.caption} | {each.credit}}}\n"
                for each in pictures
            )
        else:
            parts.append(part.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " "))
    return "\n".join(line for line in "".join(parts).splitlines() if line.strip())


def fixtures(name: str) -> list[tuple[str, str, str]]:
    cases = (FIXTURES / f"{name}.txt").read_text("utf-8").removeprefix("=== ").split("\n=== ")
    split = (case.partition("\n") for case in cases)
    return [(title, *text.split("\n--- becomes\n")) for title, _, text in split]  # type: ignore[misc]


def rules(manuscript: Manuscript) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.line, problem.column) for problem in manuscript.problems]


def html(body: Body) -> str:
    return "".join(part for part in body if isinstance(part, str))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("title", "text", "expected"), fixtures("both"), ids=lambda value: value[:40])
def test_both_engines(engine: str, title: str, text: str, expected: str) -> None:
    # The one difference allowed here is the element around footnotes.
    shown = show(read(text, engine)).replace("section>", "div>").replace("<section", "<div")
    assert shown == expected.strip(), title


@pytest.mark.parametrize(
    ("engine", "title", "text", "expected"),
    [(engine, *case) for engine in ENGINES for case in fixtures(engine)],
)
def test_what_only_one_engine_does(engine: str, title: str, text: str, expected: str) -> None:
    assert show(read(text, engine)) == expected.strip(), title


@pytest.mark.parametrize("engine", ENGINES)
def test_the_plain_text_of_footnotes_is_without_their_signs(engine: str) -> None:
    body = read("A claim[^1].\n\n[^1]: The note.\n", engine).body
    assert text_of(html(body)) == "A claim. The note."


@pytest.mark.parametrize("engine", ENGINES)
class TestProblems:
    def test_unsafe_html_is_removed_and_reported_where_it_stands(self, engine: str) -> None:
        text = "Text `<script>`\n\n<script>alert(1)</script>\n\nA <b onclick='x()'>bold</b> word\n"
        manuscript = read(text, engine)
        assert "alert" not in html(manuscript.body) and "<b>bold</b>" in html(manuscript.body)
        assert rules(manuscript) == [("html-removed", 7, 1), ("html-removed", 9, 6)]
        assert all(problem.severity is Severity.WARNING for problem in manuscript.problems)

    def test_unsafe_addresses(self, engine: str) -> None:
        manuscript = read("First\n\n[click](javascript:alert(1)) here", engine)
        assert "javascript" not in html(manuscript.body) and "click" in html(manuscript.body)
        assert rules(manuscript) == [("html-removed", 7, 9)]

    def test_code_about_html_is_no_html(self, engine: str) -> None:
        manuscript = read("`<script onclick=x>`\n\n```html\n<script>alert(1)</script>\n```\n", engine)
        assert manuscript.problems == ()
        assert "&lt;script onclick=x&gt;" in html(manuscript.body)

    def test_inline_style_goes_even_where_masked_by_a_new_attribute(self, engine: str) -> None:
        manuscript = read('<table><tr><td align=left style="color:red">x</td></tr></table>', engine)
        assert "style" not in html(manuscript.body)
        assert [problem.rule for problem in manuscript.problems] == ["html-removed"]

    def test_paths_out_of_the_site_are_errors(self, engine: str) -> None:
        manuscript = read("Good\n\n[a](../../../etc/passwd) ![b](%2e%2e/../../b.jpg)", engine)
        assert rules(manuscript) == [("path-outside-site", 7, 5), ("path-outside-site", 7, 31)]
        assert all(problem.severity is Severity.ERROR for problem in manuscript.problems)
        assert not any(isinstance(part, Link | Picture) for part in manuscript.body)

    def test_unknown_language(self, engine: str) -> None:
        manuscript = read("Text\n\n```nolang\n1 < 2\n```\n", engine)
        assert rules(manuscript) == [("unknown-language", 7, 4)]
        assert '<code class="language-nolang">1 &lt; 2' in html(manuscript.body)

    def test_unknown_languages_stand_where_they_are_written(self, engine: str) -> None:
        manuscript = read("```Nolang2\na\n```\n\n~~~ nolang\na\n~~~\n", engine)
        assert rules(manuscript) == [("unknown-language", 5, 4), ("unknown-language", 9, 5)]

    def test_plain_text_is_a_known_language(self, engine: str) -> None:
        assert read("```text\n1 < 2\n```\n", engine).problems == ()

    def test_external_image(self, engine: str) -> None:
        manuscript = read("![a](https://example.com/a.png)", engine)
        assert rules(manuscript) == [("external-image", 5, 6)]
        assert 'loading="lazy"' in html(manuscript.body)

    def test_a_linked_picture_keeps_the_picture(self, engine: str) -> None:
        manuscript = read("Look:\n\n[![a](a.jpg)](https://example.com/)", engine)
        assert rules(manuscript) == [("linked-picture", 7, 7)]
        pictures = [part for part in manuscript.body if isinstance(part, Picture)]
        assert [picture.source for picture in pictures] == ["content/world/a.jpg"]
        assert "<a" not in html(manuscript.body)

    def test_an_empty_link_keeps_its_text(self, engine: str) -> None:
        manuscript = read("Look [here]() now", engine)
        assert rules(manuscript) == [("empty-link", 5, 11)]
        assert html(manuscript.body).strip() == "<p>Look here now</p>"

    def test_each_empty_link_has_its_place(self, engine: str) -> None:
        manuscript = read("[a](<>) and [b]( )\n\n`[c]()` [d]()", engine)
        assert rules(manuscript) == [("empty-link", 5, 3), ("empty-link", 5, 15), ("empty-link", 7, 11)]


@pytest.mark.parametrize("engine", ENGINES)
class TestEmbeds:
    TEXT = '<iframe src="https://video.example.com/1" title="Talk" onload="x()">no</iframe>\n'

    def test_untrusted_hosts_are_removed(self, engine: str) -> None:
        manuscript = read(self.TEXT, engine)
        assert "iframe" not in html(manuscript.body)
        assert [problem.rule for problem in manuscript.problems] == ["html-removed"]
        assert "markdown.embeds" in manuscript.problems[0].cure

    def test_trusted_hosts_stay_in_a_sandbox(self, engine: str) -> None:
        body = html(read(self.TEXT, engine, embeds=("video.example.com",)).body)
        assert '<iframe src="https://video.example.com/1" title="Talk" loading="lazy" sandbox="' in body
        assert "onload" not in body and "allow-top-navigation" not in body

    @pytest.mark.parametrize(
        "address",
        [
            "http://video.example.com/1",
            "https://video.example.com.evil.org/1",
            "https://video.example.com@evil.org/1",
            "//video.example.com/1",
            "https://[",
        ],
    )
    def test_only_https_and_the_very_host(self, engine: str, address: str) -> None:
        manuscript = read(f'<iframe src="{address}"></iframe>', engine, embeds=("video.example.com",))
        assert "iframe" not in html(manuscript.body)
        assert [problem.rule for problem in manuscript.problems] == ["html-removed"]

    def test_a_frame_without_a_title_is_named_by_its_host(self, engine: str) -> None:
        text = '<iframe src="https://video.example.com/1"></iframe>'
        assert 'title="video.example.com"' in html(read(text, engine, embeds=("video.example.com",)).body)


@pytest.mark.parametrize("engine", ENGINES)
class TestTitleAndText:
    def test_a_first_heading_is_the_title(self, engine: str) -> None:
        manuscript = read("# The *big* “story”\n\nText", engine)
        assert (manuscript.title, html(manuscript.body).strip()) == ("The big “story”", "<p>Text</p>")

    def test_a_heading_like_the_title_is_not_repeated(self, engine: str) -> None:
        assert "<h" not in html(read("# THE  story\n\nText", engine, title="The story").body)

    def test_another_heading_than_the_title_stays(self, engine: str) -> None:
        manuscript = read("# Background\n\nText\n\n## More", engine, title="The story")
        assert '<h2 id="background">Background</h2>' in html(manuscript.body)
        assert '<h3 id="more">More</h3>' in html(manuscript.body)

    def test_opening_and_words(self, engine: str) -> None:
        text = "## Why\n\nOne & *two*[^1] three.\n\n```\nno words here\n```\n\n> Four five.\n\n[^1]: Six.\n"
        manuscript = read(text, engine)
        assert manuscript.opening == "One & two three. Four five."
        assert manuscript.words == 7

    def test_an_opening_ends_after_enough_paragraphs(self, engine: str) -> None:
        opening = read("\n\n".join(f"Paragraph {n} " + "word " * 40 for n in range(9)), engine).opening
        assert "Paragraph 1" in opening and "Paragraph 2" not in opening

    def test_links_know_their_places(self, engine: str) -> None:
        text = "`[no](a.md)` [one](a.md)\n\nand [two](a.md) and [three](b.md)"
        links = [part for part in read(text, engine).body if isinstance(part, Link)]
        assert [(link.html, link.line, link.column) for link in links] == [
            ("one", 5, 20), ("two", 7, 11), ("three", 7, 29),
        ]  # fmt: skip

    def test_without_cleaning_trusted_html_stays(self, engine: str) -> None:
        form, script = '<form action="/x"><input name=q></form>', '<script>if (a<b) "</a>"</script>'
        text = f"A [link](b.md)\n\n{form}\n\n{script}\n"
        manuscript = read(text, engine, clean=False)
        assert manuscript.problems == ()
        assert '<form action="/x"><input name="q"></form>' in html(manuscript.body)
        assert '<script>if (a<b) "</a>"</script>' in html(manuscript.body)
        assert any(isinstance(part, Link) for part in manuscript.body)

    def test_nothing_of_one_article_shows_in_the_next(self, engine: str) -> None:
        read("Claim[^1] [x]\n\n[^1]: Source.\n\n[x]: https://example.com\n\n*[HTML]: Language", engine)
        assert html(read("[x] HTML[^1]", engine).body).strip() == "<p>[x] HTML[^1]</p>"


def test_unknown_engine() -> None:
    with pytest.raises(engines.EngineMissing, match="commonmark and python-markdown"):
        read("Text", "textile")


def test_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "comrak", None)
    engines.load.cache_clear()
    with pytest.raises(engines.EngineMissing, match=r"broadsheet\[commonmark\]"):
        read("Text", "commonmark")
