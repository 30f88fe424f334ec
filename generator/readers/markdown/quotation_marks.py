"""Which quotation marks a language writes."""

from __future__ import annotations

from typing import NamedTuple

from generator.readers.markdown.html import names


class Marks(NamedTuple):
    """What stands for a pair of double marks, and for a pair of single ones."""

    start: str
    end: str
    inner_start: str
    inner_end: str


_ROOT = Marks("“", "”", "‘", "’")
# Unicode CLDR 48, delimiters: quotationStart, quotationEnd and the alternate pair
# (https://github.com/unicode-org/cldr-json, cldr-misc-full). Languages that are not here have its root. Two
# departures: French has its spaces, which CLDR leaves out, and the inner pair that its papers write; Dutch
# keeps double marks double.
_OTHERS = {
    Marks("„", "“", "‚", "‘"): "cs de dsb et hr hsb is ksh lb mk nds sk sl",
    Marks("„", "“", "„", "“"): "bg lt",
    Marks("„", "”", "’", "’"): "sr",
    Marks("„", "”", "‘", "’"): "bs",
    Marks("„", "”", "«", "»"): "pl ro",
    Marks("„", "”", "»", "«"): "hu",
    Marks("„", "“", "«", "»"): "ka",
    Marks("”", "”", "’", "’"): "fi se sv",
    Marks("«", "»", "“", "”"): "ast br ca el es-us eu it kk pt-ao pt-ch pt-cv pt-mz pt-pt",
    Marks("«", "»", "„", "“"): "be os ru sah uk",
    Marks("«", "»", "‘", "’"): "nb nn no",
    Marks("«", "»", "«", "»"): "hy oc",
    Marks("«", "»", "‹", "›"): "gsw rm",
    Marks("«\u202f", "\u202f»", "“", "”"): "fr",
}
_BY_LANGUAGE = {language: marks for marks, languages in _OTHERS.items() for language in languages.split()}
_STRAIGHT = names("ar ckb dv fa he ja ks ps sd syr ug ur yi yue zh")
"""Languages that write without spaces or from the right: what stands beside a mark tells little there."""


def marks_of(language: str) -> Marks | None:
    """The marks of a language (BCP 47 tag); None where quotation marks stay as they are typed."""
    tag = language.lower()
    primary = tag.partition("-")[0]
    if primary in _STRAIGHT:
        return None
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(primary, _ROOT)
