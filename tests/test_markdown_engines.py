"""Python-Markdown with the parts that a text needs gives what it gives with all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_import import SIGNS as SIGNS_OF_MARKDOWN
from test_markdown import fixtures
from test_markdown_properties import TEXTS

from generator.readers.markdown.allowance import Allowance
from generator.readers.markdown.python_markdown import ALWAYS, SIGNS, complete, convert, engaged

ALL = (*ALWAYS, *SIGNS)
LINES = r"""
Term
:   Meaning
: x
- : x
> : y
    : b
1. a
| a | b |
|---|---|
a | b
--- | ---
[^1]: Note
Claim[^1] *[K]
*[EU]: European Union
*[EU] EU
The EU met
{: .lead }
# H {#id .c}
text *a*{.b}
```python
```
~~~
<div>
</div>: x
<div markdown=1>
<p markdown>
</p>
<!-- c -->
    code
- item
+ item
[x]: https://e.org 'T'
[x] [y](z "t") ![i](j)
`a|b` `{c}` \| \{ \" \' \:
> quote
===
---
"""
INLINE = r"""
`a` \* \[ \` [a](b) [a][b] [b] ![a](b) ![a][b] ![b] <https://e.org/> <a@b.org> <i>a</i> <!--c--> &amp; &#65;
& < > ] ( ) ! [ ]: [b]: *a* **b** _c_ <b>[a](b)</b> [*a*](b) ![`a`](b "c") [a\]](b) \ ` ``
"""
WORDS = st.lists(st.sampled_from(INLINE.split()), min_size=1, max_size=6).map(" ".join)
LINE = st.sampled_from([*LINES.split("\n"), "", "", ":\tx"])
DOCUMENTS = st.lists(LINE | WORDS | st.sampled_from(SIGNS_OF_MARKDOWN.split(" ")), max_size=14).map("\n".join)


COMPLETE = complete(ALL)


def with_all(text: str) -> str:
    return COMPLETE.reset().convert(text)


@pytest.mark.parametrize("text", [case[1] for name in ("both", "python-markdown") for case in fixtures(name)])
def test_the_fixtures(text: str) -> None:
    assert convert(text, Allowance(text)) == with_all(text)


@settings(max_examples=1500)
@given(DOCUMENTS | TEXTS)
def test_any_text(text: str) -> None:
    assert convert(text, Allowance(text)) == with_all(text)


def test_plain_paragraphs_need_nothing_more() -> None:
    assert engaged('## Why\n\n"One" - *two*: three 10:30 [a](b.md) `c`\n\n1. x\n') == ALWAYS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A\n:   B", "def_list"),
        ("*[A]: B", "abbr"),
        ("# A {#b}", "attr_list"),
        ("~~~\na\n~~~", "fenced_code"),
        ("a[^1]", "footnotes"),
        ('<p markdown="1">', "md_in_html"),
        ("a | b", "tables"),
    ],
)
def test_a_sign_engages_its_extension(text: str, name: str) -> None:
    assert engaged(text) == (*ALWAYS, name)
