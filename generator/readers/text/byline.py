"""Bylines: `By JANE DOE and John Roe, Political Editor`, on a line of their own under the headline."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model import Problem, Severity
from generator.readers.text.lines import Line, problem, word_set

_LENGTH = 120
_OPENING = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR)\s+|(?:By|Author|Autor|Auteur|Автор)\s*:\s*")
_ASIDE = re.compile(r"[|•·–—(]| - ")
_WHERE = re.compile(r" (?:in|for|at) (?=[A-Z])")
_JOINT = re.compile(r"\s*(?:,\s*(?:and|und|et|y|та|и|&)|,|\s(?:and|AND|und|et|y|та|і|й|и|&))\s+")
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_PARTICLES = word_set("al bin bint da de del della den der di do dos du el ibn la le ten ter van von zu")
_NAME_WORDS = 6
_ROLE = re.compile(
    r"\b(?:analyst|agency|associate|bureau|chief|columnist|contribut\w+|correspondent|desk|director|editor|journal"
    r"|news|newspaper|photographer|political|post|press|producer|professor|redaktion|report\w*|reuters|senior"
    r"|special|staff|team|times|writer|кореспондент\w*|редактор\w*|журналіст\w*)\b|^(?:the|our|of)\b",
    re.IGNORECASE,
)


class Byline(NamedTuple):
    authors: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_byline(path: str, line: Line) -> Byline | None:
    """The authors whom `line` names, if it is a byline; what else it says is reported."""
    opening = _OPENING.match(line.text)
    if not opening or len(line.text) > _LENGTH:
        return None
    people, aside = _split_at(_ASIDE, line.text[opening.end() :])
    split = [_split_at(_WHERE, part) for part in _JOINT.split(people)]
    parts, places = list(dict.fromkeys(part for part, _ in split)), [place for _, place in split]
    first, *more = [part for i, part in enumerate(parts) if not (i and _ROLE.search(part))]
    others = [part for part in parts if part not in (first, *more)]
    single = [name for name in more if " " not in name and "," in people]  # By Jane Doe, Kyiv
    names = [first, *(name for name in more if name not in single)]
    labelled = ":" in opening[0]
    if not all(map(_is_name, names)) or (" " not in first and not labelled and not _ROLE.search(first)):
        return None
    left = ", ".join(filter(None, (*single, *others, *places, aside)))
    return Byline(tuple(map(_in_lower_case, names)), _doubts(path, line, names, people, left))


def _split_at(mark: re.Pattern[str], text: str) -> tuple[str, str]:
    """The names, and what a bracket, a bar or "in Kyiv" adds to them."""
    found = mark.search(text)
    start = found.start() if found else len(text)
    return text[:start].strip(), text[start:].strip(" |•·–—-()")


def _doubts(path: str, line: Line, names: list[str], people: str, left: str) -> tuple[Problem, ...]:
    cure = "List the authors in a sidecar if this is not right"
    if left:
        message = f"The byline says “{left}” beside the names, which is left out"
        return (problem(path, line, "byline", message, cure, Severity.NOTE),)
    if "," in people and len(names) == 2:
        message = f"The byline was read as two authors, {names[0]} and {names[1]}"
        return (problem(path, line, "byline", message, cure, Severity.WARNING),)
    return ()


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _NAME_WORDS and all(
        _NAME_WORD.fullmatch(word) and (not word[0].islower() or word in _PARTICLES) for word in words
    )


def _in_lower_case(name: str) -> str:
    """JANE O’BRIEN as Jane O’Brien; a name in mixed case as it is."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(map(_capitalised, name.split()))


def _capitalised(word: str) -> str:
    initials = len(word) == 2 and not any(vowel in word for vowel in "AEIOUYАЕИІОУЮЯ")
    if initials or "." in word:
        return word
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
