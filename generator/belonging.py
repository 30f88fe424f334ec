"""Where an article belongs: its section, authors, tags, series, and language edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.config import Config
from generator.data.values import title_case
from generator.editions import OWN
from generator.model import Name
from generator.slugs import label_key, slugify

DEFAULT_SECTION = "news"
RESERVED_FOLDERS = ("pages", "media")


def section_of(path: str, given: str, config: Config) -> Name:
    """The section that is given, else the first folder, else the news."""
    if slug := slugify(given):
        return Name(slug, given)
    folders = path.split("/")[1:-1][_is_edition(path, config) :][:1]
    folders = [folder for folder in folders if folder not in RESERVED_FOLDERS]
    slug = slugify(folders[0]) if folders else ""
    return Name(slug or DEFAULT_SECTION, title_case(slug or DEFAULT_SECTION))


def language_of(path: str, given: str, config: Config) -> str:
    """The language that is given, else that of the edition whose folder it is in, else that of the site.

    The folder of an edition is `content/uk/`; that of its plain pages `content/pages/uk/`. Capitals as in
    `content/pt-BR/` are as good.
    """
    folders = path.split("/")[1:-1]
    place = 1 if folders[:1] == ["pages"] else 0
    named = folders[place].lower() if len(folders) > place else ""
    found = (edition.language for edition in config.languages if edition.slug == named)
    return given or next(found, config.language)


def _is_edition(path: str, config: Config) -> bool:
    """Whether the first folder of an article is that of an edition."""
    return any(path.lower().startswith(f"content/{edition.slug}/") for edition in config.languages)


def authors_of(labels: Sequence[str], config: Config) -> tuple[Name, ...]:
    """Authors by slug; the full name that `site.yaml` gives for another slug means that author."""
    known = {author.name.casefold(): author.slug for author in config.authors}
    names = (Name(known.get(label.casefold()) or slugify(label), label) for label in labels)
    return _unique(names)


def tags_of(labels: Sequence[str], config: Config) -> tuple[Name, ...]:
    aliases = {alias: tag.slug for tag in config.tags for alias in tag.aliases}
    slugs = ((slugify(label), label) for label in labels)
    return _unique(Name(aliases.get(slug, slug), label) for slug, label in slugs)


def series_of(label: str, config: Config) -> Name | None:
    """The series of `site.yaml` with this slug or label, else one by the name that is given."""
    if not label:
        return None
    slug, key = slugify(label), label_key(label)
    by_slug = (each for each in config.series if each.slug == slug)
    by_label = (each for each in config.series if label_key(each.label) == key)
    listed = next(by_slug, None) or next(by_label, None)
    return Name(listed.slug, listed.label) if listed else Name(slug, label)


def edition_of(language: str, config: Config) -> str:
    """The slug of the edition for a language (BCP 47 tag); that of the site for its own, and for any other.

    An edition of the very language comes first, then one of its primary language.
    """
    editions = {edition.language: edition.slug for edition in config.languages} | {config.language: OWN}
    primary = language.partition("-")[0]
    return editions.get(language, editions.get(primary, OWN))


def _unique(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple({name.slug: name for name in reversed(tuple(names)) if name.slug}.values())[::-1]
