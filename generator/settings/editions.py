"""The language editions of `site.yaml`: the parts of the site in other languages than its own."""

from __future__ import annotations

from functools import partial

from generator.config import Edition
from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import Complaint, Decoder, Where, line, mapping_of, record, refine
from generator.settings.names import EDITION_TAGS, SERIES, sections
from generator.settings.navigation import MENU, POLICIES

_LANGUAGE = refine(line, values.language)
_FIELDS: dict[str, Decoder[object]] = {
    "title": line,
    "tagline": line,
    "description": line,
    "copyright": line,
    "sections": sections(),
    "tags": EDITION_TAGS,
    "series": SERIES,
    "menu": MENU,
    "footer_menu": MENU,
    "policies": POLICIES,
}


def editions(own: str) -> Decoder[tuple[Edition, ...]]:
    """Fields named by language; the site's `own` language and the same one twice are errors."""

    def read(node: Node, where: Where) -> tuple[Edition, ...] | None:
        found = mapping_of(_edition)(node, where)
        if isinstance(node, Mapping):
            _check_languages(node, own, where)
        return found

    return read


def languages_of(node: Node | None) -> tuple[str, ...]:
    """The languages that `languages` names, in their usual letter case; wrong ones are left out."""
    keys = [key.text for key, _ in node.entries] if isinstance(node, Mapping) else []
    return tuple(found for key in keys if isinstance(found := values.language(key), str))


def _edition(key: Scalar, node: Node, where: Where) -> Edition | None:
    language = _LANGUAGE(key, where) or ""
    make = partial(Edition, language.lower(), language)
    found = make() if is_empty(node) else record(make, **_FIELDS)(node, where)
    return found if language else None


def _check_languages(node: Mapping, own: str, where: Where) -> None:
    first: dict[str, Scalar] = {}
    for key, _ in node.entries:
        language = values.language(key.text)
        if isinstance(language, Complaint):
            continue
        if language == own:
            message = "is the language of the site itself, which is not listed here"
            cure = "Move its keys to the top level of site.yaml"
            where.inside(key.text).complain(key, Complaint("duplicate", message, cure))
        elif first.setdefault(language, key) is not key:
            message = f"names a language again, which line {first[language].line} already does"
            where.inside(key.text).complain(key, Complaint("duplicate", message, "Keep one of the two"))
