"""Nothing of what is withheld is in the output: random newsrooms at random times, every byte searched.

The test knows every word that could give something away, and when it may be seen (`newsrooms.py`). What is
looked for are made-up words, which no escaping changes, and words in Arabic, in each of their spellings.
`make torture` looks at many more newsrooms.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from incremental.patience import settled_at_once
from newsrooms import ARABIC, LATIN, Newsroom, Secret, newsroom
from scale import at_length, scaled
from sites import Result

SITES, CLOCKS = 100, 10  # 1,000 cases
SHARES = 10  # tests that the cases are spread over
MANY = scaled(0, 5000)  # newsrooms

_WORD = re.compile(rb"zq[%b]{6}" % LATIN.encode(), re.IGNORECASE)


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


def spellings(text: str) -> set[bytes]:
    """Text as pages, feeds, data and addresses may spell it, in small letters."""
    told = (
        text,
        html.escape(text),
        "".join(f"&#{ord(char)};" for char in text),
        "".join(f"&#x{ord(char):x};" for char in text),
        json.dumps(text)[1:-1],
        quote(text),
    )
    return {each.lower().encode() for each in told}


class Searched:
    """The secrets in every file of an output: its path, and every byte. An untouched file is read once."""

    def __init__(self, output: Path, room: Newsroom) -> None:
        self._output = output
        self._arabic = {word: spellings(word) for word in room.secrets if word[2:3] in ARABIC}
        self._known = room.secrets.keys()
        self._seen: dict[tuple[str, int, int, int], set[str]] = {}

    def words(self) -> dict[str, str]:
        """Each word that is there, with a file that holds it."""
        found: dict[str, str] = {}
        for path in sorted(self._output.rglob("*")):
            name = path.relative_to(self._output).as_posix()
            if path.is_file() and not name.startswith(".broadsheet/"):
                found |= dict.fromkeys(self._words_of(name, path), name)
        return found

    def _words_of(self, name: str, path: Path) -> set[str]:
        stat = path.stat()
        stamp = name, stat.st_ino, stat.st_mtime_ns, stat.st_size
        if stamp not in self._seen:
            everything = name.encode() + b"\n" + path.read_bytes().lower()
            words = {word.decode() for word in _WORD.findall(everything)} & self._known
            words |= {word for word, told in self._arabic.items() if any(each in everything for each in told)}
            self._seen[stamp] = words
        return self._seen[stamp]


def amiss(room: Newsroom, searched: Searched, now: dt.datetime) -> tuple[list[str], list[str]]:
    """What is told and may not be, and what may be and is not told."""
    found = searched.words()
    told = [_named(room.secrets[word], path) for word, path in found.items()]
    leaks = [text for word, text in zip(found, told, strict=True) if not room.secrets[word].may_show(now)]
    expected = (secret for secret in room.secrets.values() if secret.sure and secret.may_show(now))
    return leaks, [secret.what for secret in expected if secret.word not in found]


def _named(secret: Secret, path: str) -> str:
    return f"{secret.word}, the {secret.what}, in {path}"


def tag_counts(result: Result, folder: str) -> dict[str, int]:
    """The numbers on a page of all tags."""
    rows = result.html(f"{folder}tags/index.html").css("ul.buckets li")
    texts = (" ".join(row.text().split()) for row in rows)
    return {label: int(count) for label, _, count in (text.rpartition(" ") for text in texts)}


def counted(room: Newsroom, edition: str, now: dt.datetime) -> dict[str, int]:
    """The numbers that should be there."""
    told = (story for story in room.stories if story.edition == edition and story.is_published(now))
    return dict(Counter(tag for story in told for tag in story.tags))


def examine(seed: int, clocks: int) -> int:
    """Build a newsroom at several times, forwards and backwards; give the number of words withheld."""
    room, withheld = newsroom(seed), 0
    with TemporaryDirectory() as folder:
        here = room.write(Path(folder) / "site")
        searched = Searched(here.root / "public", room)
        for _ in range(clocks):
            now = room.clock()
            result = here.build(str(now), frozen=True)
            assert result.report.published, (seed, result.report.problems)
            leaks, lacking = amiss(room, searched, now)
            assert (leaks, lacking) == ([], []), f"newsroom {seed} at {now}"
            for edition in ("", "uk", "ar") if room.editions else ("",):
                place = f"{edition}/" if edition else ""
                assert tag_counts(result, place) == counted(room, edition, now), f"newsroom {seed} at {now}"
            withheld += sum(not secret.may_show(now) for secret in room.secrets.values())
    return withheld


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_withheld_is_in_the_output(share: int) -> None:
    seeds = range(share, SITES, SHARES)
    withheld = sum(examine(seed, CLOCKS) for seed in seeds)
    assert withheld > 10 * CLOCKS * len(seeds), "there is enough to be kept back"


@pytest.mark.torture
@at_length
def test_nothing_withheld_is_in_many_outputs() -> None:
    chance = Random()
    for _ in range(MANY):
        examine(chance.randrange(1 << 40), CLOCKS)
