"""Labels to the names that stand in URLs.

A published URL never changes by itself, so the transliteration is a table of our own: a library is free
to improve its table, and would move pages by doing so. Never edit an entry here; add new ones only.
What the table leaves out comes from Unicode data that its stability policy holds still
(https://www.unicode.org/policies/stability_policy.html): decompositions and character names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_BYTES = 200
"""Longest slug, in bytes of UTF-8: a file name with its percent signs still fits every file system."""

_LATIN = """
ß ss  æ ae  œ oe  ð d  þ th  ŋ ng  ı i  ȷ j  ĸ k  ə e  ɛ e  ɔ o  ɣ g  ɩ i  ʋ v  ʒ zh  ʃ sh  ƞ n  ƿ w  ȝ y
"""
_GREEK = """
ου ou  ού ou
α a  β v  γ g  δ d  ε e  ζ z  η i  θ th  ι i  κ k  λ l  μ m  ν n  ξ x  ο o  π p  ρ r  σ s  ς s  τ t  υ y
φ f  χ ch  ψ ps  ω o
"""
_CYRILLIC = """
ъе ye  ъё yo  ъю yu  ъя ya
а a  б b  в v  г g  д d  е e  ж zh  з z  и i  й y  к k  л l  м m  н n  о o  п p  р r  с s  т t  у u  ф f
х kh  ц ts  ч ch  ш sh  щ shch  ъ a  ы y  э e  ю yu  я ya  ё yo
є ye  і i  ї i  ґ g  ў u  ђ dj  ј j  љ lj  њ nj  ћ c  џ dz  ѓ gj  ќ kj  ѕ dz
ә a  ғ g  қ q  ң ng  ө o  ұ u  ү u  һ h  ҡ q  ҙ z  ҫ s  ҥ ng  җ j  ҳ h  ҷ j  ѣ e  ѫ a  ѧ ya  ѳ f  ѵ i  ѡ o
"""
_SILENT = "ьӏʹʺʻʼʽʾʿˈˊˋ"


def _table() -> dict[str, str]:
    words = (_LATIN + _GREEK + _CYRILLIC).split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {unicodedata.normalize("NFC", key): value for key, value in pairs} | dict.fromkeys(_SILENT, "")


_TABLE = _table()
_ENTRIES = re.compile("|".join(sorted(map(re.escape, _TABLE), key=lambda key: (-len(key), key))))
_MARKS = ("Mn", "Mc", "Me")
_VIRAMA = 9  # the combining class of the signs that join two consonants
_PLAIN_LATIN = re.compile(r"LATIN SMALL LETTER ([A-Z])(?: WITH .*)?")
# Characters that no reader sees: Default_Ignorable_Code_Point of the Unicode Character Database, and the
# interlinear annotation marks.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_APOSTROPHE = "'’‘‛ʼ`´′＇׳״"
_INNER_APOSTROPHE = re.compile(rf"(?<=\w)[{_APOSTROPHE}]+(?=\w)")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHE}]")
_ANY_DASH = re.compile("[\u2010-\u2015\u2212]")
_ASCII_WORD = re.compile("[a-z0-9]+")


@lru_cache(maxsize=1 << 14)
def slugify(label: str) -> str:
    """The part of a URL that names `label`; empty when nothing of it can stand in a URL.

    Lower-case. Latin, Greek and Cyrillic letters become ASCII, other scripts stay as they are, in NFC;
    an apostrophe inside a word vanishes and everything else but letters, digits and marks becomes a
    single hyphen. `slugify(slugify(x)) == slugify(x)`.
    """
    visible = _INNER_APOSTROPHE.sub("", _INVISIBLE.sub("", label))
    if visible.isascii():  # what follows would give the same, more slowly
        return _shorten("-".join(_ASCII_WORD.findall(visible.lower())))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).lower())
    text = "".join(_plain_letters(_INVISIBLE.sub("", text)))
    text = _ENTRIES.sub(lambda match: _TABLE[match[0]], text)
    return _shorten(unicodedata.normalize("NFC", _hyphenate(text)))


def is_slug(text: str) -> bool:
    """Whether `text` can stand in a URL as it is."""
    return bool(text) and text == slugify(text)


def label_key(label: str) -> str:
    """`label` with case, accents, spacing and the kind of apostrophe and dash folded.

    Two labels with one slug are the same name when their keys are equal, and a collision otherwise
    (C and C++).
    """
    text = _ANY_DASH.sub("-", _ANY_APOSTROPHE.sub("'", _INVISIBLE.sub("", label)))
    bare = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) != "Mn")
    return " ".join(unicodedata.normalize("NFKC", "".join(bare)).casefold().split())


def _plain_letters(text: str) -> list[str]:
    """The characters of `text`; accents are gone from those that the table or ASCII can write."""
    plain: list[str] = []
    bare = True  # whether the letter before carries no marks of its own any more
    for char in text:
        if unicodedata.category(char) in _MARKS:
            plain.append("" if bare else char)
            continue
        letter = _plain_letter(char)
        bare = letter.isascii() or letter in _TABLE
        plain.append(letter)
    return plain


def _plain_letter(char: str) -> str:
    if char.isascii() or char in _TABLE:
        return char
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii() or base in _TABLE:
        return base
    latin = _PLAIN_LATIN.fullmatch(unicodedata.name(char, ""))
    return latin[1].lower() if latin else char


def _hyphenate(text: str) -> str:
    """`text` with one hyphen for each run of anything but letters, digits and their marks."""
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    words = "".join(kept).split()
    # A mark that has lost its letter would attach itself to the hyphen.
    return "-".join(word for word in map(_without_leading_marks, words) if word)


def _without_leading_marks(word: str) -> str:
    start = next((i for i, char in enumerate(word) if unicodedata.category(char) not in _MARKS), len(word))
    return word[start:]


def _belongs_together(before: str, char: str) -> bool:
    """Whether two characters are of one that readers see (Unicode TR 29, rules GB6 to GB9c)."""
    is_jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
    return is_jamo or unicodedata.category(char) in _MARKS or unicodedata.combining(before) == _VIRAMA


def _shorten(slug: str) -> str:
    """`slug` cut to `MAX_BYTES`: at a hyphen if one lies in the second half, else between two letters."""
    if len(slug.encode()) <= MAX_BYTES:
        return slug
    end = len(slug.encode()[:MAX_BYTES].decode(errors="ignore"))
    hyphen = slug.rfind("-", end // 2, end + 1)
    if hyphen > 0:
        return slug[:hyphen]
    while end and _belongs_together(slug[end - 1], slug[end]):
        end -= 1
    return slug[:end].rstrip("-")
