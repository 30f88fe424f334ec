"""Hashtags to tag labels: `#TrumpPutinTalks` reads "Trump Putin Talks"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.readers.text.lines import word_set

_LEAD = re.compile(r"^(?:hash)?(?:tags?|topics?|теги|хештеги)\s*[:：]\s*(?=[#＃])", re.IGNORECASE)
_SIGN = re.compile("[#＃]")
_SEPARATORS = str.maketrans(",;·|", "    ")
_DIRECTION_MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0f\ufeff]")
_EDGES = ",;.:!?·|/\\\"'“”‘’«»()[]{}*_~<>-–—…"
# Names that are one word in spite of a capital inside.
_WHOLE = {
    name.lower(): name
    for name in word_set(
        "YouTube WhatsApp TikTok LinkedIn PayPal OpenAI ChatGPT BioNTech SpaceX GitHub BuzzFeed DreamWorks "
        "FedEx HuffPost JavaScript MasterCard PlayStation PhD WikiLeaks WordPress"
    )
}
_MINOR = word_set("a an and as at but by for from in nor of on or per the to via vs with")


def hashtags(line: str) -> tuple[str, ...]:
    """The words of a line of nothing but hashtags, without their signs; empty for any other line."""
    plain = _LEAD.sub("", _DIRECTION_MARKS.sub("", line).strip())
    tokens = plain.translate(_SEPARATORS).split()
    if not all(_SIGN.match(token) for token in tokens):
        return ()
    words = tuple(word.strip(_EDGES) for token in tokens for word in _SIGN.split(token)[1:])
    readable = all(any(map(str.isalnum, word)) for word in words)
    return words if readable and any(map(str.isalpha, plain)) else ()


def tag_labels(words: Iterable[str]) -> tuple[str, ...]:
    """The labels of hashtag words, each once, the first spelling kept."""
    labels: dict[str, str] = {}
    for word in words:
        label = tag_label(word)
        labels.setdefault(label.casefold(), label)
    return tuple(labels.values())


def tag_label(word: str) -> str:
    """`word` split as CamelCase and snake_case; acronyms and digits stay whole (`G7 Summit`, `COVID19`)."""
    parts = [part for piece in word.split("_") if piece for part in _camel_words(piece)]
    for i in range(1, len(parts) - 1):
        if parts[i].istitle() and parts[i].lower() in _MINOR:
            parts[i] = parts[i].lower()
    return " ".join(parts)


def _camel_words(word: str) -> list[str]:
    if whole := _WHOLE.get(word.lower()):
        return [whole if word == word.title() or word == whole else word]
    starts = [0, *(i for i in range(1, len(word)) if _starts_word(word, i))]
    return [word[start:end] for start, end in zip(starts, [*starts[1:], len(word)], strict=True)]


def _starts_word(word: str, i: int) -> bool:
    """Whether a new word starts at `i`, which is not the first character."""
    before, char, after = word[i - 1], word[i], word[i + 1 : i + 2]
    if char.isdigit():  # Election2024 is two words, COVID19 and G7 are one
        return before.islower()
    if not char.isupper():
        return False
    if before.islower():
        return i > 1 and not word[:i].endswith("Mc")  # iPhone, McDonald
    if before.isdigit():
        year = word[max(0, i - 4) : i].isdigit() and i >= 4
        return year or after.islower()  # 2024USElection and G7Summit, but 5GNetwork
    return before.isupper() and after.islower() and not _plural_end(word, i + 1)


def _plural_end(word: str, i: int) -> bool:
    """Whether the letter at `i` is the plural s of an acronym."""
    return word[i] == "s" and (i + 1 == len(word) or word[i + 1].isupper()) and word[i - 2 : i].isupper()
