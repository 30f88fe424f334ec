"""From the bytes of one source to an article with every default filled in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.data.nodes import Mapping
from generator.data.tree import parse_yaml
from generator.dates import date_in_name, midnight
from generator.indexes import is_plain
from generator.model import Article, Caption, Link, Manuscript, Name, Picture, Problem, Record, Severity
from generator.readers.encoding import decode
from generator.readers.fields import Fields, read_fields
from generator.readers.frontmatter import split
from generator.readers.markdown.reader import read_markdown
from generator.readers.markdown.typography import typeset_text
from generator.readers.text.reader import read_text
from generator.settings.permalinks import is_reserved
from generator.slugs import slugify
from generator.urls import is_external, resolve

DEFAULT_SECTION = "news"
RESERVED_FOLDERS = ("pages", "media")
SUMMARY_LENGTH = 240  # characters; about two sentences
_SENTENCE_END = re.compile(r"[.!?…](?:\u202f?[”’“‘\"'»›)\]])*(?=\s)|[。！？][”’」』)]*")


class Parsed(Record, frozen=True):
    """What became of one source: its article, unless an error stands in the way."""

    path: str
    article: Article | None
    problems: tuple[Problem, ...]


def parse(path: str, data: bytes, sidecar: tuple[str, bytes] | None, config: Config) -> Parsed:
    """Read one article; `sidecar` is the path and the bytes of the YAML file beside a raw text."""
    text, problems = decode(data, path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Parsed(path, None, problems)
    read = _read_raw if path.endswith(".txt") else _read_markdown
    manuscript, fields, found = read(path, text, sidecar, config)
    problems += (*manuscript.problems, *found)
    if fields.title:
        problems = tuple(problem for problem in problems if problem.rule != "no-headline")
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Parsed(path, None, problems)
    article, found = assemble(path, manuscript, fields, config)
    problems += found
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Parsed(path, None if failed else article, problems)


def _not_fields(path: str) -> Problem:
    return Problem(
        path, 1, 1, "not-fields", "This is not a list of fields", "Write `name: value` on each line"
    )


Reading = tuple[Manuscript, Fields, tuple[Problem, ...]]


def _read_raw(path: str, text: str, sidecar: tuple[str, bytes] | None, config: Config) -> Reading:
    manuscript = read_text(path, text, [re.compile(line, re.IGNORECASE) for line in config.boilerplate])
    if sidecar is None:
        return manuscript, Fields(), ()
    beside, problems = decode(sidecar[1], sidecar[0])
    node, found = parse_yaml(sidecar[0], beside)
    if not isinstance(node, Mapping):
        if node is not None and not found:
            found = (_not_fields(sidecar[0]),)
        return manuscript, Fields(), (*problems, *found)
    fields, wrong = read_fields(sidecar[0], node, ZoneInfo(config.timezone), config.labels)
    return manuscript, fields, (*problems, *found, *wrong)


def _read_markdown(path: str, text: str, _: object, config: Config) -> Reading:
    front = split(path, text)
    fields, problems = Fields(), front.problems
    if front.node is not None:
        fields, wrong = read_fields(path, front.node, ZoneInfo(config.timezone), config.labels)
        problems += wrong
    language = fields.language or config.language
    fields = _typeset(fields, language)
    manuscript = read_markdown(
        path,
        front.body,
        config.markdown,
        config.base_url,
        first_line=front.first_line,
        title=fields.title,
        language=language,
    )
    return manuscript, fields, problems


def _typeset(fields: Fields, language: str) -> Fields:
    """The same fields, with what readers see of them in the signs of typography, as in the text."""
    image = fields.image
    return msgspec.structs.replace(
        fields,
        title=typeset_text(fields.title, language),
        summary=typeset_text(fields.summary, language),
        image=image and msgspec.structs.replace(image, caption=typeset_text(image.caption, language)),
    )


def assemble(
    path: str, manuscript: Manuscript, fields: Fields, config: Config
) -> tuple[Article, tuple[Problem, ...]]:
    """Fill in what was not given: from the text, the file's name and folder, and `site.yaml`."""
    stem, _ = posixpath.splitext(posixpath.basename(path))
    day, name = date_in_name(stem)
    title = fields.title or manuscript.title
    date = fields.date or (midnight(day, ZoneInfo(config.timezone)) if day else None)
    slug = fields.slug or slugify(name if path.endswith(".md") else title)
    image, image_problems = _image(path, manuscript, fields)
    related, related_problems = _related(path, fields, config)
    article = Article(
        source=path,
        title=title,
        slug=slug,
        date=date,
        updated=fields.updated,
        expires=fields.expires,
        draft=fields.draft or False,
        section=_section(path, fields),
        language=fields.language or config.language,
        authors=_authors(fields.authors or manuscript.authors, config),
        tags=_tags(fields.tags or manuscript.tags, config),
        summary=fields.summary or summarise(manuscript.opening),
        standfirst=bool(fields.summary),
        image=image,
        caption=_caption(manuscript, fields),
        label=fields.label or "",
        dateline=fields.dateline or manuscript.dateline,
        canonical=fields.canonical or "",
        related=related,
        extra=fields.extra,
        body=manuscript.body,
        words=manuscript.words,
    )
    return article, (*_check(article), *image_problems, *related_problems)


