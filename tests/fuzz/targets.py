"""What is fuzzed: every reader of bytes that Broadsheet does not write itself.

A target takes bytes and returns. Whatever it raises is a find, and so is an answer that breaks its promise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fuzz.common import any_text, told
from fuzz.media import captions, drawings, metadata, pictures, recordings
from generator.config import Config
from generator.data.nodes import Mapping
from generator.options import Markdown

BASE = "https://example.org/news/"
ZONE = ZoneInfo("Europe/Kyiv")
CONFIG = Config(title="The Test Times", base_url=BASE, timezone="Europe/Kyiv")


class Target(NamedTuple):
    """`suffix` is that of the files of its corpus."""

    run: Callable[[bytes], None]
    suffix: str = ".txt"


def yaml(data: bytes) -> None:
    from generator.data.tree import parse_yaml

    text = any_text(data)
    node, problems = parse_yaml("a.yaml", text)
    told(problems, text)
    hash(node)


def toml(data: bytes) -> None:
    from generator.data.toml_tree import parse_toml

    text = any_text(data)
    node, problems = parse_toml("a.md", text)
    told(problems, text)
    hash(node)


def front_matter(data: bytes) -> None:
    from generator.readers.fields import read_fields
    from generator.readers.frontmatter import split

    front = split("content/a.md", any_text(data))
    told(front.problems)
    if isinstance(front.node, Mapping):
        told(read_fields("content/a.md", front.node, ZONE)[1])


def config(data: bytes) -> None:
    from generator.settings.loader import load_config

    found, problems = load_config("site.yaml", any_text(data))
    told(problems)
    assert found is not None or problems


def front_page(data: bytes) -> None:
    from generator.settings.front import load_front

    told(load_front("front.yaml", any_text(data), ZONE)[1])


def encoding(data: bytes) -> None:
    from generator.characters import is_sound
    from generator.readers.encoding import decode

    text, problems = decode(data, "a.txt")
    told(problems)
    assert is_sound(text)


def raw_text(data: bytes) -> None:
    from generator.importers.raw import import_text
    from generator.readers.encoding import decode
    from generator.readers.text.reader import read_text

    text, _ = decode(data, "content/a.txt")
    manuscript = read_text("content/a.txt", text)
    told(manuscript.problems, text)
    import_text("a.txt", data, (), dt.datetime(2024, 11, 11, tzinfo=dt.UTC))


def markdown(data: bytes, engine: str) -> None:
    from generator.readers.encoding import decode
    from generator.readers.markdown.reader import read_markdown

    text, _ = decode(data, "content/a.md")
    manuscript = read_markdown("content/a.md", text, Markdown(engine=engine), BASE)
    failed = [each for each in manuscript.problems if each.rule == "unreadable-markdown"]
    assert not failed or len(text) > 300, failed  # an engine gives up where lists nest, not before
    told(manuscript.problems)


def article(data: bytes, path: str) -> None:
    """All that is done with an article before it is taken up."""
    from generator.articles import parse
    from generator.emission import Moment, emit

    parsed = parse(path, data, None, CONFIG)
    told(parsed.problems)
    assert parsed.article is not None or parsed.problems
    if parsed.article is not None:
        emit(parsed.article, CONFIG, Moment(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), False))


def sidecar(data: bytes) -> None:
    from generator.articles import parse

    parsed = parse("content/a.txt", b"Headline\n\nText.\n", ("content/a.yaml", data), CONFIG)
    told(parsed.problems)


def live_blog(data: bytes) -> None:
    article(b"---\ntitle: T\ndate: 2024-11-11 10:00\nlive: true\n---\n" + data, "content/a.md")


def slug(data: bytes) -> None:
    from generator.slugs import MAX_BYTES, label_key, slugify
    from generator.urls import encode, url_of_path

    text = any_text(data)
    found = slugify(text)
    assert slugify(found) == found
    assert len(found.encode()) <= MAX_BYTES
    assert not re.search(r"[\s/\\.%?#\x00-\x1f\x7f\ud800-\udfff]", found)
    encode(url_of_path(found))
    label_key(text)


def dates(data: bytes) -> None:
    from generator.dates import date_in_name, judge_date, parse_date

    text = any_text(data)
    moment = parse_date(text, ZONE)
    if moment is not None:
        assert parse_date(moment.astimezone(dt.UTC).isoformat(), ZONE) == moment
    judge_date(text, ZONE)
    date_in_name(text)


def redirects(data: bytes) -> None:
    """The rules of `site.yaml`, judged, written for every host, and read back."""
    from generator.data.schema import decode
    from generator.data.tree import parse_yaml
    from generator.hosts import HOSTS, apache, nginx, rules_file
    from generator.redirects.judging import judged
    from generator.settings.redirects import REDIRECTS

    node, _ = parse_yaml("site.yaml", any_text(data))
    if node is None:
        return
    rules, problems = decode(REDIRECTS, node, "site.yaml")
    told(problems)
    found = judged(rules or (), (), {}, _Nothing())
    told(found.problems)
    for write in (nginx.snippet, apache.snippet):
        write(found.redirects, (), "/news")
    written = rules_file.redirects_file(found.redirects, HOSTS.values(), "/news")
    assert all(len(line.split()) == 3 for line in written.splitlines()), written
    served(written.encode())


class _Nothing:
    """A site without pages."""

    def is_live(self, url: str) -> bool:
        return url == "/about/"

    def is_withheld(self, url: str) -> bool:
        return url == "/soon/"

    def needs_page(self, redirect: object) -> bool:
        return "4" not in str(redirect)

    def in_the_way(self, url: str) -> str:
        return "/feed.xml" if url.startswith("/feed") else ""

    def place_of(self, _: object) -> tuple[str, int, int]:
        return "content/a.md", 1, 1


def served(data: bytes) -> None:
    """`_redirects` and `_headers` in the preview."""
    from generator.serve.rules import headers_of, read_headers, read_redirects, redirect_of

    text = any_text(data)
    redirect_of(read_redirects(text), "/a/b/c", False)
    headers_of(read_headers(text), "/a/b/c")


def ledger(data: bytes) -> None:
    from generator.ledger.lines import read, write

    found, problems = read(any_text(data))
    told(problems)
    assert read(write(found))[0] == found


def tables(data: bytes) -> None:
    from generator.charts.plots import read_plot
    from generator.charts.tables import read_table
    from generator.model import Chart

    table = read_table(data, "content/a.csv")
    told(table.problems)
    assert all(len(row) == len(table.heads) for row in table.rows)
    if table.heads:
        told(read_plot(Chart("content/a.csv", "line"), table, "en").problems)


def chart_fields(data: bytes) -> None:
    from generator.charts.fields import chart
    from generator.data.schema import decode
    from generator.data.tree import parse_yaml

    node, _ = parse_yaml("content/a.md", any_text(data))
    if node is not None:
        told(decode(chart, node, "content/a.md")[1])


TARGETS: dict[str, Target] = {
    "yaml": Target(yaml, ".yaml"),
    "toml": Target(toml, ".toml"),
    "front-matter": Target(front_matter, ".md"),
    "config": Target(config, ".yaml"),
    "front-page": Target(front_page, ".yaml"),
    "encoding": Target(encoding, ".bin"),
    "raw-text": Target(raw_text),
    "python-markdown": Target(partial(markdown, engine="python-markdown"), ".md"),
    "commonmark": Target(partial(markdown, engine="commonmark"), ".md"),
    "article": Target(partial(article, path="content/a.md"), ".md"),
    "raw-article": Target(partial(article, path="content/a.txt")),
    "sidecar": Target(sidecar, ".yaml"),
    "live-blog": Target(live_blog, ".md"),
    "slug": Target(slug),
    "dates": Target(dates),
    "redirects": Target(redirects, ".yaml"),
    "served-rules": Target(served),
    "ledger": Target(ledger, ".tsv"),
    "captions": Target(captions, ".vtt"),
    "recordings": Target(recordings, ".bin"),
    "tables": Target(tables, ".csv"),
    "chart-fields": Target(chart_fields, ".yaml"),
    "pictures": Target(pictures, ".bin"),
    "metadata": Target(metadata, ".bin"),
    "drawings": Target(drawings, ".svg"),
}
