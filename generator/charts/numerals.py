"""Numbers as tables write them: in any digits, with a decimal point or comma, and with or without groups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MISSING = frozenset(
    ("", "-", "–", "—", "−", ".", "..", "…", ":", "x", "?", "na", "n/a", "n.a.", "nan", "null", "none")
)
"""What stands where there is no number; the signs are those of statistical offices."""

LARGEST = 1e15
"""Above it, a computer can no longer tell one whole number from the next."""

_SPACES = re.compile("[\\s\u00a0\u2009\u202f\u2007'’_]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "＋": "+", "٫": ",", "٬": "'", "％": "%"})
_AROUND = re.compile(r"^(?:[$€£¥₴₽₹]|[A-Z]{3}(?=[ \u00a0]))?\s*|\s*(?:[%‰$€£¥₴₽₹]|(?<=[ \u00a0])[A-Z]{3})?$")
_WRITTEN = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = {
    ".": re.compile(r"[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?"),  # in India by two digits but for the last
    ",": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?"),
}
_PLAIN = {
    ".": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"),
    ",": re.compile(r"[+-]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d{1,3})?"),
}


def is_missing(text: str) -> bool:
    return text.strip().lower() in MISSING


def bare(text: str) -> str:
    """A number without what stands around it, in ASCII: ` €1 234,5 ` is `1234,5`."""
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text.translate(_SIGNS)
        )
    return _SPACES.sub("", _AROUND.sub("", text.strip(), count=2))


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign that numbers show, "." or ","; empty where all could be read either way."""
    points = commas = 0
    for text in map(bare, texts):
        if _WRITTEN.fullmatch(text):
            sign = _shown(text)
            points += sign == "."
            commas += sign == ","
    if points == commas:
        return ""
    return "." if points > commas else ","


def _shown(text: str) -> str:
    """The decimal sign that one number shows, if it shows any."""
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    last, sign = max((point, "."), (comma, ","))
    if last < 0:
        return ""
    if text.count(sign) > 1:
        return "," if sign == "." else "."  # it parts groups, so the other one is free
    after = re.match(r"\d*", text[last + 1 :])
    before = text[:last].lstrip("+-")
    could_be_group = after and len(after[0]) == 3 and 1 <= len(before) <= 3 and before[0] != "0"
    return "" if could_be_group else sign


def read_number(text: str, decimal: str) -> float | None:
    """The number that a text writes with a decimal sign; None for what is none, or is too large."""
    text = bare(text)
    group = "," if decimal == "." else "."
    if _GROUPED[decimal].fullmatch(text):
        text = text.replace(group, "")
    elif not _PLAIN[decimal].fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if abs(value) <= LARGEST else None


def places_of(text: str, decimal: str) -> int:
    """How many digits follow the decimal sign."""
    _, sign, rest = bare(text).partition(decimal)
    return len(re.match(r"\d*", rest)[0]) if sign else 0  # type: ignore[index]
