"""The lines of the desk's lists: an article, a file, a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar

import msgspec

from generator.model import Article, Problem, Record
from generator.serve.desk.visit import Visit, about
from generator.serve.marks import written

Item = TypeVar("Item")


class Row(Record, frozen=True):
    """One line of a list."""

    title: str
    look: str = ""  # the desk's page on it
    view: str = ""  # the page itself
    path: str = ""  # of the file it comes from, with the line where one is meant
    edit: str = ""
    notes: tuple[str, ...] = ()
    at: str = ""  # a moment of it, ISO 8601
    when: str = ""  # the same in full, for editors
    told: str = ""  # what is said of that moment


class Some(msgspec.Struct, Generic[Item], frozen=True):
    """As much of a list as is shown."""

    items: tuple[Item, ...]
    more: int = 0  # that are not shown
    at_least: bool = False  # nobody has counted those


def some(items: Sequence[Item], most: int) -> Some[Item]:
    return Some(tuple(items[:most]), max(0, len(items) - most))


def first(items: Iterable[Item], most: int) -> Some[Item]:
    """The first of what nobody counts to its end."""
    found = tuple(islice(items, most + 1))
    return Some(found[:most], len(found) - len(found[:most]), at_least=True)


def article_row(
    visit: Visit, article: Article, *notes: str, at: dt.datetime | None = None, told: str = "", line: int = 0
) -> Row:
    """An article with what is told of a moment of it, and the line of its source that is meant."""
    source = article.source
    return Row(
        title=article.title,
        look=about(source),
        view=visit.page_of(source),
        path=f"{source}:{line}" if line else source,
        edit=visit.edit(source, line),
        notes=tuple(filter(None, (*notes, ", ".join(author.label for author in article.authors)))),
        at=at.isoformat() if at else "",
        when=written(at) if at else "",
        told=told if at else "",
    )


class Trouble(Record, frozen=True):
    """A problem as the desk shows it."""

    place: str  # `content/a.md:3:7`
    edit: str
    look: str
    rule: str
    said: str  # what is wrong
    cure: str
    severity: str


def trouble(visit: Visit, problem: Problem) -> Trouble:
    known = visit.store.sources.input(problem.path) is not None
    return Trouble(
        problem.place,
        visit.edit(problem.path, problem.line, problem.column),
        about(problem.path) if known else "",
        problem.rule,
        problem.what,
        problem.how,
        problem.severity.value,
    )
