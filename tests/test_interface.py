"""The interface in eight languages: complete catalogues, plurals, pages without English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel import Locale
from jinja2 import Environment, nodes
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser
from sites import REPOSITORY, Result, site

from generator.interface import ENGLISH, LANGUAGES, MissingText, catalogue, pattern, say, speaker
from generator.versions import _files

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHERS = [language for language in LANGUAGES if language != ENGLISH]

PREPARED: tuple[str, ...] = ()
"""Texts for pages that are still being built."""


def base(key: str) -> str:
    """A key without its plural category."""
    stem, _, last = key.rpartition(".")
    return stem if last in CATEGORIES else key


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def plurals(language: str) -> dict[str, set[str]]:
    """The categories of each text that counts."""
    found: dict[str, set[str]] = {}
    for key in catalogue(language):
        if base(key) != key:
            found.setdefault(base(key), set()).add(key.rpartition(".")[2])
    return found


BASES = {base(key) for key in catalogue(ENGLISH)}


# The catalogues


def test_every_catalogue_is_listed() -> None:
    files = (REPOSITORY / "generator" / "interface").glob("*.yaml")
    assert {path.stem for path in files} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_flat_yaml_without_keys_given_twice(language: str) -> None:
    text = (REPOSITORY / "generator" / "interface" / f"{language}.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == catalogue(language)
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_complete(language: str) -> None:
    assert {base(key) for key in catalogue(language)} == BASES
    assert not [key for key, text in catalogue(language).items() if not text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_forms_of_their_language(language: str) -> None:
    categories = {*Locale.parse(language).plural_form.tags, "other"}
    assert plurals(language) == dict.fromkeys(plurals(ENGLISH), categories)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_places_of_the_english_ones(language: str) -> None:
    english = catalogue(ENGLISH)
    for key, text in catalogue(language).items():
        wanted = places(english.get(key) or english[f"{base(key)}.other"])
        # A form for one number alone may say it in a word.
        spare = {"count"} if key.endswith((".zero", ".one", ".two")) else set()
        assert wanted - spare <= places(text) <= wanted, key


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    """Words of several languages aside, such as RSS or Interview."""
    own, english = catalogue(language), catalogue(ENGLISH)
    same = [key for key in own if own[key] == english.get(key) and re.search(r"[a-z]{3}", own[key])]
    assert not [key for key in same if not places(own[key]) and " " in own[key].replace("Error 404", "")]
    assert len(same) <= 8


WRONG = {
    "en": r"['\"]|\.\.\.",
    "ar": r"[A-Za-z]+ ?[,;?]|[,;?\"']",
    "de": r"['\"«»]|\.\.\.",
    "es": r"['\"“”]|\.\.\.",
    "fr": r"['\"“”]|[^\u202f][;:!?»]|«[^\u202f]|\.\.\.",
    "ja": r"[,.;:?!\"']",
    "pt": r"['\"«»]|\.\.\.",
    "uk": r"['\"“”]|\.\.\.",
}
"""Signs that a newspaper in the language does not print, or not so."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_punctuation_is_that_of_the_language(language: str) -> None:
    bare = {key: re.sub(r"\{\w+\}", "X", text) for key, text in catalogue(language).items()}
    assert not [key for key, text in bare.items() if re.search(WRONG[language], text)]


def test_the_code_version_covers_the_catalogues() -> None:
    covered = {Path(path).name for path in _files(str(REPOSITORY / "generator"))}
    assert {f"{language}.yaml" for language in LANGUAGES} <= covered


# Saying


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "1 story"),
        ("en", 1234, "1,234 stories"),
        ("en-GB", 2, "2 stories"),
        ("de", 1234, "1.234 Artikel"),
        ("fr", 0, "0 article"),
        ("fr", 1_000_000, "1\u202f000\u202f000 d’articles"),
        ("uk", 21, "21 матеріал"),
        ("uk", 3, "3 матеріали"),
        ("uk", 11, "11 матеріалів"),
        ("ar", 0, "لا مقالات"),
        ("ar", 2, "مقالان"),
        ("ar", 5, "5 مقالات"),
        ("ar", 11, "11 مقالًا"),
        ("ar", 100, "100 مقال"),
        ("ja", 1, "記事1件"),
        ("pt-BR", 2, "2 artigos"),
        ("pl", 2, "2 stories"),
    ],
)
def test_numbers_choose_the_form(language: str, count: int, text: str) -> None:
    assert say(language, "stories", count) == text


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert say("pl", "skip") == say("en", "skip") == "Skip to content"
    assert say("de-AT", "skip") == say("DE", "skip") == "Zum Inhalt springen"


