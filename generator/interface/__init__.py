"""The texts of the interface, in the languages that Broadsheet speaks (docs/languages.md).

A catalogue is a flat YAML file, `<language>.yaml`, of lines `key: "text"`, each text a JSON string. A text
may hold `{name}` places for values. One that counts has a form for each plural category of its language,
`key.one`, `key.few`, `key.other`, and its number is the value `{count}`. The categories are those of Unicode
CLDR: https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules
"""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from generator import formats

if TYPE_CHECKING:
    from markupsafe import Markup

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ar", "de", "es", "fr", "ja", "pt", "uk")
"""The tags that have a catalogue, in small letters. English has every text."""

_LINE = re.compile(r'^(?P<key>[a-z][a-z0-9.-]*+): (?P<text>".++)$', re.MULTILINE)


class MissingText(KeyError):
    """A key that no catalogue has."""

    def __str__(self) -> str:
        return f"the interface has no text `{self.args[0]}`"


class Speaker(Protocol):
    """Says a text of the interface in one language, as HTML."""

    def __call__(self, key: str, count: int | None = None, **values: object) -> Markup: ...


def say(language: str, key: str, count: int | None = None, **values: object) -> str:
    """A text of the interface as plain text.

    `language` is a BCP 47 tag; one without a catalogue gets English. `count` chooses the plural form. Raises
    `MissingText` for a key that English does not have, and KeyError for a place that is given no value.
    """
    return pattern(language, key, count).format(**_with_count(values, language, count))


def speaker(language: str) -> Speaker:
    """`say` for templates: it gives HTML, with values escaped unless they are HTML themselves."""
    from markupsafe import Markup, escape

    fixed: dict[str, Markup] = {}

    def say_here(key: str, count: int | None = None, **values: object) -> Markup:
        found = None if values or count is not None else fixed.get(key)
        if found is not None:
            return found
        shown = {name: escape(value) for name, value in _with_count(values, language, count).items()}
        text = Markup(str(escape(pattern(language, key, count))).format(**shown))
        return text if shown else fixed.setdefault(key, text)

    return say_here


def _with_count(values: Mapping[str, object], language: str, count: int | None) -> Mapping[str, object]:
    return values if count is None else {"count": formats.number(count, language), **values}


@lru_cache(maxsize=4096)
def pattern(language: str, key: str, count: int | None = None) -> str:
    """A text with its places open, in the form for `count` things. Raises `MissingText`."""
    for spoken in _spoken(language):
        text = catalogue(spoken).get(key if count is None else f"{key}.{_category(spoken, count)}")
        if text is not None:
            return text
    raise MissingText(key)


def _spoken(language: str) -> list[str]:
    """The catalogues to look into, in order."""
    tag = language.lower()
    return [each for each in (tag, tag.split("-", maxsplit=1)[0], ENGLISH) if each in LANGUAGES]


def _category(language: str, count: int) -> str:
    return formats.locale(language).plural_form(count)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of one of the `LANGUAGES`, by their keys, plural forms with their category."""
    data = pkgutil.get_data(__name__, f"{language}.yaml")
    assert data is not None  # Python's own loaders give data or raise OSError
    return {line["key"]: json.loads(line["text"]) for line in _LINE.finditer(data.decode())}
