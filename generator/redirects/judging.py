"""Which redirects a site has, and what is wrong with those that people have written.

They come from three places: `redirects` of site.yaml, `aliases` of articles, and the ledger, whose dead
addresses find their heirs by themselves. Where one leads to another, it leads to the end at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from generator.model import Problem, Record, Severity
from generator.options import Rule
from generator.redirects import GONE, Redirect, pages
from generator.redirects.pages import Pages
from generator.settings.redirects import GONE_WORD

FILE = "site.yaml"


class Alias(Record, frozen=True):
    """An address that an article names as its own too."""

    url: str
    target: str  # the URL of the article
    source: str


class Site(pages.Site, Protocol):
    """What is to be known of the site as it is about to be published."""

    def is_live(self, url: str) -> bool:
        """Whether a URL has a page or a file."""

    def is_withheld(self, url: str) -> bool:
        """Whether an article has this URL that is not published now."""

    def place_of(self, alias: Alias) -> tuple[str, int, int]:
        """Where an article names an alias: file, line and column."""


class Judged(Record, frozen=True):
    """The redirects, each to its end, and the problems of those that are none."""

    redirects: tuple[Redirect, ...]
    pages: tuple[Redirect, ...]  # those that are pages of their own
    problems: tuple[Problem, ...]


def judged(
    rules: Iterable[Rule], aliases: Iterable[Alias], automatic: Mapping[str, Redirect], site: Site
) -> Judged:
    """The redirects of a site. `automatic` are those of the ledger, by their URL."""
    rules, pages = tuple(rules), Pages(site)
    blocked = {rule.source: pages.place(_redirect(rule), _whose(rule)) for rule in rules}
    named, problems = _of_aliases(aliases, {rule.source: rule for rule in rules}, site, pages)
    table = {**automatic, **named, **{rule.source: _redirect(rule) for rule in rules}}
    found = {**automatic, **named}
    for rule in rules:
        end, problem = _end(rule, table, site, blocked[rule.source])
        if end is not None:
            found[rule.source] = Redirect(rule.source, end, rule.status)
        elif rule.source not in automatic:
            found.pop(rule.source, None)
        problems += [problem] if problem else []
    redirects = tuple(sorted(found.values()))
    for each in redirects:
        pages.place(each, each.source)  # those of the ledger: in another's place, they have none of their own
    return Judged(redirects, tuple(filter(pages.has, redirects)), tuple(sorted(problems)))


def _redirect(rule: Rule) -> Redirect:
    return Redirect(rule.source, rule.target, rule.status)


def _whose(rule: Rule) -> str:
    return f"{rule.source}, a redirect of {FILE}"


def _of_aliases(
    aliases: Iterable[Alias], rules: Mapping[str, Rule], site: Site, pages: Pages
) -> tuple[dict[str, Redirect], list[Problem]]:
    """What aliases lead to; an error at one that is a page, a redirect, or the alias of another article."""
    owners: dict[str, Alias] = {}
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for each in aliases:
        if each.url == each.target:
            continue
        first, redirect = owners.setdefault(each.url, each), Redirect(each.url, each.target)
        if first.source != each.source:
            problems.append(_taken(site, each, f"an alias of {first.source} already"))
        elif each.url in rules:
            problems.append(_taken(site, each, f"a redirect of {FILE} too, in line {rules[each.url].line}"))
        elif site.is_live(each.url):
            problems.append(_taken(site, each, "the address of a page"))
        elif other := pages.place(redirect, f"{each.url}, an alias of {each.source}"):
            problems.append(_taken(site, each, f"a page that would lie in the place of {other}"))
        else:
            found[each.url] = redirect
    return found, problems


def _taken(site: Site, alias: Alias, by: str) -> Problem:
    message = f"The alias {alias.url} is {by}"
    return Problem(*site.place_of(alias), "alias-taken", message, "Remove one of the two")


def _end(
    rule: Rule, table: Mapping[str, Redirect], site: Site, blocked: str
) -> tuple[str | None, Problem | None]:
    """Where a rule leads in the end; None where it cannot hold, or something is in the way of its page."""
    if site.is_live(rule.source):
        message = f"{rule.source} is the address of a page, and cannot lead elsewhere"
        return None, _wrong(rule, "redirect-over-page", message, "Remove the redirect, or move the page")
    if blocked:
        message = f"The redirect of {rule.source} is a page that would lie in the place of {blocked}"
        return None, _wrong(rule, "redirect-over-page", message, "Remove one of the two")
    if rule.status == GONE or not rule.target.startswith("/"):
        return rule.target, None
    passed = [rule.source]
    target = rule.target
    while not site.is_live(_page(target)) and (further := table.get(_page(target))):
        passed.append(further.source)
        if further.source in passed[:-1]:
            return None, _loop(rule, passed)
        if further.is_gone:
            return None, _nowhere(rule, f"{further.source}, which is gone")
        target = further.target
        if not target.startswith("/"):
            return target, _chain(rule, target)
    page = _page(target)
    if site.is_live(page):
        return target, _chain(rule, target) if len(passed) > 1 else None
    if site.is_withheld(page):
        message = f"The redirect of {rule.source} waits for its target, which is not published now"
        return None, _wrong(rule, "redirect-withheld", message, "Nothing is to be done", Severity.NOTE)
    return None, _nowhere(rule, f"{page}, where nothing is published")


def _page(target: str) -> str:
    """A target without its query and its fragment."""
    return target.partition("#")[0].partition("?")[0]


def _wrong(rule: Rule, kind: str, message: str, cure: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(FILE, rule.line, rule.column, kind, message, cure, severity)


def _nowhere(rule: Rule, where: str) -> Problem:
    cure = f"Write the address of a page, or `{rule.source}: {GONE_WORD}`"
    return _wrong(rule, "redirect-target", f"The redirect of {rule.source} leads to {where}", cure)


def _loop(rule: Rule, passed: list[str]) -> Problem:
    message = f"The redirect of {rule.source} leads in a circle: {' to '.join(passed)}"
    return _wrong(rule, "redirect-loop", message, "Let one of them lead to a page")


def _chain(rule: Rule, target: str) -> Problem:
    message = f"The redirect of {rule.source} leads to another one; it is published as one to {target}"
    return _wrong(rule, "redirect-chain", message, f"Write `{rule.source}: {target}`", Severity.NOTE)
