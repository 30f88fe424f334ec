"""What a site may hold at its edges: odd characters, old encodings, links out of it, far dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from sites import PIXEL, article, site

from generator import formats
from generator.dates import midnight
from generator.model import Severity
from generator.urls import media_url, output_path

LATIN = "body { src: url(face.woff2) } p::after { content: 'caf\xe9' }\n".encode("latin-1")


@pytest.mark.parametrize("field", [r'title: "A \x07 b"', r'title: "A \uFFFE b"', r'title: "A \v b"'])
def test_control_characters_of_escapes_are_left_out(tmp_path: Path, field: str) -> None:
    done = site(
        tmp_path,
        f"""
        -- site.yaml --
        title: The Test Times
        tagline: "News \\x02 daily"
        base_url: https://example.org/
        -- content/a.md --
        ---
        {field}
        date: 2024-11-11
        summary: "a \\x01 b"
        ---
        Text.
        """,
    ).build()
    assert done.ruled(Severity.NOTE) == {
        ("content/a.md", "control-character"),
        ("site.yaml", "control-character"),
    }
    assert ("content/a.md", 2, "control-character") in done.rules
    feed = etree.fromstring((done.output / "feed.xml").read_bytes())
    assert feed.findtext(".//item/title") == "A b"


def test_control_characters_of_toml_are_left_out(tmp_path: Path) -> None:
    toml = '+++\ntitle = "A\\u0007 b"\ndate = 2024-11-11\n+++\n\nText.\n'
    done = site(tmp_path).put("content/a.md", toml.encode()).build()
    assert ("content/a.md", 2, "control-character") in done.rules
    assert etree.fromstring((done.output / "feed.xml").read_bytes()).findtext(".//item/title") == "A b"


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("clean", ["true", "false"])
def test_control_characters_of_references_are_left_out(tmp_path: Path, engine: str, clean: str) -> None:
    text = article("A").replace("The text", "x &#7;&#xFFFE;y `&#8;`")
    done = (
        site(tmp_path)
        .write(
            f"""
            -- site.yaml --
            title: The Test Times
            base_url: https://example.org/
            markdown:
              engine: {engine}
              clean: {clean}
            """
        )
        .put("content/a.md", text.encode())
        .build()
    )
    etree.fromstring((done.output / "feed.xml").read_bytes())
    assert "<p>x y <code>&amp;#8;</code>" in done.text("2024/11/a/index.html")
    assert (("content/a.md", "html-removed") in done.ruled(Severity.WARNING)) == (clean == "true")


def test_a_style_sheet_of_any_encoding_keeps_its_bytes(tmp_path: Path) -> None:
    done = site(tmp_path).put("static/old.css", LATIN).put("static/face.woff2", b"font").build()
    assert done.report.published
    [(_, sheet)] = [(path, data) for path, data in done.files.items() if path.startswith("old.")]
    assert b"caf\xe9" in sheet
    assert b'url("face.' in sheet


def test_a_template_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    done = site(tmp_path).put("templates/old.html", b"caf\xe9").build()
    assert done.rules == [("templates/old.html", 0, "template-encoding")]


def test_links_out_of_the_site_are_not_published(tmp_path: Path) -> None:
    root = tmp_path / "site"
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    made = site(root, f"-- content/a.md --\n{article('A')}").link("static/host.txt", secret)
    made.link("templates/partials/footer.html", secret)
    done = made.build()
    assert done.rules == [
        ("static/host.txt", 0, "link-outside-site"),
        ("templates/partials/footer.html", 0, "link-outside-site"),
    ]
    made.remove("templates/partials/footer.html")
    done = made.build(keep_going=True)
    assert done.report.published
    assert not any(b"secret of" in data for data in done.files.values())


def test_a_template_linked_out_of_the_site_is_never_read(tmp_path: Path) -> None:
    root = tmp_path / "site"
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    made = site(root, f"-- content/a.md --\n{article('A')}").link("templates/article.html", secret)
    done = made.build(keep_going=True)
    assert not any(b"secret of" in data for data in done.files.values())


def test_links_and_large_texts_within_the_site_are_published(tmp_path: Path) -> None:
    large = b"x" * 3_000_000
    done = site(tmp_path).put("static/a.txt", large).link("static/b.txt", tmp_path / "static/a.txt").build()
    assert done.files["a.txt"] == done.files["b.txt"] == large


def test_a_day_before_all_time_is_no_date(tmp_path: Path) -> None:
    assert midnight(dt.date(1, 1, 1), ZoneInfo("Asia/Tokyo")) is None
    made = site(tmp_path, f"-- content/0001-01-01-c.md --\n{article('C', '')}")
    config = "title: T\nbase_url: https://example.org/\ntimezone: Asia/Tokyo\n"
    assert made.put("site.yaml", config.encode()).build().report.published


def test_old_dates_are_written_in_utc_where_their_zone_had_seconds() -> None:
    noon = dt.datetime(1900, 1, 1, 12, tzinfo=dt.timezone(dt.timedelta(minutes=19, seconds=32)))
    assert formats.iso(noon) == "1900-01-01T11:40:28+00:00"
    assert formats.rfc822(noon) == "Mon, 01 Jan 1900 11:40:28 +0000"
    assert formats.iso(noon.replace(tzinfo=dt.timezone(dt.timedelta(hours=-3.5)))).endswith("12:00:00-03:30")


@pytest.mark.parametrize("name", ["a#1.png", "a?1.png", "a%20b.png", "a%231.png", "é b.png"])
def test_files_of_any_name_can_be_shown(tmp_path: Path, name: str) -> None:
    assert output_path(media_url(f"content/media/{name}")) == f"media/{name}"
    made = site(tmp_path).put(f"content/media/{name}", PIXEL).put(f"static/logo-{name}", PIXEL)
    text = article("A", image=f'{{src: "/media/{name}", alt: A}}')
    done = made.put("content/a.md", text.encode()).build()
    assert done.has(f"logo-{name}")
    [shown] = [node.attributes["src"] or "" for node in done.html("2024/11/a/index.html").css("main img")]
    path = unquote(urlsplit(shown).path)
    assert path.startswith(f"/media/{name.removesuffix('.png')}-1.")
    assert done.has(path.lstrip("/"))


def test_links_of_the_menu_go_out_as_they_are_written(tmp_path: Path) -> None:
    done = site(
        tmp_path,
        """
        -- site.yaml --
        title: The Test Times
        base_url: https://example.org/news/
        menu:
          - Team: /about/#team
          - Search: /find/?q=caf%C3%A9
          - 日本: /tags/日本/
        """,
    ).build()
    links = done.links("index.html", "a")
    assert {"/news/about/#team", "/news/find/?q=caf%C3%A9", "/news/tags/%E6%97%A5%E6%9C%AC/"} <= set(links)


@pytest.mark.parametrize("address", ["example.org", "https://a.org/?q", "https://", "https://u@a.org/"])
def test_a_base_url_that_is_none_is_wrong_usage(tmp_path: Path, address: str) -> None:
    done = site(tmp_path).run("build", "--base-url", address)
    assert done.returncode == 2
    assert "--base-url" in done.stderr
    assert not (tmp_path / "public").exists()


def test_a_missing_template_is_named_without_the_folders_of_the_machine(tmp_path: Path) -> None:
    done = site(tmp_path, '-- templates/404.html --\n{% include "absent.html" %}\n').build()
    [problem] = [each for each in done.report.problems if each.rule == "template-error"]
    assert "there is no template `absent.html`" in problem.message
    assert str(tmp_path) not in str(problem)


def test_templates_that_extend_themselves_are_found_before_they_render(tmp_path: Path) -> None:
    made = site(tmp_path, '-- templates/article.html --\n{# Ours #}\n{% extends "article.html" %}\n')
    made.write(
        """
        -- templates/one.html --
        {% extends "two.html" %}
        -- templates/two.html --
        {% extends "one.html" %}
        -- templates/three.html --
        {% extends "two.html" %}
        """
    )
    rule = "template-cycle"
    assert made.build().rules == [
        ("templates/article.html", 2, rule),
        ("templates/one.html", 1, rule),
        ("templates/two.html", 1, rule),
    ]


def test_a_template_is_named_by_a_literal_text(tmp_path: Path) -> None:
    """Else nobody knows what a page is made of, and so when it is stale."""
    made = site(tmp_path, "-- templates/article.html --\n{% include page.layout ~ '.html' %}\n").build()
    assert made.rules == [("templates/article.html", 1, "dynamic-template")]
    assert not made.report.published
