"""All links of a site to other sites, asked for; what is remembered is not asked for again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from generator.checks.external.answers import Kept, read_answers, write_answers
from generator.checks.external.asking import Answer, agent, ask
from generator.checks.external.manners import Manners, ask_all
from generator.checks.external.verdicts import unasked, verdict
from generator.checks.facts import Facts
from generator.checks.finding import Finding
from generator.model import Record
from generator.options import Checking


class Heard(Record, frozen=True):
    """What came of it: findings with the files that hold the links, and how many addresses were asked for."""

    findings: tuple[tuple[str, Finding], ...]
    asked: int


def external_links(
    files: Mapping[str, Facts],
    settings: Checking,
    base_url: str,
    folder: Path,
    manners: Manners,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Heard:
    """Ask for every address of another site in some files. `folder` is where answers are kept.

    Raises `OSError` when the disk fails.
    """
    wanted = {url for facts in files.values() for url in facts.outside if not _ignored(url, settings)}
    now = dt.datetime.now(dt.UTC)
    answers = {url: kept for url, kept in read_answers(folder, now).items() if url in wanted}
    urls = sorted(wanted - answers.keys())
    heard: list[str] = []

    def hear(url: str, answer: Answer) -> None:
        answers[url] = Kept(url, dt.datetime.now(dt.UTC), answer)
        heard.append(url)
        progress(len(heard), len(urls))

    question = partial(ask, user_agent=agent(base_url), allowed=settings.private)
    try:
        left = ask_all(urls, question, hear, manners)
    finally:
        if heard:
            write_answers(folder, answers)
    return Heard(tuple(_findings(files, answers, len(left))), len(heard))


def _findings(
    files: Mapping[str, Facts], answers: Mapping[str, Kept], left: int
) -> Iterator[tuple[str, Finding]]:
    verdicts = {url: found for url, kept in answers.items() if (found := verdict(url, kept.answer))}
    for path, facts in files.items():
        yield from ((path, verdicts[url]) for url in facts.outside if url in verdicts)
    if left:
        yield "", unasked(left)


def _ignored(url: str, settings: Checking) -> bool:
    return any(fnmatch(url, pattern) for pattern in settings.ignore)
