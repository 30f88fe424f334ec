"""No character hides the scheme of an address from what cleans it, and is then taken off by another step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sites import CONFIG, site

from generator.characters import is_sound
from generator.schemes import is_safe, trimmed

HIDING = ("Cc", "Cf", "Zs", "Zl", "Zp")  # categories of Unicode: what is not seen
EVERY = map(chr, (*range(0xD800), *range(0xE000, 0x110000)))  # halves of characters are in no text
UNSEEN = [char for char in EVERY if unicodedata.category(char) in HIDING or not is_sound(char)]
ADDRESSES = ("{}javascript:X()", "java{}script:X()", "javascript{}:X()", "{}javascript:X()//a.mp3")
FORMS = ("[a](<{}>)", "[a]({})", "![a](<{}>)", '<a href="{}">a</a>', '<img src="{}">', '<q cite="{}">a</q>')
ADDRESS = re.compile(r'\b(?:href|src|cite)="([^"]*)"')


def spelled(address: str) -> Iterator[str]:
    """The address with each character that is not seen, as it is and as a reference."""
    for char in UNSEEN:
        if ord(char) > 0x9F:  # a text with such a character is a binary file
            yield address.format(char)
        yield address.format(f"&#{ord(char)};")


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_no_scheme_is_hidden(tmp_path: Path, engine: str) -> None:
    here = site(tmp_path, f"-- site.yaml --\n{CONFIG}markdown: {{engine: {engine}}}\n")
    for number, address in enumerate(ADDRESSES):
        for place, form in enumerate(FORMS):
            text = "\n\n".join(form.format(each) for each in spelled(address))
            head = f"---\ntitle: A{number}{place}\ndate: 2024-05-05\n---\n\n"
            here.put(f"content/a{number}{place}.md", f"{head}{text}\n".encode())
    result = here.build()
    assert result.report.published, result.report.problems
    pages = [path for path in result.pages if path.startswith("2024/05/a")]
    assert len(pages) == len(ADDRESSES) * len(FORMS)
    found = {(path, unescape(each)) for path in pages for each in ADDRESS.findall(result.text(path))}
    assert {(path, each) for path, each in found if not is_safe(each)} == set()


def test_no_more_is_taken_off_than_a_browser_does() -> None:
    assert trimmed(" \t\n\x1f/a\x00 ") == "/a"
    assert trimmed("\xa0javascript:X()") == "\xa0javascript:X()"