def test_a_text_that_only_english_has_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "generator.interface.catalogue",
        {"en": {"new": "New", "things.one": "{count} thing", "things.other": "{count} things"}, "uk": {}}.get,
    )
    pattern.cache_clear()
    assert say("uk", "new") == "New"
    assert say("uk", "things", 5) == "5 things"
    pattern.cache_clear()


@pytest.mark.parametrize("count", [None, 1])
def test_an_unknown_key_is_an_error(count: int | None) -> None:
    with pytest.raises(MissingText, match="has no text `no-such-text`"):
        say("de", "no-such-text", count)


def test_html_is_kept_and_everything_else_is_escaped() -> None:
    said = speaker("en")
    assert said("byline", names="<A & B>") == "By &lt;A &amp; B&gt;"
    assert said("byline", names=Markup("<a>Ada</a>")) == "By <a>Ada</a>"
    assert said("byline", names="{count}") == "By {count}"
    assert said("stories", count=1200) == "1,200 stories"
    assert isinstance(said("skip"), Markup)
    assert said("skip") is said("skip")


# Which texts are used, and where


class Use:
    """One call of `say`: where it stands, the constants of its key, and the names of its values."""

    def __init__(self, place: str, fixed: bool, keys: list[str], values: set[str]) -> None:
        self.place = place
        self.fixed = fixed  # whether the key is one constant
        self.keys = keys
        self.values = values


def python_uses(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"):
            continue
        key = node.args[1]
        keys = [str(part.value) for part in ast.walk(key) if isinstance(part, ast.Constant)]
        values = {option.arg or "**" for option in node.keywords} | (
            {"count"} if len(node.args) > 2 else set()
        )
        yield Use(f"{path.name}:{node.lineno}", isinstance(key, ast.Constant), keys, values)


def template_uses(path: Path) -> Iterator[Use]:
    for node in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name == "say":
            key = node.args[0]
            found = [key] if isinstance(key, nodes.Const) else list(key.find_all(nodes.Const))
            values = {option.key for option in node.kwargs} | ({"count"} if len(node.args) > 1 else set())
            keys = [str(part.value) for part in found]
            yield Use(f"{path.name}:{node.lineno}", isinstance(key, nodes.Const), keys, values)


APART = ("interface", "cli")
"""Where `say` says something else: a text itself, and that of a terminal."""


@cache
def uses() -> tuple[Use, ...]:
    modules = (path for path in (REPOSITORY / "generator").rglob("*.py") if path.parent.name not in APART)
    templates = (path for path in (REPOSITORY / "templates").rglob("*") if path.is_file())
    found = [use for path in modules for use in python_uses(path)]
    return (*found, *(use for path in templates for use in template_uses(path)))


def test_every_text_that_is_said_exists_with_its_values() -> None:
    for use in uses():
        if not use.fixed:
            continue
        (key,) = use.keys
        english = catalogue(ENGLISH)
        text = english.get(f"{key}.other") if "count" in use.values else english.get(key)
        assert text is not None, f"{use.place}: `{key}`"
        assert "**" in use.values or use.values | {"count"} == places(text) | {"count"}, (
            f"{use.place}: `{key}`"
        )


def test_every_text_is_said() -> None:
    keys = {key for use in uses() for key in use.keys}
    written = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "generator").rglob("*.py"))
    tabled = {key for key in BASES if "." in key and f'"{key}"' in written}  # keys in a table of a module
    openings = tuple(key for key in keys if key.endswith("."))
    unused = {key for key in BASES - keys - tabled if not key.startswith(openings or ("\0",))}
    assert not {key for key in unused if not any(fnmatch(key, each) for each in PREPARED)}


def test_what_is_prepared_exists() -> None:
    assert not [each for each in PREPARED if not any(fnmatch(key, each) for key in BASES)]


# Pages

