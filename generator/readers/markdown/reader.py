"""Markdown, without its front matter, into a manuscript.

An engine writes HTML, cleaning brings it into canonical form, and the passes below work on that form one
after the other. None knows which engine it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Manuscript, Problem, Severity
from generator.options import Markdown
from generator.readers.markdown import engines
from generator.readers.markdown.allowance import Allowance, TooMuch
from generator.readers.markdown.budgets import beyond, busiest, too_deep, too_much
from generator.readers.markdown.charts import take_charts
from generator.readers.markdown.cleaning import clean, removed
from generator.readers.markdown.figures import unwrap_figures
from generator.readers.markdown.footnotes import even_out
from generator.readers.markdown.headings import settle_headings, take_headline
from generator.readers.markdown.highlight import settle_code
from generator.readers.markdown.html import canonical
from generator.readers.markdown.ids import settle_ids
from generator.readers.markdown.lexers import LINE
from generator.readers.markdown.origin import Origin
from generator.readers.markdown.parts import split_parts
from generator.readers.markdown.places import Places
from generator.readers.markdown.plain import count_words, opening
from generator.readers.markdown.quotes import attribute_quotes
from generator.readers.markdown.tables import settle_tables
from generator.readers.markdown.typography import typeset
from generator.schemes import SCHEMES

_TOLD = 50  # kinds of what was removed that are told one by one
_SCHEME = rf"\b(?!(?:{'|'.join(SCHEMES)}):)[a-z][a-z0-9+.-]{{1,20}}:(?=[^\s:])"


def read_markdown(
    path: str,
    text: str,
    options: Markdown,
    base_url: str,
    first_line: int = 1,
    title: str = "",
    language: str = "en",
    id_prefix: str = "",
    allowance: Allowance | None = None,
) -> Manuscript:
    """Read the article at `path`: `text` begins in `first_line` of its file and is in `language`.

    A level-1 heading at the start is the title of the manuscript. It leaves the body, unless the article
    has another `title`, which is given as `typeset_text` leaves it. A text that is one of several of its
    article has an `id_prefix`, with which every id of the body begins, and shares the `allowance` of the
    article. Raises `engines.EngineMissing` when the engine of the site is not installed.
    """
    origin = Origin(path, language, base_url, Places(text, first_line))
    allowance = allowance or Allowance(text)
    raw = _raw(text, options.engine, origin, allowance)
    if isinstance(raw, Problem):
        return Manuscript(problems=(raw,))
    html = clean(raw, options.embeds) if options.clean else canonical(raw)
    problems = list(_removals(text, raw, html, origin)) if options.clean else []
    headline, html = take_headline(typeset(even_out(html), language), title)
    html = settle_ids(settle_headings(html), id_prefix)
    html = attribute_quotes(settle_tables(unwrap_figures(html), language))
    html, charts, wrong = take_charts(html, origin)
    code = settle_code(html, allowance)
    body, found = split_parts(code.html, origin, charts)
    problems += [_unknown_language(language, origin) for language in code.unknown]
    problems += [_plain_code(language, origin) for language in code.plain]
    return Manuscript(
        title=headline,
        body=body,
        opening=opening(html),
        words=count_words(html),
        problems=tuple(sorted([*problems, *wrong, *found])),
    )


def _raw(text: str, name: str, origin: Origin, allowance: Allowance) -> str | Problem:
    """The HTML of the engine, unless the text is beyond what an article may be."""
    engine = engines.load(name)
    if excess := beyond(text, origin):
        return excess
    if allowance.used_up:  # the article has its error
        return ""
    try:
        raw = engine(text, allowance)
    except TooMuch:
        return too_much(text, origin)
    except Exception as error:  # an engine that fails on one article must not end the build of all
        message = f"The Markdown engine fails on this article ({type(error).__name__})"
        cure = "Look for lists or quotations that nest very deeply"
        return Problem(origin.source, *busiest(text, origin), "unreadable-markdown", message, cure)
    return too_deep(raw, origin) or raw


def _removals(text: str, raw: str, html: str, origin: Origin) -> Iterator[Problem]:
    gone = removed(text, raw, html)
    if len(gone) > _TOLD:
        message = f"{len(gone) - _TOLD} kinds of tags and attributes more were removed"
        yield origin.warning((0, 0), "html-removed", message, "Take them out of the article")
    for name in gone[:_TOLD]:
        is_tag = name.startswith("<")
        pattern = rf"<{re.escape(name[1:-1])}\b" if is_tag else rf"(?<!\w){re.escape(name)}\s*="
        message = f"Articles may not contain {name} here, so it was removed"
        cure = "Take it out of the article"
        if name == "<iframe>":
            cure = "Add its host to markdown.embeds in site.yaml, or use a link"
        elif name.startswith("&#"):
            pattern = re.escape(name)
        elif name in ("cite", "href", "src"):
            pattern = _SCHEME
            message = "An address was removed, for it is neither http, https, mailto, tel nor a path"
        yield origin.warning(origin.places.search(pattern), "html-removed", message, cure)


def _unknown_language(language: str, origin: Origin) -> Problem:
    message = f"The code language {language} is not known, so its code is not coloured"
    cure = "Use a name that Pygments knows, such as python or bash, or text"
    return origin.warning(origin.places.find_fence(language), "unknown-language", message, cure)


def _plain_code(language: str, origin: Origin) -> Problem:
    place = origin.places.find_fence(language)
    message = f"Code in the language {language} is too long to be coloured, or has a line that is"
    cure = f"Write shorter blocks with lines of at most {LINE} characters, or name them text"
    return Problem(origin.source, *place, "plain-code", message, cure, Severity.NOTE)
