"""What is known of languages (BCP 47 tags)."""

from __future__ import annotations

from functools import lru_cache

# Unicode CLDR, characterOrder=right-to-left, by language or script subtag.
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("arab", "hebr", "nkoo", "syrc", "thaa"))


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """`"rtl"` or `"ltr"`: a script subtag decides, else the language."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