GERMAN = """
-- site.yaml --
title: Der Bote
base_url: https://example.org/
language: de
sections:
  - {slug: welt, label: Welt}
policies:
  ethics: /ethik/
menu:
  - Ethik: /ethik/
-- content/pages/ethik.md --
---
title: Ethik
updated: 2024-11-12
---
Wir sagen, was ist.
-- content/welt/a.md --
---
title: Das Wasser steigt
date: 2024-11-11 08:00
updated: 2024-11-11 09:30
authors: [Ada Lang, Max Kern, Eva Roth]
label: Analysis
tags: [Flut, Elbe]
---
Text.
-- content/welt/b.md --
---
title: Das Wasser fällt
date: 2024-11-10
authors: [Ada Lang]
tags: [Flut]
---
Text.
-- content/welt/c.md --
---
title: Der Deich hält
date: 2023-10-10
image: fehlt.jpg
tags: [Deich]
---
Text.
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return site(tmp_path_factory.mktemp("german"), GERMAN).build()


def words(html: str) -> str:
    """All that a page says: its texts, and the texts of attributes, which are not addresses."""
    page = LexborHTMLParser(html)
    attributes = (
        node.attributes.get(name) or ""
        for node in page.css("*")
        for name in ("aria-label", "alt", "title", "content", "placeholder")
    )
    said = [text for text in attributes if not text.startswith("https://")]
    for node in page.css("script, style"):
        node.decompose()
    return "\n".join((page.root.text(separator="\n") if page.root else "", *said))


def english_words() -> list[str]:
    """The words between the places of English texts, unless some German text has them too."""
    german = "\n".join(catalogue("de").values())
    pieces = {
        piece.strip(" ,:.") for text in catalogue(ENGLISH).values() for piece in re.split(r"\{\w+\}", text)
    }
    return sorted(
        each for each in pieces if len(each) > 1 and not re.search(rf"\b{re.escape(each)}\b", german)
    )


def test_a_german_site_has_no_english_word(german: Result) -> None:
    english = re.compile("|".join(rf"\b{re.escape(each)}(?!\w)" for each in english_words()))
    found = {path: english.findall(words(german.text(path))) for path in german.pages}
    assert len(found) > 15
    assert {path: each for path, each in found.items() if each} == {}


def test_a_german_site_speaks_german(german: Result) -> None:
    story = "2024/11/a/index.html"
    assert german.texts(story, ".byline") == ["Von Ada Lang, Max Kern und Eva Roth"]
    assert german.texts(story, ".updated") == ["Aktualisiert am 11. November 2024, 09:30"]
    assert german.texts(story, ".older .way") == ["Früher in Welt"]
    assert german.texts("404.html", "main p:last-child") == [
        "Versuchen Sie es auf der Startseite, im Archiv oder in der Liste der Schlagwörter."
    ]
    assert german.links("404.html", "main a") == ["/", "/archive/", "/tags/"]


def test_names_in_a_byline_are_links(german: Result) -> None:
    links = german.links("2024/11/a/index.html", ".byline a[rel=author]")
    assert links == ["/authors/ada-lang/", "/authors/max-kern/", "/authors/eva-roth/"]


ARABIC = """
-- site.yaml --
title: البريد
base_url: https://example.org/
language: ar
-- content/world/a.md --
---
title: خبر
date: 2024-11-11
authors: [سلمى, نور]
---
نص.
-- content/world/b.md --
---
title: خبر آخر
date: 2024-11-12
---
نص.
"""


def test_an_arabic_site_is_written_from_right_to_left(tmp_path: Path) -> None:
    result = site(tmp_path, ARABIC).build()
    for path in result.pages:
        root = result.html(path).css_first("html")
        assert root is not None
        assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl"), path
    assert result.texts("world/index.html", ".page-head .meta bdi") == ["مقالان"]
    assert "بقلم سلمى ونور" in result.texts("index.html", ".by")


def test_names_in_a_text_cannot_become_html(tmp_path: Path) -> None:
    here = site(tmp_path).write(
        """
        -- content/world/a.md --
        ---
        title: A
        date: 2024-11-11
        authors: ["<b>Ada</b> {count}"]
        ---
        Text.
        """
    )
    assert "By <bdi>&lt;b&gt;Ada&lt;/b&gt; {count}</bdi>" in here.build().text("index.html")


def test_a_sites_own_template_is_told_of_a_text_that_is_missing(tmp_path: Path) -> None:
    here = site(tmp_path).write('-- templates/404.html --\n<p>\n{{ say("no-such-text") }}</p>\n')
    problems = [each for each in here.build().report.problems if each.rule == "template-error"]
    assert [(each.path, each.line) for each in problems] == [("templates/404.html", 2)]
    assert "has no text `no-such-text`" in problems[0].message
