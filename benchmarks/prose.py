"""Invented news text from the word lists and grammar in words.yaml."""

from __future__ import annotations

import random
from functools import cache
from math import gcd
from pathlib import Path
from typing import Any

import yaml

PARAGRAPHS = 10
PARAGRAPH_CHARACTERS = (290, 370)  # a paragraph ends with the sentence that passes a length in here
SUBHEADS_AFTER = (3, 7)
EXTRAS = {"list": 0.10, "table": 0.03, "footnote": 0.03, "code": 0.01}  # share of the articles
HEADLINE_PARTS = ("places", "headline_bodies", "headline_verbs", "headline_objects", "headline_tails")


@cache
def words() -> dict[str, Any]:
    """Return the lists of words.yaml."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists


def headline(index: int) -> str:
    """Return the headline of an article; all indexes below about 770,000 have different ones.

    The index is spread over the product of the word lists by a stride that is prime to its size, so
    that neighbours in time share no words and no headline needs a number.
    """
    lists = [words()[part] for part in HEADLINE_PARTS]
    size = 1
    for options in lists:
        size *= len(options)
    stride = int(size * 0.618)
    while gcd(stride, size) != 1:
        stride += 1
    rest = index * stride % size
    chosen: list[str] = []
    for options in lists:
        rest, pick = divmod(rest, len(options))
        chosen.append(options[pick])
    place, body, verb, thing, tail = chosen
    return f"{place}: {body} {verb} {thing} {tail}"


def summary(rng: random.Random) -> str:
    """Return one sentence of plain text."""
    return _sentence("leads", rng)


def body(rng: random.Random) -> str:
    """Return the Markdown body of one article: ten paragraphs of about 300 characters, with some extras."""
    blocks: list[str] = []
    linked = rng.randrange(1, PARAGRAPHS)
    quoted = rng.randrange(1, PARAGRAPHS) if rng.random() < 0.25 else None
    for number in range(PARAGRAPHS):
        if number in SUBHEADS_AFTER:
            blocks.append(f"## {_sentence('subheads', rng)}")
        text = _paragraph(number, linked == number, rng)
        blocks.append(f"> {text}" if number == quoted else text)
    for name, share in EXTRAS.items():
        if rng.random() < share:
            blocks.append(_fill(words()["extras"][name], rng).rstrip())
    return "\n\n".join(blocks) + "\n"


def _paragraph(number: int, linked: bool, rng: random.Random) -> str:
    enough = rng.randint(*PARAGRAPH_CHARACTERS)
    sentences = [_sentence("leads" if number == 0 else "sentences", rng)]
    if linked:
        sentences.append(_sentence("linked", rng))
    elif number % 2:
        sentences.append(_sentence("quotes", rng))
    while sum(map(len, sentences)) < enough:
        sentences.append(_sentence("sentences", rng))
    return " ".join(sentences)


class _Slots:
    """Answers every {slot} of a template with a random entry of its list."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def __getitem__(self, name: str) -> str:
        return _fill(self._rng.choice(words()[name]), self._rng)


def _fill(template: str, rng: random.Random) -> str:
    return template.format_map(_Slots(rng)) if "{" in template else template


def _sentence(kind: str, rng: random.Random) -> str:
    text = _fill(rng.choice(words()[kind]), rng)
    return text[0].upper() + text[1:]
