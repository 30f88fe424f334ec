"""Feeds of titles and bodies of anything at all, every control character among them: all are XML and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from scale import scaled
from sites import Result, Site

from generator.characters import CONTROL

ARTICLES = scaled(64, 5_000)
SECTION = 250  # articles of one section, all of which its feeds hold
CONTROLS = [
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF)
]
PIECES = (
    *(
        "<",
        ">",
        "&",
        "'",
        '"',
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?xml?>",
        "<!DOCTYPE a>",
        "&amp;",
        "&#8;",
        "&#x0;",
    ),
    *(
        "&nbsp;",
        "&bogus;",
        "&#xFFFF;",
        "</title>",
        "</item>",
        "</script>",
        "<script>",
        "<b>",
        "{{ x }}",
        "{% x %}",
    ),
    *(
        "\\u0008",
        "\u202e",
        "\u2028",
        "\u0301",
        "\U0001f1e6",
        "日本",
        "Київ",
        "é",
        "a",
        " ",
        "\t",
        "%00",
        "\\x07",
    ),
)


def text(random: Random) -> str:
    """Pieces, ordinary words between them, and a few characters that no XML may hold."""
    parts = [
        random.choice(PIECES) if random.random() < 0.6 else "words of it" for _ in range(random.randint(3, 9))
    ]
    parts[random.randrange(len(parts))] += random.choice(CONTROLS).replace("\0", "\\0")
    return f"Article {''.join(parts)}"


def quoted(value: str) -> str:
    """A text in quotation marks, its control characters as escapes that YAML and TOML share."""
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text) + '"'


def source(number: int, random: Random) -> tuple[str, str]:
    """The ending and the text of an article, in one of the forms in which characters come in."""
    title, body = text(random).translate({10: " ", 13: " ", 0x85: " ", 0x2028: " "}), text(random)
    fields = {"title": title, "date": "2024-11-11", "slug": f"a-{number}", "summary": text(random)}
    match number % 3:
        case 0:
            front = "".join(f"{name}: {quoted(value)}\n" for name, value in fields.items())
            return ".md", f"---\n{front}---\n{body}\n\n<p>{body}</p>\n"
        case 1:
            front = "".join(f"{name} = {quoted(value)}\n" for name, value in fields.items())
            return ".md", f"+++\n{front}+++\n{body} &#8; &#x1f; `{body}`\n"
        case _:
            return (
                ".txt",
                f"{title}\n\n{body} and some more of it, which ends here.\n\nThe end of {number}.\n",
            )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    random = Random(8)
    here = Site(tmp_path_factory.mktemp("feeds"))
    here.put("site.yaml", b"title: T\nbase_url: https://example.org/\nfeeds: {items: 500}\n")
    for number in range(ARTICLES):
        ending, written = source(number, random)
        path = f"content/s{number // SECTION}/a-{number}"
        here.put(f"{path}{ending}", written.encode("utf-8", "surrogatepass"))
        if ending == ".txt":
            here.put(f"{path}.yaml", f"date: 2024-11-11\nslug: a-{number}\n".encode())
    return here.build(keep_going=True)


def test_every_article_is_in_a_feed(built: Result) -> None:
    assert built.report.published
    refused = {each.path for each in built.report.problems if each.severity == "error"}
    assert len(refused) * 20 <= ARTICLES, refused  # those whose every letter is a control character
    held = 0
    for path in feeds(built, "feed.xml"):
        if path.parent.name.startswith("s"):
            held += len(etree.parse(path).findall(".//item"))
    assert held == ARTICLES - len(refused)


def test_every_feed_can_be_read(built: Result) -> None:
    for name in ("feed.xml", "atom.xml"):
        for path in feeds(built, name):
            for element in etree.parse(path, etree.XMLParser(resolve_entities=False)).iter():
                assert not CONTROL.search(f"{element.text}{element.tail}{''.join(element.attrib.values())}")
    for path in feeds(built, "feed.json"):
        assert not CONTROL.search(json.dumps(json.loads(path.read_bytes()), ensure_ascii=False))


def feeds(built: Result, name: str) -> list[Path]:
    found = sorted(built.output.rglob(name))
    assert len(found) >= 2
    return found
