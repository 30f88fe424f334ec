"""Checks of tiny sites, in this process."""

from __future__ import annotations

import datetime as dt

from sites import NOW, Site

from generator.checking import Findings, Order, check
from generator.model import Problem

MOMENT = dt.datetime.fromisoformat(NOW)
SITE = "-- site.yaml --\ntitle: The Test Times\nbase_url: https://example.org/\nlanguage: en\n"


def checked(here: Site, build: bool = True, now: str = NOW, output: str = "public") -> Findings:
    """All that a check finds, after a build that leaves nothing out."""
    if build:
        made = here.build(now=now, output=output)
        assert made.report.published, made.report.problems
    return check(Order(here.root, here.root / output, dt.datetime.fromisoformat(now)))


def problems(here: Site, *rules: str, build: bool = True) -> list[Problem]:
    """The problems of a check by their rules; all but notes where none are named."""
    found = checked(here, build).problems
    return [each for each in found if (each.rule in rules if rules else each.severity.value != "note")]


def places(here: Site, *rules: str, build: bool = True) -> list[tuple[str, int, str, str]]:
    """Path, line, rule and severity of problems."""
    found = problems(here, *rules, build=build)
    return [(each.path, each.line, each.rule, each.severity.value) for each in found]
