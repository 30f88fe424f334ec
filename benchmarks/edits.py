"""What changes between two builds: a sentence in one article, or one article more."""

from __future__ import annotations

import os
import time
from itertools import islice
from pathlib import Path

from benchmarks import corpus, plan
from benchmarks.forms import Form

SENTENCES = (
    "The minutes were read out twice before anybody spoke.",
    "The minutes were passed round in silence, and nobody asked to speak.",
)


def subject(articles: int) -> plan.Facts:
    """Return the article that is edited: the one in the middle of the archive."""
    return next(islice(plan.articles(articles), articles // 2, None))


def edit_body(facts: plan.Facts, site: Path, form: Form) -> str:
    """Put the other of two sentences into a late paragraph of an article; return the sentence.

    So every call is a real change, and two calls leave the file as it was.
    """
    path = site / form.path(facts)
    present = path.read_text(encoding="utf-8")
    sentence = SENTENCES[1] if SENTENCES[0] in present else SENTENCES[0]
    path.write_text(with_sentence(corpus.article(facts, form), sentence), encoding="utf-8", newline="\n")
    return sentence


def replace(path: Path, text: str) -> float:
    """Save a file as most editors do, by a new file that takes the place of the old one.

    Return the moment of `time.monotonic` at which it was about to take its place. The name of the new file
    is one that neither Broadsheet nor Hugo takes for a source.
    """
    draft = path.with_name(f".{path.name}.tmp")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    begin = time.monotonic()
    draft.replace(path)
    return begin


def with_sentence(text: str, sentence: str) -> str:
    """Return the text of an article with a sentence more at the end of its last plain paragraph."""
    blocks = text.split("\n\n")
    plain = [
        at for at, block in enumerate(blocks) if block[:1].isalpha() and block.rstrip().endswith((".", '"'))
    ]
    blocks[plain[-1]] = f"{blocks[plain[-1]].rstrip()} {sentence}"
    return "\n\n".join(blocks).rstrip() + "\n"


def add(articles: int, site: Path, form: Form) -> plan.Facts:
    """Write one article more, newer than all others."""
    newcomer = plan.newcomer(articles)
    corpus.write_article(newcomer, site, form)
    return newcomer


def take_away(articles: int, site: Path, form: Form) -> plan.Facts:
    """Remove the article that was added, if it is there."""
    newcomer = plan.newcomer(articles)
    (site / form.path(newcomer)).unlink(missing_ok=True)
    return newcomer