def _check(article: Article) -> Iterable[Problem]:
    if not article.title:
        yield Problem(
            article.source,
            1,
            1,
            "no-headline",
            "This article has no headline",
            "Write `title:` in its front matter, or begin with a line `# Headline`",
        )
    elif not is_plain(article) and is_reserved(article.section):
        yield Problem(
            article.source,
            1,
            1,
            "reserved-name",
            f"The section `{article.section}` has an address that Broadsheet keeps",
            "Choose another section, or another folder",
        )
    elif not article.slug:
        yield Problem(
            article.source,
            1,
            1,
            "no-slug",
            "No address can be made of this article's name",
            "Write `slug:` with letters or digits",
        )


def _section(path: str, fields: Fields) -> str:
    folders = path.split("/")[1:-1]
    given = slugify(fields.section or "")
    return (
        given
        or (slugify(folders[0]) if folders and folders[0] not in RESERVED_FOLDERS else "")
        or DEFAULT_SECTION
    )


def _authors(labels: Sequence[str], config: Config) -> tuple[Name, ...]:
    """Authors by slug; the full name that `site.yaml` gives for another slug means that author."""
    known = {author.name.casefold(): author.slug for author in config.authors}
    names = (Name(known.get(label.casefold()) or slugify(label), label) for label in labels)
    return _unique(names)


def _tags(labels: Sequence[str], config: Config) -> tuple[Name, ...]:
    aliases = {alias: tag.slug for tag in config.tags for alias in tag.aliases}
    slugs = ((slugify(label), label) for label in labels)
    return _unique(Name(aliases.get(slug, slug), label) for slug, label in slugs)


def _unique(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple({name.slug: name for name in reversed(tuple(names)) if name.slug}.values())[::-1]


def _image(path: str, manuscript: Manuscript, fields: Fields) -> tuple[Picture | None, tuple[Problem, ...]]:
    given = fields.image
    if given is None or not given.source:
        return None, ()
    source = resolve(path, given.source)
    if source is None:
        message = f"The picture `{given.source}` is outside the site's content folder"
        cure = "Put the picture beside the article or under content/media/"
        where = fields.path, given.line, given.column
        return None, (Problem(*where, "path-outside-site", message, cure),)
    caption = manuscript.caption
    filled = msgspec.structs.replace(
        given,
        source=source,
        caption=given.caption or (caption.text if caption else ""),
        credit=given.credit or (caption.credit if caption else ""),
    )
    return filled, ()


def _caption(manuscript: Manuscript, fields: Fields) -> Caption | None:
    """The caption of a photograph that is not at hand."""
    given = fields.image
    if given and not given.source and (given.caption or given.credit):
        return Caption(given.caption, given.credit)
    return manuscript.caption


def _related(path: str, fields: Fields, config: Config) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    links: list[Link] = []
    for target in fields.related:
        line, column = fields.place("related")
        below = target.removeprefix(config.base_url.rstrip("/")) if is_external(target) else target
        source = below if below.startswith("/") else resolve(path, below)
        if source and not is_external(below):
            links.append(Link(source, "", line=line, column=column))
    return tuple(links), ()


def summarise(text: str) -> str:
    """The first sentences of a text, up to `SUMMARY_LENGTH` characters; a longer one is cut at a word."""
    text = text.strip()
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH + 1)]
    fitting = [end for end in (*ends, len(text)) if end <= SUMMARY_LENGTH]
    if fitting:
        return text[: fitting[-1]]
    cut = text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] if len(text) > SUMMARY_LENGTH else text
    return cut.rstrip(" ,;:–—-") + ("…" if len(cut) < len(text) else "")
