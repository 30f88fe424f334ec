"""Style sheets and values of SVG: nothing in them may load anything from elsewhere.

CSS Values 4, section 4.5 (addresses); CSS Cascade 4, section 2 (imports); CSS Syntax 3, section 4.3.7
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(
    r"""@(?:import|namespace|charset)\s*[\w-]*\s*(?:url\([^)]*\)|"[^"]*"|'[^']*')[^;{}]*;?""", re.IGNORECASE
)
_URL = re.compile(r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"')]*+))\s*\)""", re.IGNORECASE)
_NOWHERE = "url(#)"
_INSIDE = re.compile(r"#[^\s\"'()<>]*")
_FONT = re.compile(r"data:(?:font/|application/(?:x-)?font-)[\w+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=\s]*")
_FORBIDDEN = re.compile(
    r"""\\|<|//|/\*|@import|@namespace|expression\s*\(|behavior\s*:|-moz-binding|script\s*:"""
    r"""|image-set\s*\(|image\s*\(|src\s*\(|cross-fade\s*\(|element\s*\(""",
    re.IGNORECASE,
)


def harmless(css: str) -> str:
    """The same without comments and without what loads; nothing where it hides what it does."""
    css = _IMPORT.sub("", _COMMENT.sub("", css))
    css = _URL.sub(lambda match: match.group() if _kept(match) else _NOWHERE, css)
    rest = _URL.sub("", css)
    return "" if _FORBIDDEN.search(rest) or "url(" in rest.lower() else css


def without_comments(css: str) -> str:
    """What `harmless` leaves of a style that does no harm."""
    return _COMMENT.sub("", css)


def _kept(match: re.Match[str]) -> bool:
    address = next((part for part in match.groups() if part is not None), "").strip()
    return bool(_INSIDE.fullmatch(address) or _FONT.fullmatch(address))
