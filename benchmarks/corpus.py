"""Make a deterministic corpus of news articles: `python -m benchmarks.corpus --articles 1000 --out DIR`."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from benchmarks import plan, prose
from benchmarks.forms import FORMS, Form


def write(count: int, out: Path, form: Form) -> None:
    """Write `count` articles below the folder `out`; the same bytes for every call."""
    for facts in plan.articles(count):
        write_article(facts, out, form)


def write_article(facts: plan.Facts, out: Path, form: Form) -> None:
    """Write one article below the folder `out`; its text depends on its index alone."""
    path = out / form.path(facts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article(facts, form), encoding="utf-8", newline="\n")


def article(facts: plan.Facts, form: Form) -> str:
    """Return the whole text of one article."""
    rng = random.Random(f"{plan.SEED}:{facts.index}")
    return form.text(facts, prose.summary(rng), prose.body(rng))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="how many articles (default 1000)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--for", dest="form", choices=sorted(FORMS), default="broadsheet")
    options = parser.parse_args()
    write(options.articles, options.out, FORMS[options.form])


if __name__ == "__main__":
    main()
