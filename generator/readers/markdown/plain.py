"""The plain text of canonical HTML: for ids, summaries and the count of words."""

from __future__ import annotations

import re
from html import unescape

from generator.readers.markdown.html import ATTRIBUTES

OPENING = 300
"""Characters after which an opening has enough paragraphs."""

_MARK = re.compile(
    rf'<sup class="footnote-ref"{ATTRIBUTES}><a{ATTRIBUTES}>[^<]*</a></sup>'
    rf'|(?:&nbsp;|[\u00a0 ])?<a class="footnote-backref"{ATTRIBUTES}>[^<]*</a>'
)
_ANY_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")  # not those that hold words together
_INLINE = "a|abbr|b|bdi|cite|code|em|i|mark|q|small|span|strong|sub|sup|u|var"
_INLINE_TAG = re.compile(rf"</?(?=[a-ceimqsuv])(?:{_INLINE}){ATTRIBUTES}>")
_ASIDE = re.compile(r"<(aside|figure|pre|table)\b.*?</\1>", re.DOTALL)
_PARAGRAPH = re.compile(rf"<p{ATTRIBUTES}>(.*?)</p>", re.DOTALL)
_WORD = re.compile(r"\w\S*")  # from its first letter or digit to the next space
_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def text_of(html: str) -> str:
    """The text of a piece of HTML in one line, without the marks of footnotes and the links back to them."""
    text = _ANY_TAG.sub("", _MARK.sub("", html)) if "<" in html else html
    return _SPACES.sub(" ", unescape(text).strip())


def opening(html: str) -> str:
    """The first paragraphs of the running text, at least `OPENING` characters where there are so many."""
    paragraphs: list[str] = []
    length = 0
    for match in _PARAGRAPH.finditer(_ASIDE.sub("", _before_footnotes(html))):
        text = text_of(match[1].replace("<br>", " "))
        if text:
            paragraphs.append(text)
            length += len(text)
        if length >= OPENING:
            break
    return " ".join(paragraphs)


def count_words(html: str) -> int:
    """Words of an article, without its blocks of code."""
    prose = _CODE_BLOCK.sub(" ", html) if "<pre" in html else html
    text = unescape(_ANY_TAG.sub(" ", _INLINE_TAG.sub("", _MARK.sub("", prose))))
    return len(_WORD.findall(text))


def _before_footnotes(html: str) -> str:
    return html.partition('class="footnotes"')[0]
