"""The desk's page on one page: what it is, what it reads, and how others see it."""

from __future__ import annotations

import unicodedata
from typing import Any

from generator.inquiry import Explanation, Unknown, inquire
from generator.serve.desk.heads import Said, said
from generator.serve.desk.rows import trouble
from generator.serve.desk.visit import Visit, about
from generator.serve.files import file_of
from generator.serve.marks import mark, written
from generator.stock.site import read_config
from generator.stock.survey import stem


def closer(visit: Visit) -> tuple[int, str, dict[str, Any]]:
    """The status, the template and what it shows, for the page at `path=`: an address, or a source."""
    given = visit.query.get("path", "").strip()
    found = _inquire(visit, given)
    if isinstance(found, Unknown):
        near = tuple((url, about(url)) for url in found.near)
        source = given if _can_be(given) and visit.store.sources.input(given) is not None else ""
        shown = {"given": given, "message": found.message, "near": near, "source": source}
        return 200 if source else 404, "unknown.html", {**shown, **_of_source(visit, source)}
    html = found.file.endswith(".html")
    context = {
        "found": found,
        "view": visit.view(found.url) if found.url else "",
        "changed": written(found.changed) if found.changed else "",
        "framed": html,
        "said": _said(visit, found) if html else None,
        "source": found.source,
        **_of_source(visit, found.source),
    }
    return 200, "page.html", context


def _inquire(visit: Visit, given: str) -> Explanation | Unknown:
    if not _can_be(given):
        return Unknown("Give the address of a page, such as /2024/11/a/, or the file of an article.")
    desk = visit.desk
    return inquire(visit.store, desk.root, desk.output, given)


def _can_be(given: str) -> bool:
    """Whether the site can have such a name: the disk is asked for no other."""
    plain = not any(unicodedata.category(character) in ("Cc", "Cs") for character in given)
    rooted = given.startswith(("/", "content/", "static/")) and not given.startswith("//")
    return plain and rooted and ".." not in given.split("/")


def _of_source(visit: Visit, source: str) -> dict[str, Any]:
    """What is known of an article, be it shown or not."""
    article = visit.article(source) if source else None
    state = mark(article, visit.now) if article else None
    # A sidecar has the name of its text.
    problems = [each for each in visit.desk.problems() if source and stem(each.path) == stem(source)]
    return {
        "title": article.title if article else "",
        "edit": visit.edit(source),
        "state": state.text if state else "",
        "status": state.status if state else "",
        "troubles": tuple(trouble(visit, each) for each in problems),
    }


def _said(visit: Visit, found: Explanation) -> Said | None:
    file = file_of(visit.desk.output, found.file)
    if file is None or not file.is_file():
        return None
    here = visit.store.rows().fact("setting", ("base_url",)) or ""
    config, _ = read_config(visit.desk.root)
    return said(file.read_bytes(), found.url, config.base_url if config else here, here)
