"""The lexers of Pygments (https://pygments.org/languages/), and what it costs to colour code by them.

At each character a lexer may look ahead as far as the line goes, or the white space; some look to the end
of the code. So only code without very long lines and gaps is coloured, and its cost is counted in characters
that are looked at. One may take a tenth of a microsecond.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice

from generator.readers.markdown.html import names

LINE = 200
"""Characters of the longest line in code that is coloured."""
GAP = 100
"""Characters of the longest white space in it, with its empty lines."""
REACH = 500
"""What is counted for each character by most lexers."""
LOADING = 500_000
"""What a language costs: Pygments has to make its lexer."""

_UNEVEN = re.compile(rf"^[^\n]{{{LINE + 1}}}|(?<!\s)\s{{{GAP + 1}}}", re.MULTILINE)
_FAR = names(
    """
    antlr-java arturo aspectj autohotkey ceylon devicetree evoque fan gosu groovy html+evoque http java jsp
    mime org peg perl6 ragel ragel-java sarl thrift tid trac-wiki urlencoded wikitext xml+evoque xtend
    """
)
"""Lexers that look to the end of the code, or leave it to others. `test_code_colours.py` measures all."""
_FARTHER = {
    **{"antlr-csharp": 2, "aspx-cs": 2, "csharp": 2, "nemerle": 2, "nit": 2, "systemd": 8, "xpp": 8},
    "tnt": 1_000_000_000,
}
"""Those that do so several times, or for ever."""

Highlighter = Callable[[str], str | None]


@cache
def known() -> dict[str, str]:
    """The names of all languages, each with the first one of its lexer."""
    from pygments.lexers import get_all_lexers

    return {name.lower(): aliases[0] for _, aliases, _, _ in get_all_lexers() for name in aliases}


def is_even(code: str) -> bool:
    """Whether code has no line and no gap that is too long."""
    return _UNEVEN.search(code) is None


def cost(language: str, code: str) -> int:
    """What it costs to colour even code in a known language."""
    lexer = known()[language]
    looks = _FARTHER.get(lexer, int(lexer in _FAR))
    return len(code) * max(REACH, len(code) * looks)


@cache
def highlighter(language: str) -> Highlighter:
    """What colours code in a known language. It gives None where its lexer fails or goes round in circles."""
    from pygments import format as written
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    # Code within code would be read by lexers whose cost is not counted.
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False, handlecodeblocks=False)
    formatter = HtmlFormatter(nowrap=True)

    def highlight(code: str) -> str | None:
        most = 2 * len(code) + 100  # a token is hardly ever empty
        try:
            tokens = list(islice(lexer.get_tokens(code), most))
        except Exception:  # a lexer that fails on some code must not end the build of all
            return None
        return written(tokens, formatter) if len(tokens) < most else None

    return highlight
