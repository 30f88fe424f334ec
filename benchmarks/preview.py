"""Measure from a save to the browser: `python -m benchmarks.preview --sizes 1000,10000 --edits 50`.

A preview server runs, a real Chromium has the page of an article open, and a sentence of the article is
changed again and again. Each time the clock runs from the moment at which the new file takes the place of
the old one to the moment at which a script in the page reports the new sentence in the document, whether
it got there by a reload or otherwise. The next edit comes when the server rests again.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import browser, corpus, document, edits, results, saves, serving, tools
from benchmarks.candidates import CANDIDATES
from benchmarks.sites import WORK, Site

DEFAULT = "hugo,broadsheet,broadsheet-commonmark"
UNCOUNTED = 2  # edits at the beginning
LONGEST_PAUSE = 0.6  # seconds: a server that looks up twice a second is met at any point of its round
PATIENCE = 10.0  # seconds after which an edit is missed
PATIENCE_FOR_EACH = 0.001  # and more for each article


def main() -> None:
    options = _options()
    tools.install()
    for articles in map(int, options.sizes.split(",")):
        for candidate in (CANDIDATES[name] for name in options.only.split(",")):
            if candidate.limit < articles and options.only == DEFAULT:
                continue
            site = Site(candidate, articles, options.work / str(articles) / candidate.name)
            found = {"facts": results.present(), "load": round(os.getloadavg()[0], 1)}
            found |= measure(site, options.edits)
            saves.keep(options.results, articles, candidate.name, found)
            print(f"\n{saves.table(options.results)}", flush=True)
    if options.results == saves.STORED:
        document.fill({"preview": saves.table()})


def measure(site: Site, count: int) -> dict[str, Any]:
    """Edit an article so many times; return milliseconds from each save to the text in the browser.

    Edits that never got there are counted as `missed`; the page is then loaded again by hand.
    """
    site.prepare()
    facts = edits.subject(site.articles)
    path = site.source / site.form.path(facts)
    whole = corpus.article(facts, site.form)
    edits.replace(path, whole)
    patience = PATIENCE + PATIENCE_FOR_EACH * site.articles
    pauses = random.Random(count)
    seconds = []
    try:
        with serving.running(site) as (server, port, printed), browser.opened() as tab:
            url = f"http://127.0.0.1:{port}{serving.address(facts)}"
            serving.wait_for(server, printed, port, facts, "</html>")
            serving.rest(server.pid)
            tab.open(url)
            for number in range(UNCOUNTED + count):
                serving.rest(server.pid)
                time.sleep(pauses.uniform(0, LONGEST_PAUSE))
                seconds.append(tab.shows(number, _save(path, whole, number), patience))
                if seconds[-1] is None:
                    tab.open(url)
    finally:
        edits.replace(path, whole)
    counted = seconds[UNCOUNTED:]
    return {
        "milliseconds": [round(1000 * each, 1) for each in counted if each is not None],
        "missed": counted.count(None),
    }


def _save(path: Path, whole: str, number: int) -> Callable[[], float]:
    text = edits.with_sentence(whole, browser.sign(number))
    return lambda: edits.replace(path, text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description=__doc__)
    parser.add_argument("--sizes", default="1000", help="numbers of articles (default 1000)")
    parser.add_argument("--edits", type=int, default=50, help="edits that count (default 50)")
    parser.add_argument("--only", default=DEFAULT, help=f"generators (default {DEFAULT})")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for sites and outputs")
    parser.add_argument("--results", type=Path, default=saves.STORED, help="file for the figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
